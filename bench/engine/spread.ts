import { median, quantile } from "../row.ts";

/** A figure as the table shows it: the median, and between which values the middle half lies. */
export function spread(values: readonly number[], digits: number): string {
  const show = (value: number) => value.toFixed(digits);
  return `${show(median(values))} (${show(quantile(values, 0.25))} to ${show(quantile(values, 0.75))})`;
}
