import { ModelError, type ModelErrorCode } from "../../core/ports/index.ts";

/** One request that waits for the model's process. */
export interface Request<Answer> {
  /** Returns whether this was the last word on it. */
  onAnswer(answer: Answer): boolean;
  /** The process is gone, and took the request with it. */
  onLost(error: ModelError): void;
}

/** The requests under way, by id. Each is told answers up to its last, or that it was lost, and then nothing. */
export interface Requests<Answer> {
  add(request: Request<Answer>): number;
  receive(id: number, answer: Answer): void;
  loseAll(code: ModelErrorCode, message: string): void;
}

export function createRequests<Answer>(): Requests<Answer> {
  const open = new Map<number, Request<Answer>>();
  let lastId = 0;

  return {
    add(request) {
      lastId += 1;
      open.set(lastId, request);
      return lastId;
    },
    receive(id, answer) {
      if (open.get(id)?.onAnswer(answer)) open.delete(id);
    },
    loseAll(code, message) {
      const requests = [...open.values()];
      open.clear();
      for (const request of requests) request.onLost(new ModelError(code, message));
    },
  };
}
