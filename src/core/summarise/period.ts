import { englishMoments } from "./english-moments.ts";
import { koreanMoments } from "./korean-moments.ts";
import { BEHIND } from "./moment.ts";
import type { Since } from "./since.ts";
import type { Wish } from "./wish.ts";

/** What stands before a point in time, and what that makes of it. */
const BEFORE =
  /(?:(since|from|starting(?: from)?|after|between)|(until|till?|up ?to|up until|through|to)|(before)|on|in|over|for|during|within|of|at) /uy;
const TO = /(?: ?[-–—~] ?| (?:to|till?|until|up to|through) )/uy;
const AND = / and /uy;
const moments = [...englishMoments, ...koreanMoments];
const behind = new RegExp(BEHIND, "uy");

interface Found {
  readonly point: Since;
  readonly alone: "all-of-it" | "from-then-on" | "nothing";
  readonly marked?: "since" | "until";
  readonly end: number;
}

/**
 * A time that a text names at one place: from when on, until when, or both. A day, week or month without "since" or "until" is that day,
 * week or month and no more.
 *
 * @param lower with single spaces, in lower case
 */
export function periodAt(
  lower: string,
  at: number,
): { readonly end: number; readonly says: Pick<Wish, "since" | "until"> } | undefined {
  const before = matchAt(BEFORE, lower, at);
  const [since, until, exclusive] = before?.slice(1) ?? [];
  const found = momentAt(lower, before ? at + before[0].length : at);
  if (!found) return undefined;
  const { point } = found;
  if (exclusive !== undefined) return { end: found.end, says: { until: beginningOf(point) } };
  if (until !== undefined || found.marked === "until") return { end: found.end, says: { until: point } };
  const isSince = since !== undefined || found.marked === "since";

  const to = matchAt(since === "between" ? AND : TO, lower, found.end);
  const last = to && momentAt(lower, found.end + to[0].length);
  if (last && (isSince || last.marked === "until" || found.alone !== "nothing"))
    return { end: last.end, says: { since: inSameHalf(point, last.point), until: last.point } };
  if (isSince) return { end: found.end, says: { since: point } };
  const isWholeMonth = "month" in point && /^(?:in|during) $/.test(before?.[0] ?? "");
  if (found.alone === "nothing" && !isWholeMonth) return undefined;
  const isAllOfIt = found.alone === "all-of-it" || isWholeMonth;
  return { end: found.end, says: isAllOfIt ? { since: point, until: point } : { since: point } };
}

/** The longest name of a point in time that stands there. */
function momentAt(lower: string, at: number): Found | undefined {
  let best: Omit<Found, "marked"> | undefined;
  for (const { pattern, says, alone } of moments) {
    const match = matchAt(pattern, lower, at);
    const end = at + (match?.[0].length ?? 0);
    if (!match || end <= (best?.end ?? at)) continue;
    const point = says(match.slice(1));
    if (point) best = { point, alone, end };
  }
  if (!best) return undefined;
  const particle = matchAt(behind, lower, best.end);
  const marked = particle?.[1] ? "since" : particle?.[2] ? "until" : undefined;
  const isParticle = (particle?.[0] ?? "").trim() !== "";
  return {
    ...best,
    end: isParticle ? best.end + (particle?.[0].length ?? 0) : best.end,
    ...(marked && { marked }),
  };
}

/** "From 3 to 5 pm" is from 3 pm. */
function inSameHalf(from: Since, to: Since): Since {
  if (!("clock" in from && "clock" in to) || from.half || !to.half) return from;
  const later = from.clock + 12 * 60;
  return later < to.clock ? { clock: later } : from;
}

/** "Before Monday" leaves Monday out, as "until Monday" does not. */
function beginningOf(point: Since): Since {
  const isDay = "daysAgo" in point || "weekday" in point || ("month" in point && point.day !== undefined);
  return isDay && point.minutes === undefined ? { ...point, minutes: 0 } : point;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
