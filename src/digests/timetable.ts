import { Cron } from "croner";

/** A time at which a digest is due. All in Unix ms. */
export interface Due {
  readonly atMs: number;
  /** The due time before: the digest tells of what was said from then on. */
  readonly sinceMs: number;
  /** From then on it is too late for it. */
  readonly tooLateMs: number;
}

/** When a digest is due, by the clock of a time zone. */
export interface Timetable {
  /** The last due time up to then. */
  latest(byMs: number): Due | undefined;
  /** The first due time after then; `Infinity` when there is none. */
  next(afterMs: number): number;
}

/** Nobody wants yesterday's news in the evening. */
const MOST_LATE_MS = 12 * 60 * 60_000;

/**
 * @param when a cron pattern. Times that a clock set forward leaves out are an hour later, those that a clock set back has twice come once,
 * the first time; what is due every hour is due at each of them.
 * @param timeZone an IANA name
 */
export function createTimetable(when: string, timeZone: string): Timetable {
  // Without a function to call it sets no timer.
  const cron = new Cron(when, { timezone: timeZone });
  /** What was found last: it holds until the next due time, and is asked for every few seconds. */
  let period: { readonly due: Due; readonly nextMs: number } | undefined;

  const nextAfter = (ms: number) => cron.nextRun(new Date(ms))?.getTime() ?? Number.POSITIVE_INFINITY;

  function periodAt(ms: number): typeof period {
    if (period !== undefined && period.due.atMs <= ms && ms < period.nextMs) return period;
    // Croner looks before the second that it is given.
    const [at, since] = cron.previousRuns(2, new Date(ms - (ms % 1000) + 1000));
    if (at === undefined || since === undefined) return undefined;
    const atMs = at.getTime();
    const nextMs = nextAfter(atMs);
    const tooLateMs = atMs + Math.min((nextMs - atMs) / 2, MOST_LATE_MS);
    period = { due: { atMs, sinceMs: since.getTime(), tooLateMs }, nextMs };
    return period;
  }

  return {
    next: (afterMs) => periodAt(afterMs)?.nextMs ?? nextAfter(afterMs),
    latest: (byMs) => periodAt(byMs)?.due,
  };
}
