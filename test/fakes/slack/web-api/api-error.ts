import type { Shape } from "../world/shapes.ts";

/** `{ ok: false, error }`: what Slack answers when it refuses. */
export class ApiError extends Error {
  readonly code: string;
  readonly more: Shape;
  /** Why a good app never gets this answer; without it the answer is part of an app's life. */
  readonly fault: string | undefined;

  constructor(code: string, more: Shape = {}, fault?: string) {
    super(code);
    this.code = code;
    this.more = more;
    this.fault = fault;
  }
}

/** An answer that may come, whatever the app does: a channel is archived, a message was deleted meanwhile. */
export const refuse = (code: string, more?: Shape): never => {
  throw new ApiError(code, more);
};

/** An answer that a good app never gets: it is noted as a violation too. */
export const blameFor = (code: string, fault: string, more?: Shape): never => {
  throw new ApiError(code, more, fault);
};

/** The form of Slack's complaints about arguments. */
export const invalidArguments = (faults: readonly string[]): never =>
  blameFor("invalid_arguments", faults.join("; "), {
    response_metadata: { messages: faults.map((fault) => `[ERROR] ${fault}`) },
  });

export const invalidBlocks = (faults: readonly string[]): never =>
  blameFor("invalid_blocks", faults.join("; "), {
    errors: faults,
    response_metadata: { messages: faults.map((fault) => `[ERROR] ${fault}`) },
  });
