/**
 * Pauses between tries of what a platform did not take, which may be down for a while: an hour each from the last one on.
 */
const PAUSES_MS = [10_000, 60_000, 300_000, 900_000];
const LONGEST_MS = 3_600_000;

/** What is not done after so many tries, most of a working day, is given up; but not the card of a case that waits for people. */
export const MAX_TRIES = 12;

/** How long to rest after so many tries in a row. */
export const pauseAfter = (tries: number): number => PAUSES_MS[tries - 1] ?? LONGEST_MS;
