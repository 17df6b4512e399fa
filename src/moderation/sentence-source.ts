import { createSentenceSplitter } from "../text/sentences.ts";

/** The sentences of an answer that is still being written. */
export interface SentenceSource {
  /** Reads one more piece of the answer, unless it is over. Never rejects: see `failure`. */
  read(): Promise<"read">;
  /** The next complete sentence, if there is one already. */
  take(): string | undefined;
  /** Whether `take` has a sentence to give. */
  readonly ready: boolean;
  /** Nothing more comes from the answer. */
  readonly over: boolean;
  /** Why the answer broke off, if it did. What was written until then is still given out. */
  readonly failure: { readonly error: unknown } | undefined;
  /** Tells the answer's writer to stop; resolves when it has, or at once while a read is still going on. Idempotent. */
  stop(): Promise<void>;
}

export function readSentences(answer: AsyncIterable<string>): SentenceSource {
  const pieces = answer[Symbol.asyncIterator]();
  const splitter = createSentenceSplitter();
  let sentences: readonly string[] = [];
  let taken = 0;
  let over = false;
  let reading = false;
  let failure: { readonly error: unknown } | undefined;

  const add = (more: readonly string[]) => {
    sentences = [...sentences.slice(taken), ...more];
    taken = 0;
  };

  return {
    async read() {
      if (over) return "read";
      reading = true;
      try {
        const piece = await pieces.next();
        if (piece.done) over = true;
        else add(splitter.push(piece.value));
      } catch (error) {
        over = true;
        failure = { error };
      }
      reading = false;
      if (over) add(splitter.end());
      return "read";
    },
    take: () => sentences[taken++],
    get ready() {
      return taken < sentences.length;
    },
    get over() {
      return over;
    },
    get failure() {
      return failure;
    },
    async stop() {
      if (over) return;
      over = true;
      // A generator answers `return` only after the read that is going on, which may take as long as the model likes.
      const stopped = Promise.resolve(pieces.return?.()).catch(() => {
        // Whoever leaves has no use for the writer's error.
      });
      if (!reading) await stopped;
    },
  };
}
