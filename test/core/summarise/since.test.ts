import { expect, test } from "vitest";
import { momentSince, type Since } from "../../../src/core/summarise/since.ts";

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
