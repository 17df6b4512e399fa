import type { IrcLine } from "./irc-line.ts";

const dayMs = 24 * 60 * 60_000;
const noonMs = 12 * 60 * 60_000;
/** Lines of a log may stand out of order by so much. */
const slackMs = 5 * 60_000;

/**
 * Gives the lines of a log their times, in order. A line says the time of day; the day comes from the log, or is that of its beginning (`date`, YYYY-MM-DD), and
 * goes on where the time goes back. A clock of twelve hours, as old logs have it, goes on after 12:59 with 01:00. Times are taken as UTC; without any day there are none.
 */
export function createIrcClock(date: string | undefined): { timeOf(line: IrcLine): string | undefined } {
  let midnightMs = date === undefined ? Number.NaN : Date.parse(`${date}T00:00:00Z`);
  let lastMs = Number.NaN;
  return {
    timeOf(line) {
      const told = line.at?.date ?? (line.kind === "notice" ? line.date : undefined);
      if (told !== undefined) {
        midnightMs = Date.parse(`${told}T00:00:00Z`);
        lastMs = Number.NaN;
      }
      if (line.at === undefined || Number.isNaN(midnightMs)) return undefined;
      let ms = midnightMs + line.at.seconds * 1000;
      if (ms < lastMs - slackMs) {
        const half = new Date(lastMs).getUTCHours() % 12 === 0 && line.at.seconds < 2 * 3600;
        const step = half && line.at.seconds >= 3600 ? noonMs : dayMs;
        midnightMs += step;
        ms += step;
      }
      lastMs = Math.max(ms, Number.isNaN(lastMs) ? ms : lastMs);
      return new Date(ms).toISOString();
    },
  };
}
