import type { Words } from "../i18n/words.ts";

/** Messages of one person within this time stand together under one name. */
const GROUP_MS = 5 * 60_000;

/** Whether a message continues the group of the one before it. */
export function continues(
  before: { readonly author: { readonly id: string }; readonly sentAt: string } | undefined,
  message: { readonly author: { readonly id: string }; readonly sentAt: string },
): boolean {
  if (before === undefined || before.author.id !== message.author.id) return false;
  if (dayOf(before.sentAt) !== dayOf(message.sentAt)) return false;
  return Date.parse(message.sentAt) - Date.parse(before.sentAt) < GROUP_MS;
}

/** The local day of a moment, as a key to compare. */
export function dayOf(iso: string): string {
  const date = new Date(iso);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

const isSameDay = (iso: string, day: Date) => dayOf(iso) === dayOf(day.toISOString());

/** Dates and times in one language, formatters made once. */
export interface Times {
  /** `14:05`. */
  clock(iso: string): string;
  /** The whole date and time. */
  full(iso: string): string;
  /** `Today`, `Yesterday`, `Thursday 19 November`; the year where it is another one. */
  day(iso: string, nowMs: number): string;
  /** `14:05`, and on another day than today `Thursday 19 November, 14:05`. */
  moment(iso: string, nowMs: number): string;
  /** `5 minutes ago`. */
  ago(iso: string, nowMs: number): string;
  /** How long something takes, roughly: `40 s`, `3 min`. */
  eta(ms: number): string;
}

export function createTimes(words: Words): Times {
  const { formats } = words;
  const clock = new Intl.DateTimeFormat(formats, { hour: "numeric", minute: "2-digit" });
  const full = new Intl.DateTimeFormat(formats, { dateStyle: "full", timeStyle: "medium" });
  const day = new Intl.DateTimeFormat(formats, { weekday: "long", day: "numeric", month: "long" });
  const dayAndYear = new Intl.DateTimeFormat(formats, { dateStyle: "long" });
  const relative = new Intl.RelativeTimeFormat(formats, { numeric: "auto" });

  function dayWords(iso: string, nowMs: number): string {
    const now = new Date(nowMs);
    if (isSameDay(iso, now)) return words.say("time.today");
    const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1, 12);
    if (isSameDay(iso, yesterday)) return words.say("time.yesterday");
    const date = new Date(iso);
    return (date.getFullYear() === now.getFullYear() ? day : dayAndYear).format(date);
  }

  return {
    clock: (iso) => clock.format(new Date(iso)),
    full: (iso) => full.format(new Date(iso)),
    day: dayWords,
    moment(iso, nowMs) {
      const time = clock.format(new Date(iso));
      return isSameDay(iso, new Date(nowMs)) ? time : `${dayWords(iso, nowMs)}, ${time}`;
    },
    ago(iso, nowMs) {
      const minutes = Math.round((nowMs - Date.parse(iso)) / 60_000);
      if (minutes < 1) return words.say("time.now");
      if (minutes < 60) return relative.format(-minutes, "minute");
      if (minutes < 24 * 60) return relative.format(-Math.round(minutes / 60), "hour");
      return relative.format(-Math.round(minutes / (24 * 60)), "day");
    },
    eta(ms) {
      const seconds = Math.max(1, Math.round(ms / 1000));
      if (seconds < 60)
        return words.say("eta.seconds", { count: seconds < 10 ? seconds : Math.round(seconds / 5) * 5 });
      return words.say("eta.minutes", { count: Math.round(seconds / 60) });
    },
  };
}
