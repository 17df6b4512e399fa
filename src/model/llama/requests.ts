import { ModelError, type ModelErrorCode } from "../../core/ports/index.ts";
import type { Ending, FromEngine, Usage } from "./protocol.ts";

/** One request that waits for the model's process. */
export interface Request {
  onStarted?(): void;
  onPiece?(text: string): void;
  onCounted?(counts: readonly number[]): void;
  onDone?(usage: Usage, ending: Ending): void;
  /** `usage`: of a reply that the process itself ended. */
  onRefused(error: ModelError, usage?: Usage): void;
}

/** The requests under way, by id; each gets exactly one of `onCounted`, `onDone`, `onRefused`, and then nothing. */
export interface Requests {
  add(request: Request): number;
  receive(message: Extract<FromEngine, { id: number }>): void;
  refuseAll(code: ModelErrorCode, message: string): void;
}

export function createRequests(): Requests {
  const open = new Map<number, Request>();
  let lastId = 0;

  return {
    add(request) {
      lastId += 1;
      open.set(lastId, request);
      return lastId;
    },
    receive(message) {
      const request = open.get(message.id);
      if (!request) return;
      switch (message.type) {
        case "started":
          request.onStarted?.();
          return;
        case "piece":
          request.onPiece?.(message.text);
          return;
        case "counted":
          open.delete(message.id);
          request.onCounted?.(message.counts);
          return;
        case "done":
          open.delete(message.id);
          request.onDone?.(message.usage, message.ending);
          return;
        case "refused":
          open.delete(message.id);
          request.onRefused(new ModelError(message.code, message.message), message.usage);
          return;
        default:
          message satisfies never;
      }
    },
    refuseAll(code, message) {
      const requests = [...open.values()];
      open.clear();
      for (const request of requests) request.onRefused(new ModelError(code, message));
    },
  };
}
