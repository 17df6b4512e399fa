import { ratesAt, thresholdForShare } from "../measure/index.ts";
import type { Example } from "./example.ts";
import { everyday } from "./sets/everyday.ts";

/** Of everyday talk and news at most this share is routed at the default threshold. */
const maxBenignShare = 0.005;
const steps = 90;
/** To miss what is harmful costs so many times what it costs to look once more. */
const missCost = 1.3;
/** Thresholds whose means differ by less are taken for equally good: the middle of them is chosen. */
const margin = 0.01;

/**
 * The default threshold of a score as the router gives it: where misses and needless looks cost least in the mean over the sets; but high enough that everyday talk is let through.
 * Chosen once and written beside the weights; from it place-budget.ts sets out to learn that of a place.
 */
export function chooseDefaultThreshold(
  examples: readonly Example[],
  scores: readonly number[],
  answers: readonly number[],
): number {
  const benign = scores.filter((_, i) => everyday.test(examples[i]?.set ?? ""));
  const least = benign.length === 0 ? 0 : thresholdForShare(benign, maxBenignShare);
  const sets = new Map<string, number[]>();
  examples.forEach((example, i) => {
    if (everyday.test(example.set)) return;
    const places = sets.get(example.set);
    if (places === undefined) sets.set(example.set, [i]);
    else places.push(i);
  });
  const tried: { readonly threshold: number; readonly mean: number }[] = [];
  for (let step = 5; step <= steps; step++) {
    const threshold = step / 100;
    if (threshold < least) continue;
    let sum = 0;
    let counted = 0;
    for (const places of sets.values()) {
      const known = places.map((i) => answers[i] as number);
      if (known.length < 50 || !known.includes(1) || !known.includes(0)) continue;
      const rates = ratesAt(
        places.map((i) => scores[i] as number),
        known,
        threshold,
      );
      sum += (missCost * rates.recall + rates.specificity) / (missCost + 1);
      counted++;
    }
    if (counted > 0) tried.push({ threshold, mean: sum / counted });
  }
  const best = Math.max(...tried.map(({ mean }) => mean));
  const equal = tried.filter(({ mean }) => mean >= best - margin).map(({ threshold }) => threshold);
  if (equal.length === 0) return Math.max(0.5, least);
  return Math.round((100 * equal.reduce((sum, threshold) => sum + threshold, 0)) / equal.length) / 100;
}
