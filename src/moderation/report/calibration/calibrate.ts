import type { Category, Locale } from "../../../core/types.ts";
import { clopperPearson, type Interval } from "../statistics/clopper-pearson.ts";
import { type Estimate, estimateFound, type Found, type Stratum } from "../statistics/strata.ts";
import type { Word } from "../word-of.ts";
import type { CalibrationCase, CalibrationSet } from "./calibration-set.ts";

/** Fewer decisions than these say too little: so many in all, and so many of either kind. */
const MIN_DECIDED = 50;
const MIN_EACH = 10;

/** A case on which a threshold bears. */
type ScoredCase = CalibrationCase & { readonly word: Word };

/** What is known of a threshold in one category. */
interface AtThreshold {
  readonly threshold: number;
  /** Cases that it finds, of those that there are. */
  readonly cases: number;
  readonly precision: Estimate | undefined;
  /** Of the harmful cases that were found, those that it still finds. */
  readonly kept: Estimate | undefined;
}

/** How often people agreed with what was stated, among cases of like probability. */
interface Reliability {
  readonly from: number;
  readonly to: number;
  readonly decided: number;
  /** Mean of what was stated. */
  readonly stated: number;
  readonly harmful: number;
  readonly interval: Interval;
}

type Suggestion =
  | {
      readonly type: "threshold";
      readonly at: AtThreshold;
      /** Upheld cases that would not be found any more, and dismissed ones that nobody would have been asked about. */
      readonly lost: readonly ScoredCase[];
      readonly spared: readonly ScoredCase[];
      /** Chosen by the older two thirds of the decisions, and measured on the newest third. */
      readonly check: AtThreshold | undefined;
    }
  /** So many more decisions are needed. */
  | {
      readonly type: "too-few";
      readonly decided: number;
      readonly upheld: number;
      readonly dismissed: number;
    }
  /** At no threshold with enough decisions is precision as wanted. */
  | { readonly type: "none-reaches" };

export interface CategoryCalibration {
  readonly category: Category;
  /** Whose probabilities these are: of whoever spoke in most of the decided cases. */
  readonly by: "guard" | "router";
  readonly decided: number;
  readonly upheld: number;
  readonly present: AtThreshold;
  readonly suggestion: Suggestion;
  readonly reliability: readonly Reliability[];
}

interface CategoryQuestion {
  readonly category: Category;
  /** The threshold of now; `undefined`: a budget, whose threshold is learned. */
  readonly present: number | undefined;
  /** From the threshold of the lighter step on, and no more than that of the heavier ones. */
  readonly least: number;
  readonly most: number;
  /** The share of what is found that is to be harmful. */
  readonly precision: number;
}

/** Calibrates one category by what people decided; `undefined` when there is no case of it. */
export function calibrateCategory(
  set: CalibrationSet,
  question: CategoryQuestion,
): CategoryCalibration | undefined {
  const own = set.cases.filter(isScored).filter(({ categories }) => categories.includes(question.category));
  const by = speaker(own);
  const cases = own.filter(({ word }) => word.by === by);
  if (cases.length === 0) return undefined;
  const decided = cases.filter(({ isHarmful }) => isHarmful !== undefined);
  const upheld = decided.filter(({ isHarmful }) => isHarmful).length;
  const queued = cases.filter(({ isQueued }) => isQueued).map(({ word }) => word.probability);
  const present = question.present ?? Math.min(1, ...queued);
  return {
    category: question.category,
    by,
    decided: decided.length,
    upheld,
    present: atThreshold(cases, present),
    suggestion: suggest(cases, present, question),
    reliability: reliabilityOf(decided),
  };
}

function suggest(cases: readonly ScoredCase[], present: number, wanted: CategoryQuestion): Suggestion {
  const decided = cases.filter(({ isHarmful }) => isHarmful !== undefined);
  const upheld = decided.filter(({ isHarmful }) => isHarmful).length;
  const missing = {
    decided: Math.max(0, MIN_DECIDED - decided.length),
    upheld: Math.max(0, MIN_EACH - upheld),
    dismissed: Math.max(0, MIN_EACH - (decided.length - upheld)),
  };
  if (missing.decided + missing.upheld + missing.dismissed > 0) return { type: "too-few", ...missing };
  const threshold = lowestWith(cases, wanted);
  if (threshold === undefined) return { type: "none-reaches" };

  const isDropped = ({ word: { probability } }: ScoredCase) =>
    probability >= present && probability < threshold;
  const [older, newest] = splitByTime(decided);
  const chosen = lowestWith(older, wanted);
  return {
    type: "threshold",
    at: atThreshold(cases, threshold),
    lost: decided.filter((one) => one.isHarmful && isDropped(one)),
    spared: decided.filter((one) => !one.isHarmful && isDropped(one)),
    check: chosen === undefined ? undefined : atThreshold(newest, chosen),
  };
}

/** The lowest hundredth from which on what is found is harmful as often as wanted, by ten decisions or more. */
function lowestWith(
  cases: readonly ScoredCase[],
  { precision, least, most }: CategoryQuestion,
): number | undefined {
  const decided = cases.filter(({ isHarmful }) => isHarmful !== undefined);
  const lowest = Math.max(least, Math.min(...decided.map(({ word }) => word.probability)));
  for (let hundredth = Math.floor(lowest * 100 + 1e-9); hundredth <= most * 100; hundredth++) {
    const threshold = hundredth / 100;
    const found = decided.filter(({ word }) => word.probability >= threshold);
    if (found.length < MIN_EACH) return undefined;
    if (found.filter(({ isHarmful }) => isHarmful).length / found.length >= precision) return threshold;
  }
  return undefined;
}

function atThreshold(cases: readonly ScoredCase[], threshold: number): AtThreshold {
  const found = cases.filter(({ word }) => word.probability >= threshold);
  const left = cases.filter(({ word }) => word.probability < threshold);
  const { precision, recall } = estimateFound([stratumOf(found)], [stratumOf(left)]);
  return { threshold, cases: found.length, precision, kept: recall };
}

/** What is found of all that is harmful, in all categories together: what nobody was asked about is known by the random sample. */
export function estimatePool(
  set: CalibrationSet,
  isFound: (one: CalibrationCase) => boolean,
  language?: Locale,
): Found & { readonly labelled: number } {
  const ofLanguage = <Item extends { readonly language: Locale }>(items: readonly Item[]) =>
    language === undefined ? items : items.filter((item) => item.language === language);
  const cases = ofLanguage(set.cases);
  const samples = ofLanguage(set.samples);
  const labelled = samples.filter(({ isHarmful }) => isHarmful !== undefined);
  const rest: Stratum = {
    size: samples.reduce((sum, { weight }) => sum + weight, 0),
    looked: labelled.length,
    harmful: labelled.filter(({ isHarmful }) => isHarmful).length,
  };
  const found = cases.filter(isFound);
  const left = cases.filter((one) => !isFound(one));
  const estimated = estimateFound([stratumOf(found)], [stratumOf(left), rest]);
  // Without a sample nothing is known of what was missed.
  const recall = samples.length === 0 ? undefined : estimated.recall;
  return { precision: estimated.precision, recall, labelled: labelled.length };
}

function stratumOf(cases: readonly CalibrationCase[]): Stratum {
  const looked = cases.filter(({ isHarmful }) => isHarmful !== undefined);
  const harmful = looked.filter(({ isHarmful }) => isHarmful).length;
  return { size: cases.length, looked: looked.length, harmful };
}

const isScored = (one: CalibrationCase): one is ScoredCase => one.word !== undefined;

function speaker(cases: readonly ScoredCase[]): "guard" | "router" {
  const decided = cases.filter(({ isHarmful }) => isHarmful !== undefined);
  const counted = decided.length > 0 ? decided : cases;
  return 2 * counted.filter(({ word }) => word.by === "guard").length >= counted.length ? "guard" : "router";
}

function splitByTime(
  decided: readonly ScoredCase[],
): readonly [readonly ScoredCase[], readonly ScoredCase[]] {
  const sorted = [...decided].sort((a, b) => a.openedAt - b.openedAt);
  const older = Math.round((2 * sorted.length) / 3);
  return [sorted.slice(0, older), sorted.slice(older)];
}

/** Tenths of probability, those with decisions in them. */
function reliabilityOf(decided: readonly ScoredCase[]): readonly Reliability[] {
  const tenths = Array.from({ length: 10 }, (): ScoredCase[] => []);
  for (const one of decided) tenths[Math.min(9, Math.floor(one.word.probability * 10))]?.push(one);
  return tenths.flatMap((cases, tenth) => {
    if (cases.length === 0) return [];
    const harmful = cases.filter(({ isHarmful }) => isHarmful).length;
    return [
      {
        from: tenth / 10,
        to: (tenth + 1) / 10,
        decided: cases.length,
        stated: cases.reduce((sum, { word }) => sum + word.probability, 0) / cases.length,
        harmful,
        interval: clopperPearson(harmful, cases.length),
      },
    ];
  });
}
