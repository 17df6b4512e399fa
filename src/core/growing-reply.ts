import type { Logger, Observe, Reply } from "./ports/index.ts";

/** A reply while it is being written. */
export interface GrowingReply {
  /** All of it so far. */
  readonly text: string;
  readonly pieces: number;
  add(piece: string): void;
  /** Throws away what was written: the answer begins anew. */
  restart(): void;
  /** Resolves when no post is under way. */
  settled(): Promise<void>;
}

/**
 * Posts an answer as it grows: always the newest text, never two calls at once, so that the platform's pace
 * decides how often. A post that fails is not repeated, since the next one, or the end, holds its text too.
 *
 * @param now monotonic milliseconds
 */
export function growReply(reply: Reply, log: Logger, observe: Observe, now: () => number): GrowingReply {
  let text = "";
  let posted = "";
  let pieces = 0;
  let changedAt = 0;
  let posting: Promise<void> | undefined;

  async function post(): Promise<void> {
    while (posted !== text) {
      const next = text;
      observe({ type: "posted", afterMs: now() - changedAt });
      await reply
        .update(next)
        .catch((error: unknown) => log.warn({ reply: reply.id, err: error }, "reply not updated"));
      posted = next;
    }
    posting = undefined;
  }

  return {
    get text() {
      return text;
    },
    get pieces() {
      return pieces;
    },
    add(piece) {
      text += piece;
      pieces += 1;
      changedAt = now();
      posting ??= post();
    },
    restart() {
      text = "";
      pieces = 0;
    },
    async settled() {
      await posting;
    },
  };
}
