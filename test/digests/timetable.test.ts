import { Cron } from "croner";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createTimetable } from "../../src/digests/timetable.ts";

const HOUR = 60 * 60_000;
const YEAR = 366 * 24 * HOUR;
const part = (from: number, to: number) => fc.integer({ min: from, max: to }).map(String);
const any = fc.constant("*");
const patterns = fc
  .tuple(
    part(0, 59),
    fc.oneof(part(0, 23), any),
    fc.oneof(part(1, 28), any),
    any,
    fc.oneof(part(0, 6), fc.constant("1-5"), any),
  )
  .map((parts) => parts.join(" "));
const zones = fc.constantFrom(
  "Asia/Seoul",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "UTC",
);
const times = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 11) });

test("the latest due time is the last one that comes before the next, in every zone", () => {
  fc.assert(
    fc.property(patterns, zones, times, (pattern, timeZone, ms) => {
      const timetable = createTimetable(pattern, timeZone);
      const { atMs, sinceMs, tooLateMs } = timetable.latest(ms)!;
      const after = (time: number) =>
        new Cron(pattern, { timezone: timeZone }).nextRun(new Date(time))!.getTime();
      expect(atMs).toBeLessThanOrEqual(ms);
      expect(after(sinceMs)).toBe(atMs);
      expect(after(atMs)).toBeGreaterThan(ms);
      expect(timetable.next(ms)).toBe(after(atMs));
      expect(tooLateMs - atMs).toBe(Math.min((after(atMs) - atMs) / 2, 12 * HOUR));
      expect(timetable.latest(atMs)).toEqual({ atMs, sinceMs, tooLateMs });
      expect(timetable.latest(atMs - 1)?.atMs).toBe(sinceMs);
    }),
    { numRuns: 150 },
  );
});

test("what is due once a year is found", () => {
  const newYear = createTimetable("0 0 1 1 *", "UTC");
  expect(newYear.next(Date.UTC(2026, 5))).toBe(Date.UTC(2027, 0));
  expect(newYear.latest(Date.UTC(2026, 5))).toMatchObject({
    atMs: Date.UTC(2026, 0),
    sinceMs: Date.UTC(2025, 0),
  });
  expect(newYear.latest(Date.UTC(2026, 0) + YEAR)?.atMs).toBe(Date.UTC(2027, 0));
});
