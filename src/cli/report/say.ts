import type { Figure, ModerationReport, ShareFigure } from "../../core/ports/index.ts";
import type { Locale } from "../../core/types.ts";
import { type ReportWords, reportWords } from "./words.ts";

/** Says figures in a language. */
export interface Say {
  readonly locale: Locale;
  readonly words: ReportWords;
  count(value: number): string;
  /** `0.12 %`, in Korean `0.12%`: two digits that count below one in ten. */
  percent(share: number): string;
  /** `1.2 % (0.9 % to 1.7 %)`, the bound alone where none or all were hits, or why there is no figure. */
  share(figure: Figure<ShareFigure>): string;
  /** The interval alone. */
  interval(figure: ShareFigure): string;
  /** `4 min`, `3.5 h`, `2 d` */
  duration(ms: number): string;
  /** A day, `2026-11-22`, with its month in words. */
  date(day: string): string;
  span(report: ModerationReport): string;
  place(name: string): string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export function createSay(locale: Locale): Say {
  const words = reportWords[locale];
  const numbers = new Intl.NumberFormat(locale);
  const count = (value: number) => numbers.format(value);

  const sign = locale === "ko" ? "%" : " %";
  function percent(share: number): string {
    const value = 100 * share;
    if (value < 10) return `${Number(value.toPrecision(2))}${sign}`;
    // What is nearly all of it is not told as all of it.
    return `${value > 99 && value < 100 ? Math.min(value, 99.9).toFixed(1) : Math.round(value)}${sign}`;
  }

  function interval({ hits, of, low, high }: ShareFigure): string {
    if (hits === 0) return words.fewerThan(percent(high));
    if (hits === of) return words.moreThan(percent(low));
    return words.between(percent(low), percent(high));
  }

  const dates = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    dateStyle: "long",
    timeZone: "UTC",
  });
  const date = (day: string) => dates.format(Date.parse(day));

  const unit = (value: number, [english, korean]: readonly [string, string]) =>
    `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)}${locale === "ko" ? korean : ` ${english}`}`;

  return {
    locale,
    words,
    count,
    percent,
    interval,
    share(figure) {
      if (figure.value === null) return words.unknown[figure.why];
      const { hits, of, share } = figure.value;
      if (hits === 0 || hits === of) return interval(figure.value);
      return `${percent(share)} (${interval(figure.value)})`;
    },
    duration(ms) {
      if (ms < MINUTE_MS) return unit(ms / 1000, ["s", "초"]);
      if (ms < HOUR_MS) return unit(ms / MINUTE_MS, ["min", "분"]);
      if (ms < 2 * DAY_MS) return unit(ms / HOUR_MS, ["h", "시간"]);
      return unit(ms / DAY_MS, ["d", "일"]);
    },
    date,
    span({ days, timeZone }) {
      const [first, last] = [days[0]?.day, days.at(-1)?.day];
      if (first === undefined || last === undefined) return timeZone;
      return words.span(date(first), date(last), timeZone);
    },
    place: (name) => (name.endsWith(":direct") ? words.direct(name.slice(0, -":direct".length)) : name),
  };
}
