import type { QuietHours } from "./settings.ts";

/**
 * Whether a moment lies in the quiet hours by the wall clock of their time zone, so also on the days when its clocks change. Without
 * quiet hours: never.
 */
export function createQuiet(hours: QuietHours | false): (unixMs: number) => boolean {
  if (hours === false) return () => false;
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: hours.timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const { from, to } = hours;
  return (unixMs) => {
    // "07:05": in this form times sort like text.
    const time = clock.format(unixMs);
    return from < to ? from <= time && time < to : from <= time || time < to;
  };
}
