import type { Since } from "./since.ts";
import { numberOf } from "./spoken-numbers.ts";

/** How people name a point in time. It is looked for at one place of the text, in lower case. */
export interface Moment {
  readonly pattern: RegExp;
  /** `undefined`: there is no such time of a day. */
  readonly says: (groups: readonly (string | undefined)[]) => Since | undefined;
  /** What is meant by it alone: all of it ("yesterday"), or from then on ("2 hours ago"). `nothing`: it needs a "since" or the like. */
  readonly alone: "all-of-it" | "from-then-on" | "nothing";
}

/** What may stand right behind one: Korean particles, an English genitive. */
export const BEHIND = String.raw` ?(?:(부터|이후(?:로|부터)?|이래(?:로)?)|(까지)(?:의|만)?|의|에|에서|치|간|동안(?:의)?)?(?:['’]s)?(?![\p{L}\p{N}:])`;

export const moment = (alone: Moment["alone"], source: string, says: Moment["says"]): Moment => ({
  pattern: new RegExp(`${source}(?=${BEHIND})`, "uy"),
  says,
  alone,
});

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;
/** A month that is no month of the calendar has 30 days. */
const unitMs: readonly (readonly [string, number])[] = [
  ["mo", 30 * DAY_MS],
  ["m", MINUTE_MS],
  ["h", 60 * MINUTE_MS],
  ["d", DAY_MS],
  ["w", 7 * DAY_MS],
  ["분", MINUTE_MS],
  ["시", 60 * MINUTE_MS],
  ["일", DAY_MS],
  ["주", 7 * DAY_MS],
  ["개월", 30 * DAY_MS],
  ["달", 30 * DAY_MS],
];
export const ago = (count: string | undefined, unit: string | undefined): Since => ({
  agoMs: Math.round(numberOf(count) * (unitMs.find(([start]) => unit?.startsWith(start))?.[1] ?? DAY_MS)),
});

/** With the minutes of the day, if they were said; `undefined` where there are no such ones. */
export const timed = (point: Since, minutes: number | undefined): Since | undefined =>
  minutes === undefined || Number.isNaN(minutes) ? undefined : ({ ...point, minutes } as Since);
/** @param half "am" and the like; without it nobody knows whether 5 is not 17 o'clock */
export const clock = (minutes: number | undefined, half: string | undefined): Since | undefined =>
  minutes === undefined ? undefined : { clock: minutes, ...(half === undefined ? {} : { half: true }) };

/** Minutes of the day. `undefined`: no time of a day. */
export function minutesOf(
  hours: number,
  minutes: string | undefined,
  isAfternoon?: boolean,
): number | undefined {
  if (isAfternoon !== undefined && hours > 12) return isAfternoon && hours < 24 ? at(hours) : undefined;
  if (isAfternoon === undefined) return at(hours);
  return at((hours % 12) + (isAfternoon ? 12 : 0));

  function at(hour: number): number | undefined {
    const minute = Number(minutes ?? 0);
    return hour < 24 && minute < 60 ? hour * 60 + minute : undefined;
  }
}
