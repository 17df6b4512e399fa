import { seeded } from "./random.ts";

export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const resamples = 10_000;

/** The mean and its 95 % interval by the percentile bootstrap (Efron 1979) over the values; the same each time. */
export function bootstrap(values: readonly number[]): Interval {
  const random = seeded(1);
  const mean = (list: readonly number[]) =>
    list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length);
  const means: number[] = [];
  for (let round = 0; round < resamples; round++)
    means.push(mean(values.map(() => values[Math.floor(random() * values.length)] as number)));
  means.sort((a, b) => a - b);
  const at = (share: number) => means[Math.min(resamples - 1, Math.floor(share * resamples))] ?? 0;
  return { mean: mean(values), low: at(0.025), high: at(0.975) };
}
