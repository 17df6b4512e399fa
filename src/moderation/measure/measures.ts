/** Areas, rates and errors of scores against answers; all take scores and 0/1 answers in the same order. */

/** The chance that a positive scores above a negative (area under the ROC curve); ties count half. */
export function areaUnderCurve(scores: ArrayLike<number>, answers: ArrayLike<number>): number {
  const order = Array.from(scores, (_, i) => i).sort((a, b) => (scores[a] as number) - (scores[b] as number));
  let positives = 0;
  let rankSum = 0;
  for (let i = 0; i < order.length; ) {
    let j = i;
    while (j < order.length && scores[order[j] as number] === scores[order[i] as number]) j++;
    for (let k = i; k < j; k++) {
      if (answers[order[k] as number] === 1) {
        positives++;
        rankSum += (i + j + 1) / 2;
      }
    }
    i = j;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return Number.NaN;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

interface Rates {
  readonly count: number;
  readonly positives: number;
  /** Share of positives at or above the threshold. */
  readonly recall: number;
  /** Share of negatives below it. */
  readonly specificity: number;
  readonly precision: number;
  readonly accuracy: number;
  /** Mean of the F1 of both answers. */
  readonly macroF1: number;
}

export function ratesAt(scores: ArrayLike<number>, answers: ArrayLike<number>, threshold: number): Rates {
  let truePositives = 0;
  let falsePositives = 0;
  let positives = 0;
  for (let i = 0; i < scores.length; i++) {
    const flagged = (scores[i] as number) >= threshold;
    if (answers[i] === 1) {
      positives++;
      if (flagged) truePositives++;
    } else if (flagged) falsePositives++;
  }
  const negatives = scores.length - positives;
  const falseNegatives = positives - truePositives;
  const trueNegatives = negatives - falsePositives;
  const f1 = (hits: number, wrong: number) => (hits === 0 ? 0 : (2 * hits) / (2 * hits + wrong));
  return {
    count: scores.length,
    positives,
    recall: truePositives / positives,
    specificity: trueNegatives / negatives,
    precision: truePositives / (truePositives + falsePositives),
    accuracy: (truePositives + trueNegatives) / scores.length,
    macroF1:
      (f1(truePositives, falsePositives + falseNegatives) +
        f1(trueNegatives, falsePositives + falseNegatives)) /
      2,
  };
}

/** The lowest threshold at which at most `share` of the scores are flagged. */
export function thresholdForShare(scores: ArrayLike<number>, share: number): number {
  const sorted = Array.from(scores).sort((a, b) => b - a);
  const allowed = Math.floor(sorted.length * share);
  const first = sorted[allowed];
  // Just above the first one that is not allowed; scores that tie with it stay below.
  return first === undefined ? 0 : first + 1e-9;
}

/** Mean distance between stated probability and what came true, in `bins` groups of equal size (expected calibration error). */
export function calibrationError(scores: ArrayLike<number>, answers: ArrayLike<number>, bins = 15): number {
  const order = Array.from(scores, (_, i) => i).sort((a, b) => (scores[a] as number) - (scores[b] as number));
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor((order.length * bin) / bins);
    const until = Math.floor((order.length * (bin + 1)) / bins);
    let stated = 0;
    let true_ = 0;
    for (let i = from; i < until; i++) {
      stated += scores[order[i] as number] as number;
      true_ += answers[order[i] as number] as number;
    }
    error += Math.abs(stated - true_);
  }
  return error / order.length;
}
