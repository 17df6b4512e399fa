import { createSentenceSplitter } from "../../text/sentences.ts";

interface Sentence {
  readonly text: string;
  /** White space follows, or the end of the answer: the last word is whole. */
  readonly isApart: boolean;
}

/** The sentences of an answer that is still being written. */
export interface SentenceSource {
  /** Reads one more piece of the answer, unless it is over. Never rejects: see `failure`. */
  read(): Promise<"read">;
  /** The next complete sentence, if there is one already. */
  take(): Sentence | undefined;
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
  let sentences: readonly Sentence[] = [];
  let taken = 0;
  /** What was read and is in no sentence yet. */
  let unread = "";
  let over = false;
  let reading = false;
  let failure: { readonly error: unknown } | undefined;

  const add = (more: readonly string[]) => {
    let at = 0;
    const found = more.map((text): Sentence => {
      at += text.length;
      return { text, isApart: at === unread.length || /\s/.test(unread[at]!) };
    });
    unread = unread.slice(at);
    sentences = [...sentences.slice(taken), ...found];
    taken = 0;
  };

  return {
    async read() {
      if (over) return "read";
      reading = true;
      try {
        const piece = await pieces.next();
        if (piece.done) over = true;
        else {
          unread += piece.value;
          add(splitter.push(piece.value));
        }
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
