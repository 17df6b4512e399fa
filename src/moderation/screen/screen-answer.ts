import { AnswerHeld, type ScreenContext } from "../../core/ports/index.ts";
import type { Verdict } from "../../core/types.ts";
import { type AnswerJudge, endOf, verdictOf } from "./judge.ts";
import type { LinkFilter } from "./links/link-filter.ts";
import { readSentences, type SentenceSource } from "./sentence-source.ts";

/** So many sentences may be read and judged ahead of the one that is released next. */
const maxAhead = 4;

/**
 * Releases an answer sentence by sentence, in order, each once it was allowed, through the filter of its links; the following
 * ones are read and judged meanwhile. At the first sentence that is held nothing more is released, the answer's source is
 * told to stop, and an `AnswerHeld` is thrown. When the source fails, what it had written is judged and released before its
 * error is passed on.
 */
export function screenAnswer(
  judge: AnswerJudge,
  filter: LinkFilter,
  answer: AsyncIterable<string>,
  to: ScreenContext["to"],
): AsyncIterable<string> {
  return {
    [Symbol.asyncIterator]() {
      const source = readSentences(answer);
      const left = new AbortController();
      const released = release(judge, filter, source, to, left.signal);
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

interface Waiting {
  readonly text: string;
  readonly isApart: boolean;
  readonly verdict: Promise<Verdict>;
}

async function* release(
  judge: AnswerJudge,
  filter: LinkFilter,
  source: SentenceSource,
  to: ScreenContext["to"],
  left: AbortSignal,
): AsyncGenerator<string, void, void> {
  const judging = new AbortController();
  const leaving = new Promise<"left">((resolve) => {
    left.addEventListener("abort", () => resolve("left"), { once: true });
  });
  const waiting: Waiting[] = [];
  let reading: Promise<"read"> | undefined;
  let before = "";
  let held: Extract<Verdict, { action: "hold" }> | undefined;

  try {
    for (;;) {
      for (let next = waiting.length; next < maxAhead && source.ready; next++) {
        const sentence = source.take()!;
        const context = { to, before, signal: judging.signal };
        waiting.push({ ...sentence, verdict: verdictOf(judge, sentence.text, context) });
        before = endOf(before + sentence.text);
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
      if (known.action === "hold") {
        held = known;
        break;
      }
      const { text, isApart } = next!;
      const shown = filter.push(text, isApart ? "apart" : "unknown");
      if (shown !== "") yield shown;
    }
    // Part of what was allowed waited for what follows it.
    const rest = filter.end();
    if (rest !== "") yield rest;
    if (held) throw new AnswerHeld(held.reason);
    if (source.failure !== undefined) throw source.failure.error;
  } finally {
    judging.abort();
    await source.stop();
  }
}
