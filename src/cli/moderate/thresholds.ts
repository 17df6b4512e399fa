import { createBenignThresholds } from "../../moderation/index.ts";
import { languages, type Router, type RouterLanguage } from "../../moderation/router/index.ts";
import type { Input } from "./read-entries.ts";
import { scoreText } from "./score-text.ts";

/** From which score on a message is routed to the guard. */
export type LookThresholds = Readonly<Record<RouterLanguage, number>>;

interface Learned {
  readonly thresholds: LookThresholds;
  readonly counts: Readonly<Record<RouterLanguage, number>>;
  /** The languages of which there is too little: they have the threshold of all messages together. */
  readonly shared: readonly RouterLanguage[];
  /** What could not be read of the input. */
  readonly problems: readonly string[];
}

/**
 * The thresholds at which `budget` of the input's messages would be sent on. Messages without words do not count. This reads
 * and scores the input; the counting is moderation's createBenignThresholds.
 */
export async function learnThresholds(benign: Input, budget: number, router: Router): Promise<Learned> {
  const learned = createBenignThresholds();
  const problems: string[] = [];
  for await (const batch of benign.entries) {
    for (const entry of batch) {
      if ("problem" in entry) {
        problems.push(entry.problem);
        continue;
      }
      const score = await scoreText(router, entry.text);
      if (score !== undefined) learned.add(score);
    }
  }
  const each = <Value>(of: (language: RouterLanguage) => Value) =>
    Object.fromEntries(languages.map((language) => [language, of(language)])) as Record<
      RouterLanguage,
      Value
    >;
  return {
    thresholds: each((language) => learned.threshold(language, budget)),
    counts: each(learned.count),
    shared: languages.filter((language) => !learned.hasOwn(language, budget)),
    problems,
  };
}
