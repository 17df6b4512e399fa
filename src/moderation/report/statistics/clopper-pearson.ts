import { betaQuantile } from "./incomplete-beta.ts";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The exact interval for a share of which `hits` of `of` were seen (Clopper and Pearson, Biometrika 26, 1934): it holds the true
 * share at least `confidence` of the time, however small the numbers are. Neither need be whole.
 */
export function clopperPearson(hits: number, of: number, confidence = 0.95): Interval {
  const tail = (1 - confidence) / 2;
  return {
    low: hits <= 0 ? 0 : betaQuantile(tail, hits, of - hits + 1),
    high: hits >= of ? 1 : betaQuantile(1 - tail, hits + 1, of - hits),
  };
}
