const FIRST_MS = 250;
const MOST_MS = 30_000;

/**
 * How long to wait before the next start, when `failures` starts in a row came to nothing: doubling from a
 * quarter of a second to half a minute, of which the later half is random, so that several Marus on one
 * machine do not start in step. `random` gives 0 to 1.
 */
export function backoffMs(failures: number, random: () => number): number {
  const most = Math.min(MOST_MS, FIRST_MS * 2 ** failures);
  return Math.round(most / 2 + (most / 2) * random());
}
