const DAY_MS = 24 * 60 * 60 * 1000;

/** A day of the calendar; months from 1 on. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Which day it is in a time zone, and which of the week (0: Sunday). */
export function dayIn(unixMs: number, timeZone: string): Day & { readonly weekday: number } {
  const parts = fieldsIn(unixMs, timeZone);
  return { ...parts, weekday: new Date(Date.UTC(parts.year, parts.month - 1, parts.day)).getUTCDay() };
}

/** The moment (Unix ms) at which clocks of the zone show that time; of one that they show twice or never, a moment within an hour. */
export function momentOf({ year, month, day }: Day, minutes: number, timeZone: string): number {
  const wanted = Date.UTC(year, month - 1, day, 0, minutes);
  const offsetAt = (unixMs: number) => shownIn(unixMs, timeZone) - unixMs;
  const first = wanted - offsetAt(wanted);
  // The offset then may differ from the one a few hours later.
  return wanted - Math.min(offsetAt(first), offsetAt(first - DAY_MS / 24));
}

/** So many days before a day. */
export function daysBefore({ year, month, day }: Day, days: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day) - days * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** What clocks of the zone show, as if it were UTC. */
function shownIn(unixMs: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = fieldsIn(unixMs, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) + (unixMs % 1000);
}

function fieldsIn(unixMs: number, timeZone: string) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const found = Object.fromEntries(
    format.formatToParts(unixMs).map(({ type, value }) => [type, Number(value)]),
  );
  const field = (name: string) => found[name] ?? 0;
  return {
    year: field("year"),
    month: field("month"),
    day: field("day"),
    hour: field("hour"),
    minute: field("minute"),
    second: field("second"),
  };
}
