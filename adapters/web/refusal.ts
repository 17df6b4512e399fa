import type { Problem } from "./wire.ts";

/** The statuses that go with the codes of a `Problem`. */
export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 421 | 422 | 429 | 503;

/** A request that is turned down; `message` says why and what to do. */
export class Refusal extends Error {
  readonly status: RefusalStatus;
  readonly code: Problem["error"]["code"];
  /** ISO 8601: from then on it may be taken. */
  readonly until: string | undefined;
  constructor(status: RefusalStatus, code: Problem["error"]["code"], message: string, until?: string) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.code = code;
    this.until = until;
  }
}

/** Wrong, forged, deleted or somebody else's: all the same to whoever asks. */
export const notFound = () => new Refusal(404, "not-found", "There is nothing here that you can see.");
