import { insist } from "./insist.ts";
import type { Logger, Observe, Reply, ReplyKind, ReplyStatus } from "./ports/index.ts";
import type { MessageId } from "./types.ts";

/**
 * Writes one reply: always the newest status or text, never two calls at once, so that the platform's pace decides
 * how often. A status or text that does not get through is not repeated, since the next, or the end, replaces it.
 */
export interface ReplyWriter {
  readonly id: MessageId;
  /** A former run already finished or removed it. */
  readonly finished: boolean;
  /** All of the answer so far. */
  readonly text: string;
  /** The longer of the answer so far and what people have seen of an earlier try: what to keep when it ends here. */
  readonly kept: string;
  readonly pieces: number;
  /** Shown while there is no text. */
  status(status: ReplyStatus): void;
  add(piece: string): void;
  /** Throws away what was written: the answer begins anew. */
  restart(): void;
  /** Resolves when no call is under way. */
  settled(): Promise<void>;
  /** The end of the reply; insists on it. Nothing is written afterwards. */
  finish(markdown: string, kind: ReplyKind): Promise<void>;
  /** Deletes the reply; insists on it. Nothing is written afterwards. */
  remove(): Promise<void>;
}

/** @param now monotonic milliseconds */
export function writeReply(reply: Reply, log: Logger, observe: Observe, now: () => number): ReplyWriter {
  let text = "";
  let pieces = 0;
  let posted = "";
  /** What people have seen of earlier tries. */
  let before = reply.text ?? "";
  let changedAt = 0;
  let status: ReplyStatus | undefined;
  let working: Promise<void> | undefined;
  let ended = false;

  /** What is to be shown next, if anything. */
  function next(): (() => Promise<void>) | undefined {
    if (ended) return undefined;
    if (text !== "") {
      if (text === posted) return undefined;
      observe({ type: "posted", afterMs: now() - changedAt });
      posted = text;
      return () => reply.update(posted);
    }
    const shown = status;
    status = undefined;
    return shown && (() => reply.status(shown));
  }

  async function work(): Promise<void> {
    for (let call = next(); call; call = next()) {
      await call().catch((error: unknown) => log.warn({ reply: reply.id, err: error }, "reply not updated"));
    }
    working = undefined;
  }

  function wake(): void {
    working ??= work();
  }

  async function end(call: () => Promise<void>): Promise<void> {
    ended = true;
    await working;
    await insist(call);
  }

  return {
    id: reply.id,
    finished: reply.finished,
    get text() {
      return text;
    },
    get kept() {
      return text.length < before.length ? before : text;
    },
    get pieces() {
      return pieces;
    },
    status(latest) {
      status = latest;
      wake();
    },
    add(piece) {
      text += piece;
      pieces += 1;
      changedAt = now();
      wake();
    },
    restart() {
      if (text.length > before.length) before = text;
      text = "";
      pieces = 0;
    },
    async settled() {
      await working;
    },
    finish: (markdown, kind) => end(() => reply.finish(markdown, kind)),
    remove: () => end(() => reply.remove()),
  };
}
