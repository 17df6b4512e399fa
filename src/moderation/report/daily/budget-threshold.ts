/**
 * The threshold at which at most `budget` of the probabilities would have been found, and hardly fewer; `undefined` when there are no more
 * than that, so that no threshold is needed. With two digits, as people write them in maru.yaml.
 */
export function thresholdForBudget(probabilities: readonly number[], budget: number): number | undefined {
  const sorted = [...probabilities].sort((a, b) => b - a);
  const firstTooMany = sorted[Math.floor(budget)];
  if (firstTooMany === undefined) return undefined;
  // The next hundredth above it: what ties with it is too much as well.
  return Math.min(1, (Math.floor(firstTooMany * 100) + 1) / 100);
}
