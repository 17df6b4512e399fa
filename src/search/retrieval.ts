import type { Passage, Retrieval } from "../core/ports/index.ts";
import { distinct } from "./distinct.ts";
import { newestOf } from "./newest.ts";
import { createPace } from "./pace.ts";
import { questionOf } from "./question.ts";
import { quoteOf } from "./quote.ts";
import { rank } from "./rank.ts";
import { relevanceOf } from "./relevance.ts";

/**
 * Finds what was said before by its words: BM25+ over English and Korean stems, moved by who answered whom. Reads the
 * newest 2,000 messages and never holds the event loop for long. `nowMs` is a monotonic clock.
 */
export function createRetrieval({
  nowMs = () => performance.now(),
}: {
  readonly nowMs?: () => number;
} = {}): Retrieval {
  return {
    async search(question, earlier, limit) {
      const asked = questionOf(question);
      if (limit < 1 || asked.words.every((word) => word.stop)) return [];
      const pace = createPace(nowMs);
      const messages = await newestOf(earlier, pace);
      const texts = messages.map((message) => message.text);
      const relevances = await relevanceOf(asked, texts, pace);
      const ranked = await rank(messages, relevances, pace);
      const passages: Passage[] = [];
      for (const { message } of await distinct(ranked, limit, pace)) {
        const quote = quoteOf(message.text, asked);
        if (quote !== "") passages.push({ message, quote });
        await pace.rest();
      }
      return passages;
    },
  };
}
