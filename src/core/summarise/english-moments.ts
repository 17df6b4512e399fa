import { ago, clock, MINUTE_MS, type Moment, minutesOf, moment, timed } from "./moment.ts";
import type { Since } from "./since.ts";
import { NUMBER } from "./spoken-numbers.ts";

const UNIT = "(m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?)";
const HALF = String.raw`(a\.?m\.?|p\.?m\.?)`;
/** Four groups. */
const TIME = String.raw`(?:(\d{1,2})(?:[:.](\d{2}))?(?: ?${HALF}| o['’]?clock)?|(noon|midnight))`;
/** What can be nothing else than a time; the same groups. */
const SURE_TIME = String.raw`(?:(\d{1,2})(?::(\d{2})(?: ?${HALF})?)|(noon|midnight))`;
const HALF_TIME = String.raw`(\d{1,2})(?:[:.](\d{2}))? ?${HALF}`;
function timeOf([hours, minutes, half, word]: readonly (string | undefined)[]): number | undefined {
  if (word !== undefined) return word === "noon" ? 12 * 60 : 0;
  return minutesOf(Number(hours), minutes, half === undefined ? undefined : half.startsWith("p"));
}

const DAY = "(today|yesterday|the day before yesterday)";
const daysAgo = (day: string | undefined): Since => ({
  daysAgo: day === "today" ? 0 : day === "yesterday" ? 1 : 2,
});
const PART = "(early|morning|noon|afternoon|evening|night)";
const partMinutes: Readonly<Record<string, number>> = {
  early: 0,
  morning: 5 * 60,
  noon: 12 * 60,
  afternoon: 12 * 60,
  evening: 17 * 60,
  night: 20 * 60,
};
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const WEEKDAY = "(sun(?=day|\\P{L}|$)|mon|tue|wed|thu|fri|sat)(?:day|sday|s|nesday|rsday|rs|r|urday)?";
const weekday = (day: string | undefined): Since => ({ weekday: weekdays.indexOf(day ?? "") });
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH =
  "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\\.?";
const inMonth = (month: string | undefined, day?: string, year?: string): Since => ({
  ...(year === undefined ? {} : { year: Number(year) }),
  month: months.indexOf(month ?? "") + 1,
  ...(day === undefined ? {} : { day: Number(day) }),
});
const NTH = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;
const YEAR = String.raw`(?:,? (\d{4}))?`;

const ISO_DAY = String.raw`(\d{4})-(\d{1,2})-(\d{1,2})`;
const isoDay = ([year, month, day]: readonly (string | undefined)[]): Since => ({
  year: Number(year),
  month: Number(month),
  day: Number(day),
});

/** How English names points in time, and how everybody writes dates. */
export const englishMoments: readonly Moment[] = [
  moment("from-then-on", `(?:the )?(?:last|past|previous|latest) ${NUMBER} ?${UNIT}`, ([count, unit]) =>
    ago(count, unit),
  ),
  moment("from-then-on", `${NUMBER} ?${UNIT}(?: ago)?`, ([count, unit]) => ago(count, unit)),
  moment("from-then-on", "(?:the (?:last|past) )?half an hour(?: ago)?", () => ({ agoMs: 30 * MINUTE_MS })),
  moment("from-then-on", "(?:the )?(?:last |past )?(minute|hour|day)", ([unit]) => ago("1", unit)),
  moment("from-then-on", "(?:the (?:last|past|previous)|past) (week|month)", ([unit]) => ago("1", unit)),
  moment("from-then-on", "(week|month)", ([unit]) => ago("1", unit)),
  moment("all-of-it", "(?:this week|the current week)", () => ({ weeksAgo: 0 })),
  moment("all-of-it", "last week", () => ({ weeksAgo: 1 })),
  moment("all-of-it", "the week before last", () => ({ weeksAgo: 2 })),
  moment("all-of-it", "(?:this month|the current month)", () => ({ monthsAgo: 0 })),
  moment("all-of-it", "last month", () => ({ monthsAgo: 1 })),
  moment("all-of-it", DAY, ([day]) => daysAgo(day)),
  moment("from-then-on", `${DAY} ${PART}`, ([day, part]) => timed(daysAgo(day), partMinutes[part ?? ""])),
  moment("from-then-on", `${DAY},? (?:at |from |between )?${TIME}`, ([day, ...time]) =>
    timed(daysAgo(day), timeOf(time)),
  ),
  moment("from-then-on", `${SURE_TIME},? ${DAY}`, ([h, m, half, word, day]) =>
    timed(daysAgo(day), timeOf([h, m, half, word])),
  ),
  moment("from-then-on", `${HALF_TIME},? ${DAY}`, ([h, m, half, day]) =>
    timed(daysAgo(day), timeOf([h, m, half])),
  ),
  moment("from-then-on", `this ${PART}`, ([part]) => timed({ daysAgo: 0 }, partMinutes[part ?? ""])),
  moment("from-then-on", "tonight", () => ({ daysAgo: 0, minutes: partMinutes["evening"] as number })),
  moment("from-then-on", "last night", () => ({ daysAgo: 1, minutes: partMinutes["evening"] as number })),
  moment("all-of-it", `(?:(?:on|last|this) )*${WEEKDAY}`, ([day]) => weekday(day)),
  moment(
    "from-then-on",
    `(?:(?:on|last|this) )*${WEEKDAY},? (?:at |from |between )?${TIME}`,
    ([day, ...time]) => timed(weekday(day), timeOf(time)),
  ),
  moment("from-then-on", `(?:(?:on|last|this) )*${WEEKDAY} ${PART}`, ([day, part]) =>
    timed(weekday(day), partMinutes[part ?? ""]),
  ),
  moment("all-of-it", `(?:on )?(?:the )?${MONTH} ${NTH}${YEAR}`, ([month, day, year]) =>
    inMonth(month, day, year),
  ),
  moment("all-of-it", `(?:on )?(?:the )?${NTH} (?:of )?${MONTH}${YEAR}`, ([day, month, year]) =>
    inMonth(month, day, year),
  ),
  moment(
    "from-then-on",
    `(?:on )?${MONTH} ${NTH}${YEAR},? (?:at )?${SURE_TIME}`,
    ([month, day, year, ...time]) => timed(inMonth(month, day, year), timeOf(time)),
  ),
  moment("nothing", String.raw`${MONTH}(?: (\d{4}))?`, ([month, year]) => inMonth(month, undefined, year)),
  moment("nothing", `${TIME}(?! ?(?:messages?|posts?))`, (time) => clock(timeOf(time), time[2])),
  moment("nothing", "(?:right )?now", () => ({ agoMs: 0 })),
  moment("all-of-it", ISO_DAY, isoDay),
  moment("from-then-on", String.raw`${ISO_DAY}[t ](\d{2}):(\d{2})`, ([year, month, day, hours, minutes]) =>
    timed(isoDay([year, month, day]), minutesOf(Number(hours), minutes)),
  ),
];
