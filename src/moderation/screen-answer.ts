import { AnswerHeld } from "../core/ports/index.ts";
import type { Message, Verdict } from "../core/types.ts";
import { endOf, type Judge, verdictOf } from "./judge.ts";
import { readSentences, type SentenceSource } from "./sentence-source.ts";

/** So many sentences may be read and judged ahead of the one that is released next. */
const maxAhead = 4;

/**
 * Releases an answer sentence by sentence, in order, each once it was allowed; the following ones are read
 * and judged meanwhile. What is released adds up to the answer. At the first sentence that is held
 * nothing more is released, the answer's source is told to stop, and an `AnswerHeld` is thrown.
 * When the source fails, what it had written is judged and released before its error is passed on.
 */
export function screenAnswer(
  judge: Judge,
  answer: AsyncIterable<string>,
  to: Message,
): AsyncIterable<string> {
  return {
    [Symbol.asyncIterator]() {
      const source = readSentences(answer);
      const left = new AbortController();
      const released = release(judge, source, to, left.signal);
      return {
        next: () => released.next(),
        async return() {
          // Ends a `next` that still waits for the source or a verdict, so that leaving never blocks.
          left.abort();
          await released.return();
          await source.stop();
          return { done: true, value: undefined };
        },
      };
    },
  };
}

interface Sentence {
  readonly text: string;
  readonly verdict: Promise<Verdict>;
}

async function* release(
  judge: Judge,
  source: SentenceSource,
  to: Message,
  left: AbortSignal,
): AsyncGenerator<string, void, void> {
  const judging = new AbortController();
  const leaving = new Promise<"left">((resolve) => {
    left.addEventListener("abort", () => resolve("left"), { once: true });
  });
  const waiting: Sentence[] = [];
  let reading: Promise<"read"> | undefined;
  let before = "";

  try {
    for (;;) {
      while (source.ready && waiting.length < maxAhead) {
        const text = source.take() as string;
        const context = { of: "answer", message: to, before, signal: judging.signal } as const;
        waiting.push({ text, verdict: verdictOf(judge, text, context) });
        before = endOf(before + text);
      }
      if (!source.over && waiting.length < maxAhead) reading ??= source.read();
      const next = waiting[0];
      if (next === undefined && reading === undefined) break;
      const known = await Promise.race([
        leaving,
        ...(next === undefined ? [] : [next.verdict]),
        ...(reading === undefined ? [] : [reading]),
      ]);
      if (known === "left") return;
      if (known === "read") {
        reading = undefined;
        continue;
      }
      waiting.shift();
      if (known.action === "hold") throw new AnswerHeld(known.reason);
      yield (next as Sentence).text;
    }
    if (source.failure !== undefined) throw source.failure.error;
  } finally {
    judging.abort();
    await source.stop();
  }
}
