import { areaUnderCurve, calibrationError, ratesAt } from "./measures.ts";

/** A score from 0 to 1, and whether people called the text harmful. */
interface Scored {
  readonly score: number;
  readonly harmful: 0 | 1;
}

/** How well scores tell harmful from harmless. `null` where that cannot be said, e.g. when nothing is harmful. */
export interface Measured {
  readonly texts: number;
  readonly harmful: number;
  /** The chance that a harmful text scores above a harmless one. */
  readonly auc: number | null;
  /** At the threshold: the mean of both kinds' F1, and of the harmful ones what was found and how much of what was found is. */
  readonly macroF1: number | null;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** Mean distance between the stated probability and what came true (expected calibration error, groups of equal size). */
  readonly calibrationError: number | null;
}

/** Measures scores against labels; at or above the threshold a text counts as found. */
export function measureScores(scored: readonly Scored[], threshold: number): Measured {
  const scores = scored.map(({ score }) => score);
  const answers = scored.map(({ harmful }) => harmful);
  const { positives, precision, recall, macroF1 } = ratesAt(scores, answers, threshold);
  const hasBoth = positives > 0 && positives < scored.length;
  const f1 = (2 * precision * recall) / (precision + recall);
  return {
    texts: scored.length,
    harmful: positives,
    auc: known(areaUnderCurve(scores, answers)),
    macroF1: hasBoth ? known(macroF1) : null,
    precision: known(precision),
    recall: known(recall),
    // Nothing found of something: not unknown, but nought.
    f1: positives > 0 && recall === 0 ? 0 : known(f1),
    calibrationError: known(calibrationError(scores, answers)),
  };
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
