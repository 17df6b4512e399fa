import {
  binAtShare,
  countScore,
  createScoreCounts,
  edgeOf,
  halveCounts,
  type ScoreCounts,
} from "./score-counts.ts";

/** About 6 % more odds, or less, from bin to bin. */
const BINS_PER_UNIT = 16;
/** The threshold is learned once the budget stands for so many messages. */
const ENOUGH = 10;
/** Counts are halved when there are so many, so that what was long ago weighs little; or where the budget is small, later. */
const HALVED_AT = 10_000;
const HALVED_AT_BUDGETS = 40;
/** A message is never sent on when the router thinks it less likely than this part of the odds at which it would say yes. */
const FLOOR_ODDS = 1 / 3;
/** Over any stretch of messages, at most this many times the budget is sent on … */
const MAX_OVERDRAFT = 1.25;
/** … and so many messages more. */
const MAX_BURST = 20;

/**
 * What becomes of a message: `clear`: nothing; `guard`: it is worth a second look; `over-budget`: it would be, but as
 * much was sent on as may be.
 */
export type Route = "clear" | "guard" | "over-budget";

/** A route, and the threshold by which it was chosen, in log odds. */
interface RouteByLogOdds {
  readonly route: Route;
  readonly thresholdLogOdds: number;
}

/** What is remembered of the scores in one place and one language: counts, and nothing of who wrote what. */
export interface PlaceScores {
  readonly counts: ScoreCounts;
  /** How many messages may be sent on now, 0 to 20: it grows with every message and shrinks by one that is sent on. */
  allowance: number;
}

export const newPlaceScores = (): PlaceScores => ({
  counts: createScoreCounts(BINS_PER_UNIT),
  allowance: MAX_BURST,
});

/**
 * Routes a message by its score, in log odds, and counts it: the rule for one place and one language, of which thresholds.ts
 * keeps all.
 *
 * The threshold is the score that `budget` of the place's messages reach. Until the place had enough messages for that
 * to mean something it is `standard`, the router's own, which training/default-threshold.ts chose. It is never lower than a
 * third of the standard's odds: a friendly place has no 2 % of messages that are worth a second look.
 */
export function routeScore(
  scores: PlaceScores,
  logOdds: number,
  { budget, standard }: { readonly budget: number; readonly standard: number },
): RouteByLogOdds {
  const { counts } = scores;
  const thresholdLogOdds = thresholdFor(counts, budget, standard);
  countScore(counts, logOdds);
  if (counts.total >= Math.max(HALVED_AT, HALVED_AT_BUDGETS / budget)) halveCounts(counts);

  scores.allowance = Math.min(MAX_BURST, scores.allowance + MAX_OVERDRAFT * budget);
  if (logOdds < thresholdLogOdds) return { route: "clear", thresholdLogOdds };
  if (scores.allowance < 1) return { route: "over-budget", thresholdLogOdds };
  scores.allowance--;
  return { route: "guard", thresholdLogOdds };
}

/** In log odds. A bin that is half within the budget is sent on whole, so that a text that many send is not overlooked for ever. */
function thresholdFor(counts: ScoreCounts, budget: number, standard: number): number {
  if (counts.total * budget < ENOUGH) return standard;
  const learned = edgeOf(counts, Math.max(0, binAtShare(counts, budget)));
  return Math.max(standard + Math.log(FLOOR_ODDS), learned);
}
