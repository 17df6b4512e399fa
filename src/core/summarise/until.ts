import { firstOf, momentSince, mondayOf, type Since } from "./since.ts";
import { dayIn, daysBefore, momentOf } from "./zoned-time.ts";

/** In minutes of the day. */
const NOON = 12 * 60;

/**
 * The moment (Unix ms) before which all is meant that is "until" a point in time: the end of a day, week or month, since people count
 * it in; a time of a day is that time. Behind a beginning, what comes again and again ("from 9 to 12", "Friday to Monday") is the first
 * one after it, which may be still to come; otherwise it is the last one. An hour of which nobody said in
 * which half of the day it is goes on in that of the beginning ("from 3 pm to 5"). `undefined`: there is no such day.
 *
 * @param sinceMs where what is meant begins, if that was said
 */
export function momentUntil(
  until: Since,
  now: number,
  timeZone: string,
  sinceMs: number | undefined,
): number | undefined {
  if (sinceMs !== undefined) {
    const next = afterBeginning(until, sinceMs, timeZone);
    if (next !== undefined) return endOf(next, now, timeZone);
  }
  return endOf(until, now, timeZone);
}

/** What comes again and again, as the one that follows a beginning. */
function afterBeginning(until: Since, sinceMs: number, timeZone: string): Since | undefined {
  const first = dayIn(sinceMs, timeZone);
  const dated = ({ year, month, day }: typeof first, minutes: number | undefined): Since => ({
    year,
    month,
    day,
    ...(minutes === undefined ? {} : { minutes }),
  });
  const isAfter = (point: Since) => (endOf(point, sinceMs, timeZone) ?? 0) > sinceMs;
  if ("clock" in until) {
    const sameDay = dated(first, until.clock);
    if (isAfter(sameDay)) return sameDay;
    // "From 3 pm to 5", "오후 3시부터 5시까지".
    const laterHalf = dated(first, until.clock + NOON);
    if (until.half === undefined && until.clock < NOON && isAfter(laterHalf)) return laterHalf;
    return dated({ ...first, ...daysBefore(first, -1) }, until.clock);
  }
  if ("weekday" in until && until.weeksAgo === undefined) {
    const days = (until.weekday - first.weekday + 7) % 7;
    const next = dated({ ...first, ...daysBefore(first, -days) }, until.minutes);
    return isAfter(next) ? next : dated({ ...first, ...daysBefore(first, -days - 7) }, until.minutes);
  }
  if ("month" in until && until.year === undefined) {
    const sameYear = { ...until, year: first.year };
    return isAfter(sameYear) ? sameYear : { ...until, year: first.year + 1 };
  }
  return undefined;
}

function endOf(point: Since, now: number, timeZone: string): number | undefined {
  const begins = momentSince(point, now, timeZone);
  if (begins === undefined || "agoMs" in point || "clock" in point) return begins;
  if ("minutes" in point && point.minutes !== undefined) return begins;
  const day = dayIn(begins, timeZone);
  if ("monthsAgo" in point || ("month" in point && point.day === undefined))
    return momentOf(firstOf(day, -1), 0, timeZone);
  const isWeek = "weeksAgo" in point && !("weekday" in point);
  return momentOf(isWeek ? mondayOf(day, -1) : daysBefore(day, -1), 0, timeZone);
}
