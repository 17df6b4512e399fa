import { ago, clock, DAY_MS, MINUTE_MS, type Moment, minutesOf, moment, timed } from "./moment.ts";
import type { Since } from "./since.ts";
import { KOREAN_NUMBER, numberOf } from "./spoken-numbers.ts";

const KOREAN_UNIT = "(분|시간|일|주일?|개월|달)";
const koreanDays: Readonly<Record<string, number>> = {
  하루: 1,
  이틀: 2,
  사흘: 3,
  나흘: 4,
  닷새: 5,
  엿새: 6,
  일주일: 7,
  열흘: 10,
  보름: 15,
  한달: 30,
};
const KOREAN_DAYS = `(${Object.keys(koreanDays).join("|")})`;
const koreanDaysAgo = (days: string | undefined): Since => ({
  agoMs: (koreanDays[days ?? ""] ?? 0) * DAY_MS,
});
const KOREAN_DAY = "(오늘|어제|그제|그저께|엊그제)";
const koreanDay = (day: string | undefined): Since => ({
  daysAgo: day === "오늘" ? 0 : day === "어제" ? 1 : 2,
});
/** The hour may be written as a clock shows it: 09, 00. */
const KOREAN_HOUR = KOREAN_NUMBER.replace("(", String.raw`(0\d?|`);
/** Seven groups. */
const KOREAN_TIME = String.raw`(?:(오전|오후|새벽|아침|낮|저녁|밤)? ?(?:${KOREAN_HOUR} ?시(?: ?(?:(\d{1,2})분|(반)))?|(\d{1,2}):(\d{2}))|(정오|자정))`;
function koreanTime([half, hours, minutes, half30, ...rest]: readonly (string | undefined)[]) {
  const [otherHours, otherMinutes, word] = rest;
  if (word !== undefined) return word === "정오" ? 12 * 60 : 0;
  const hour = hours === undefined ? Number(otherHours) : numberOf(hours);
  const minute = half30 === undefined ? (minutes ?? otherMinutes) : "30";
  const isAfternoon =
    half === "오전" || half === "새벽" || half === "아침" || (half === "밤" && hour === 12)
      ? false
      : half === "오후" || half === "저녁" || (half === "밤" && hour >= 6) || (half === "낮" && hour < 6)
        ? true
        : undefined;
  return minutesOf(hour, minute, isAfternoon);
}
const KOREAN_PART = "(새벽|아침|오전|낮|점심|오후|저녁|밤)";
const koreanParts: Readonly<Record<string, number>> = {
  새벽: 0,
  아침: 5 * 60,
  오전: 0,
  낮: 12 * 60,
  점심: 12 * 60,
  오후: 12 * 60,
  저녁: 17 * 60,
  밤: 20 * 60,
};
const koreanWeekdays = "일월화수목금토";
const KOREAN_WEEKDAY = `(?:(지난 ?주|저번 ?주|이번 ?주)|지난|저번)? ?([${koreanWeekdays}])요일`;
const koreanWeekday = (week: string | undefined, day: string | undefined): Since => ({
  weekday: koreanWeekdays.indexOf(day ?? "-"),
  ...(week === undefined ? {} : { weeksAgo: week.startsWith("이번") ? 0 : 1 }),
});
const KOREAN_DATE = String.raw`(?:(\d{4})년 ?)?(\d{1,2})월 ?(\d{1,2})일`;
const koreanDate = (year: string | undefined, month: string | undefined, day?: string): Since => ({
  ...(year === undefined ? {} : { year: Number(year) }),
  month: Number(month),
  ...(day === undefined ? {} : { day: Number(day) }),
});

/** How Korean names points in time. */
export const koreanMoments: readonly Moment[] = [
  moment("from-then-on", `(?:지난|최근) ?${KOREAN_NUMBER} ?${KOREAN_UNIT}`, ([count, unit]) =>
    ago(count, unit),
  ),
  moment("from-then-on", `(?:지난|최근) ?${KOREAN_DAYS}`, ([days]) => koreanDaysAgo(days)),
  moment("from-then-on", `${KOREAN_NUMBER} ?${KOREAN_UNIT} ?전`, ([count, unit]) => ago(count, unit)),
  moment("from-then-on", `${KOREAN_NUMBER} ?${KOREAN_UNIT}(?= ?(?:동안|간|치))`, ([count, unit]) =>
    ago(count, unit),
  ),
  moment("from-then-on", `${KOREAN_DAYS}(?: ?전)?`, ([days]) => koreanDaysAgo(days)),
  moment("from-then-on", "(?:지난|최근) ?한 ?시간", () => ({ agoMs: 60 * MINUTE_MS })),
  moment("all-of-it", KOREAN_DAY, ([day]) => koreanDay(day)),
  moment("from-then-on", `${KOREAN_DAY} ?${KOREAN_TIME}`, ([day, ...time]) =>
    timed(koreanDay(day), koreanTime(time)),
  ),
  moment("from-then-on", `${KOREAN_DAY} ?${KOREAN_PART}`, ([day, part]) =>
    timed(koreanDay(day), koreanParts[part ?? ""]),
  ),
  moment("from-then-on", "(?:어젯밤|간밤|지난 ?밤)", () => ({
    daysAgo: 1,
    minutes: koreanParts["저녁"] as number,
  })),
  moment("all-of-it", "(?:이번 ?주|금주)", () => ({ weeksAgo: 0 })),
  moment("all-of-it", "(?:지난 ?주|저번 ?주)", () => ({ weeksAgo: 1 })),
  moment("all-of-it", "(?:지지난 ?주|저저번 ?주)", () => ({ weeksAgo: 2 })),
  moment("all-of-it", "(?:이번 ?달|이달)", () => ({ monthsAgo: 0 })),
  moment("all-of-it", "(?:지난 ?달|저번 ?달)", () => ({ monthsAgo: 1 })),
  moment("all-of-it", KOREAN_WEEKDAY, ([week, day]) => koreanWeekday(week, day)),
  moment("from-then-on", `${KOREAN_WEEKDAY} ?${KOREAN_TIME}`, ([week, day, ...time]) =>
    timed(koreanWeekday(week, day), koreanTime(time)),
  ),
  moment("all-of-it", KOREAN_DATE, ([year, month, day]) => koreanDate(year, month, day)),
  moment("from-then-on", `${KOREAN_DATE} ?${KOREAN_TIME}`, ([year, month, day, ...time]) =>
    timed(koreanDate(year, month, day), koreanTime(time)),
  ),
  moment("nothing", String.raw`(?:(\d{4})년 ?)?(\d{1,2})월(?:달)?`, ([year, month]) =>
    koreanDate(year, month),
  ),
  moment("nothing", KOREAN_TIME, (time) => clock(koreanTime(time), time[0])),
  moment("nothing", "(?:지금|현재)", () => ({ agoMs: 0 })),
];
