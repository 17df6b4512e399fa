import { type Day, dayIn, daysBefore, momentOf } from "./zoned-time.ts";

/** A point in time, as people say it. `minutes` and `clock`: minutes of the day. */
export type Since =
  /** So long ago. */
  | { readonly agoMs: number }
  /** A time of no day in particular. `half`: in which half of the day was said. */
  | { readonly clock: number; readonly half?: true }
  /** The day so many days ago, or that time of it. */
  | { readonly daysAgo: number; readonly minutes?: number }
  /** The last such day, today included, or that of a week; 0: Sunday. */
  | { readonly weekday: number; readonly weeksAgo?: number; readonly minutes?: number }
  /** The week so many weeks ago; it begins on Monday. */
  | { readonly weeksAgo: number }
  /** The month of the calendar so many months ago. */
  | { readonly monthsAgo: number }
  /** A day, or that time of it, or without a day the month. Without a year, the last such one. */
  | {
      readonly year?: number;
      readonly month: number;
      readonly day?: number;
      readonly minutes?: number;
    };

/**
 * The moment (Unix ms) from which on somebody means who says so now: where a day, week or month begins. What comes again and again and is
 * named without its day is the last one that has begun. `undefined`: there is no such day.
 */
export function momentSince(since: Since, now: number, timeZone: string): number | undefined {
  if ("agoMs" in since) return now - since.agoMs;
  const today = dayIn(now, timeZone);
  const at = (day: Day, minutes = 0) => momentOf(day, minutes, timeZone);
  if ("clock" in since) {
    const todays = at(today, since.clock);
    return todays <= now ? todays : at(daysBefore(today, 1), since.clock);
  }
  if ("daysAgo" in since) return at(daysBefore(today, since.daysAgo), since.minutes);
  if ("weekday" in since) {
    const { weekday, weeksAgo, minutes } = since;
    if (weeksAgo !== undefined)
      return at(daysBefore(mondayOf(today, weeksAgo), -((weekday + 6) % 7)), minutes);
    const days = (today.weekday - weekday + 7) % 7;
    const last = at(daysBefore(today, days), minutes);
    return last <= now ? last : at(daysBefore(today, days + 7), minutes);
  }
  if ("weeksAgo" in since) return at(mondayOf(today, since.weeksAgo));
  if ("monthsAgo" in since) return at(firstOf(today, since.monthsAgo));
  const { year, month, day = 1, minutes } = since;
  const inYear = (inThat: number) =>
    isDay(inThat, month, day) ? at({ year: inThat, month, day }, minutes) : undefined;
  if (year !== undefined) return inYear(year);
  const thisYear = inYear(today.year);
  return thisYear !== undefined && thisYear <= now ? thisYear : inYear(today.year - 1);
}

/** The Monday of the week so many weeks before a day's. */
export const mondayOf = (day: Day & { readonly weekday: number }, weeksAgo: number): Day =>
  daysBefore(day, ((day.weekday + 6) % 7) + 7 * weeksAgo);

/** The first of the month so many months before a day's. */
export function firstOf({ year, month }: Pick<Day, "year" | "month">, monthsAgo: number): Day {
  const months = year * 12 + month - 1 - monthsAgo;
  return { year: Math.floor(months / 12), month: (months % 12) + 1, day: 1 };
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
