import { dayIn, daysBefore, momentOf } from "./zoned-time.ts";

/** From when on, as people say it. */
export type Since =
  /** So long ago. */
  | { readonly agoMs: number }
  /** The beginning of the day so many days ago, or that time of it. */
  | { readonly daysAgo: number; readonly minutes?: number }
  /** The beginning of the last such day, today included; 0: Sunday. */
  | { readonly weekday: number }
  /** The beginning of a day, or that time of it. Without a year, the last such day. */
  | { readonly year?: number; readonly month: number; readonly day: number; readonly minutes?: number };

/** The moment (Unix ms) that somebody means who says so now. `undefined`: there is no such day. */
export function momentSince(since: Since, now: number, timeZone: string): number | undefined {
  if ("agoMs" in since) return now - since.agoMs;
  const today = dayIn(now, timeZone);
  if ("daysAgo" in since) return momentOf(daysBefore(today, since.daysAgo), since.minutes ?? 0, timeZone);
  if ("weekday" in since) {
    return momentOf(daysBefore(today, (today.weekday - since.weekday + 7) % 7), 0, timeZone);
  }
  const { month, day, minutes = 0 } = since;
  const inYear = (year: number) =>
    isDay(year, month, day) ? momentOf({ year, month, day }, minutes, timeZone) : undefined;
  if (since.year !== undefined) return inYear(since.year);
  const thisYear = inYear(today.year);
  return thisYear !== undefined && thisYear <= now ? thisYear : inYear(today.year - 1);
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
