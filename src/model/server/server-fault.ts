import { ModelError } from "../../core/ports/index.ts";

type ServerFaultKind =
  /** Nothing answers there, or not in time. */
  | "unreachable"
  /** It asks to be left alone for a while. */
  | "busy"
  /** It is still loading its model. */
  | "loading"
  /** It failed, broke off, or said what cannot be understood. */
  | "broken"
  /** Prompt and answer do not fit its context. */
  | "overflow"
  /** It will not take this request; asking again does not help. */
  | "refused";

/** Why a server did not do what it was asked. Its message may quote what the server said, and is for people, never for logs. */
export class ServerFault extends Error {
  readonly kind: ServerFaultKind;
  /** HTTP status, if there was an answer. */
  readonly status: number | undefined;
  /** How long it asks to be left alone. */
  readonly retryAfterMs: number | undefined;
  constructor(
    kind: ServerFaultKind,
    message: string,
    about: {
      readonly status?: number;
      readonly retryAfterMs?: number | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: about.cause });
    this.name = "ServerFault";
    this.kind = kind;
    this.status = about.status;
    this.retryAfterMs = about.retryAfterMs;
  }
}

/** Whether another server, or the same one later, may do it. */
export function isPassing(fault: ServerFault): boolean {
  switch (fault.kind) {
    case "unreachable":
    case "busy":
    case "loading":
    case "broken":
      return true;
    case "overflow":
    case "refused":
      return false;
    default:
      return fault.kind satisfies never;
  }
}

/** The fault as those see it who asked the model. */
export function asModelError(fault: ServerFault): ModelError {
  switch (fault.kind) {
    case "unreachable":
    case "busy":
    case "loading":
      return new ModelError("unavailable", fault.message, { cause: fault });
    case "broken":
      return new ModelError("crashed", fault.message, { cause: fault });
    case "overflow":
      return new ModelError("overflow", fault.message, { cause: fault });
    case "refused":
      return new ModelError("failed", fault.message, { cause: fault });
    default:
      return fault.kind satisfies never;
  }
}
