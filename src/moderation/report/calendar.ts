/** A day that lasts longer than this has not been seen: clocks are put back by an hour, or two at most. */
const LONGEST_DAY_MS = 26 * 60 * 60 * 1000;

/** A day by the clock of a time zone. */
interface Day {
  /** `2026-11-22` */
  readonly day: string;
  /** Unix ms; days with a change of clocks have 23 or 25 hours. */
  readonly from: number;
}

/** What the calendar says in a time zone (an IANA name). */
interface Calendar {
  readonly timeZone: string;
  /** `2026-11-22` */
  dayOf(unixMs: number): string;
  startOfDay(unixMs: number): number;
  /** All days that have a part of the time, oldest first. */
  daysOf(from: number, to: number): readonly Day[];
  /** The last `days` days, today included, up to now. */
  lastDays(now: number, days: number): { readonly from: number; readonly to: number };
}

export function createCalendar(timeZone: string): Calendar {
  // Swedes write dates as ISO 8601 does.
  const dates = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const dayOf = (unixMs: number) => dates.format(unixMs);

  function startOfDay(unixMs: number): number {
    const day = dayOf(unixMs);
    let before = unixMs - LONGEST_DAY_MS;
    let within = unixMs;
    while (within - before > 1) {
      const middle = Math.floor((before + within) / 2);
      if (dayOf(middle) === day) within = middle;
      else before = middle;
    }
    return within;
  }

  return {
    timeZone,
    dayOf,
    startOfDay,
    daysOf(from, to) {
      const days: Day[] = [];
      for (let end = to; end > from; ) {
        const start = startOfDay(end - 1);
        days.push({ day: dayOf(start), from: start });
        end = start;
      }
      return days.reverse();
    },
    lastDays(now, days) {
      let from = startOfDay(now);
      for (let more = 1; more < days; more++) from = startOfDay(from - 1);
      return { from, to: now };
    },
  };
}
