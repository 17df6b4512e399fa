import { expect, test } from "vitest";
import { momentSince, type Since } from "../../../src/core/summarise/since.ts";
import { momentUntil } from "../../../src/core/summarise/until.ts";

const now = Date.UTC(2026, 10, 22, 3); // a Sunday, noon in Seoul
const inSeoul = (since: Since) => {
  const moment = momentSince(since, now, "Asia/Seoul");
  return moment === undefined ? undefined : new Date(moment).toISOString();
};

test.each<[Since, string]>([
  [{ agoMs: 90_000 }, "2026-11-22T02:58:30.000Z"],
  [{ daysAgo: 0 }, "2026-11-21T15:00:00.000Z"],
  [{ daysAgo: 1 }, "2026-11-20T15:00:00.000Z"],
  [{ daysAgo: 1, minutes: 570 }, "2026-11-21T00:30:00.000Z"],
  [{ weekday: 0 }, "2026-11-21T15:00:00.000Z"],
  [{ weekday: 1 }, "2026-11-15T15:00:00.000Z"],
  [{ year: 2024, month: 2, day: 29 }, "2024-02-28T15:00:00.000Z"],
  [{ month: 11, day: 3 }, "2026-11-02T15:00:00.000Z"],
  [{ clock: 570 }, "2026-11-22T00:30:00.000Z"],
  [{ clock: 780 }, "2026-11-21T04:00:00.000Z"],
  [{ weekday: 0, minutes: 780 }, "2026-11-15T04:00:00.000Z"],
  [{ weekday: 5, weeksAgo: 1 }, "2026-11-12T15:00:00.000Z"],
  [{ weekday: 0, weeksAgo: 1 }, "2026-11-14T15:00:00.000Z"],
  [{ weeksAgo: 0 }, "2026-11-15T15:00:00.000Z"],
  [{ weeksAgo: 1 }, "2026-11-08T15:00:00.000Z"],
  [{ monthsAgo: 0 }, "2026-10-31T15:00:00.000Z"],
  [{ monthsAgo: 11 }, "2025-11-30T15:00:00.000Z"],
  [{ month: 12 }, "2025-11-30T15:00:00.000Z"],
])("days begin where people live: %j is %s", (since, moment) => {
  expect(inSeoul(since)).toBe(moment);
});

test("a day without a year is the last such day", () => {
  expect(inSeoul({ month: 12, day: 24 })).toBe("2025-12-23T15:00:00.000Z");
});

test.each<Since>([
  { year: 2026, month: 2, day: 29 },
  { month: 13, day: 1 },
  { month: 4, day: 31 },
])("%j is no day", (since) => {
  expect(inSeoul(since)).toBeUndefined();
});

test("days begin at midnight also where clocks are changed", () => {
  const at = (day: number, month: number) =>
    new Date(momentSince({ year: 2026, month, day }, now, "Europe/Berlin")!).toISOString();
  expect(at(29, 3)).toBe("2026-03-28T23:00:00.000Z");
  expect(at(30, 3)).toBe("2026-03-29T22:00:00.000Z");
  expect(at(25, 10)).toBe("2026-10-24T22:00:00.000Z");
  expect(at(26, 10)).toBe("2026-10-25T23:00:00.000Z");
});

test.each<[Since, Since | undefined, string]>([
  [{ daysAgo: 1 }, undefined, "2026-11-21T15:00:00.000Z"],
  [{ daysAgo: 1, minutes: 0 }, undefined, "2026-11-20T15:00:00.000Z"],
  [{ weekday: 5 }, undefined, "2026-11-20T15:00:00.000Z"],
  [{ weeksAgo: 1 }, undefined, "2026-11-15T15:00:00.000Z"],
  [{ monthsAgo: 1 }, { monthsAgo: 1 }, "2026-10-31T15:00:00.000Z"],
  [{ month: 12 }, { month: 12 }, "2025-12-31T15:00:00.000Z"],
  [{ clock: 600 }, undefined, "2026-11-22T01:00:00.000Z"],
  [{ clock: 720 }, { daysAgo: 1, minutes: 540 }, "2026-11-21T03:00:00.000Z"],
  [{ clock: 300 }, { daysAgo: 1, minutes: 900 }, "2026-11-21T08:00:00.000Z"],
  [{ clock: 360 }, { daysAgo: 1, minutes: 1320 }, "2026-11-21T21:00:00.000Z"],
  [{ clock: 180, half: true }, { daysAgo: 1, minutes: 780 }, "2026-11-21T18:00:00.000Z"],
  [{ weekday: 3 }, { weekday: 1 }, "2026-11-18T15:00:00.000Z"],
  [{ weekday: 1 }, { weekday: 5 }, "2026-11-23T15:00:00.000Z"],
  [{ month: 11, day: 25 }, { month: 11, day: 20 }, "2026-11-25T15:00:00.000Z"],
  [{ month: 1, day: 5 }, { month: 12, day: 20 }, "2026-01-05T15:00:00.000Z"],
])("until %j, since %j, is before %s", (until, since, moment) => {
  const sinceMs = since && momentSince(since, now, "Asia/Seoul");
  expect(new Date(momentUntil(until, now, "Asia/Seoul", sinceMs)!).toISOString()).toBe(moment);
});
