import { logOddsOf, probabilityOf } from "./log-odds.ts";
import type { languages, RouterLanguage, Score } from "./router/index.ts";
import { binAtShare, countScore, createScoreCounts, edgeOf } from "./score-counts.ts";

/** 1 % more odds, or less: as near as a threshold need be. */
const BINS_PER_UNIT = 100;

/**
 * Finds the thresholds at which a share of harmless messages is sent on, however many messages there are. For a history that
 * is read at once; those of a running Maru, which change with every message, are thresholds.ts and place-budget.ts.
 */
interface BenignThresholds {
  add(score: Score): void;
  /** How many messages of the language were added. */
  count(language: RouterLanguage): number;
  /**
   * Whether enough messages of the language were added for a threshold of its own: 1/`budget` of them. Of fewer not one may be
   * sent on.
   */
  hasOwn(language: RouterLanguage, budget: number): boolean;
  /**
   * The threshold at which at most `budget` of the added messages are sent on, and hardly fewer. That of the language where it
   * has one of its own, else that of all messages together. Infinite when no score is high enough.
   */
  threshold(language: RouterLanguage, budget: number): number;
}

export function createBenignThresholds(): BenignThresholds {
  const all = createScoreCounts(BINS_PER_UNIT);
  const counts = {
    en: createScoreCounts(BINS_PER_UNIT),
    ko: createScoreCounts(BINS_PER_UNIT),
  } satisfies Record<(typeof languages)[number], unknown>;
  const hasOwn = (language: RouterLanguage, budget: number) => counts[language].total * budget >= 1;
  return {
    add({ language, look }) {
      const logOdds = logOddsOf(look);
      countScore(counts[language], logOdds);
      countScore(all, logOdds);
    },
    count: (language) => counts[language].total,
    hasOwn,
    threshold(language, budget) {
      const chosen = hasOwn(language, budget) ? counts[language] : all;
      // Above the bin that would be too much; the last one holds all the highest scores, up to 1.
      const bin = binAtShare(chosen, budget) + 1;
      return bin === chosen.bins.length ? Number.POSITIVE_INFINITY : probabilityOf(edgeOf(chosen, bin));
    },
  };
}
