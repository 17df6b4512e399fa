import type { Locale } from "../core/types.ts";

export interface LabelTimesOptions {
  readonly locale: Locale;
  /** In which times are told, e.g. `Asia/Seoul`. */
  readonly timeZone: string;
  /** Unix ms: of times in this year the year is not told. */
  readonly now: number;
}

/**
 * Tells when a message was written, as short as it can be told: the time alone where all of `period` is one day, else the date too, and the year
 * where it is another than this one. Takes and is given ISO 8601.
 */
export function labelTimes(
  period: { readonly from: string; readonly to: string } | undefined,
  { locale, timeZone, now }: LabelTimesOptions,
): (sentAt: string) => string {
  const clock = { hour: "numeric", minute: "2-digit", timeZone } as const;
  const date = { month: "short", day: "numeric" } as const;
  const ofDay = new Intl.DateTimeFormat(locale, clock);
  const ofYear = new Intl.DateTimeFormat(locale, { ...clock, ...date });
  const full = new Intl.DateTimeFormat(locale, { ...clock, ...date, year: "numeric" });
  const days = new Intl.DateTimeFormat("en", { dateStyle: "short", timeZone });
  const years = new Intl.DateTimeFormat("en", { year: "numeric", timeZone });
  const isOneDay =
    period !== undefined && days.format(new Date(period.from)) === days.format(new Date(period.to));
  const thisYear = years.format(now);
  return (sentAt) => {
    const at = new Date(sentAt);
    if (isOneDay) return ofDay.format(at);
    return (years.format(at) === thisYear ? ofYear : full).format(at);
  };
}
