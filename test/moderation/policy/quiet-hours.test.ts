import { expect, test } from "vitest";
import { general, policiesOf } from "./policy-of.ts";

async function quiet(from: string, to: string, timeZone: string) {
  const policy = (await policiesOf({ quietHours: { from, to, timeZone } })).for(general);
  return (time: string) => policy.isQuiet(Date.parse(time));
}

test("without quiet hours it is never quiet", async () => {
  const { isQuiet } = (await policiesOf()).for(general);
  expect([0, 3_600_000 * 3, 3_600_000 * 15].map(isQuiet)).toEqual([false, false, false]);
});

test("they go by the clock of their place, over midnight or within a day", async () => {
  const night = await quiet("22:00", "07:00", "Asia/Seoul");
  expect(
    ["12:59", "13:00", "15:00", "21:59", "22:00", "05:00"].map((time) => night(`2026-01-31T${time}:00Z`)),
  ).toEqual([false, true, true, true, false, false]);
  const lunch = await quiet("12:00", "13:30", "Asia/Kathmandu");
  expect(["06:14", "06:15", "07:44", "07:45"].map((time) => lunch(`2026-01-31T${time}:00Z`))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test("on the days when clocks are changed they end by the clock all the same", async () => {
  const london = await quiet("22:00", "07:00", "Europe/London");
  // Clocks go forward on 29 March 2026 at 01:00 UTC, and back on 25 October.
  expect([
    london("2026-03-28T06:59:00Z"),
    london("2026-03-28T07:00:00Z"),
    london("2026-03-29T05:59:00Z"),
    london("2026-03-29T06:00:00Z"),
    london("2026-10-25T06:59:00Z"),
    london("2026-10-25T07:00:00Z"),
  ]).toEqual([true, false, true, false, true, false]);
});

test("an hour that comes twice is quiet both times, and one that is left out never is", async () => {
  const york = await quiet("01:30", "02:00", "America/New_York");
  // Clocks go back from 02:00 to 01:00 on 1 November 2026, 06:00 UTC.
  expect(["05:29", "05:45", "06:15", "06:45", "07:00"].map((time) => york(`2026-11-01T${time}:00Z`))).toEqual(
    [false, true, false, true, false],
  );
  const skipped = await quiet("02:15", "02:45", "America/New_York");
  // … and forward from 02:00 to 03:00 on 8 March 2026, 07:00 UTC.
  expect(["06:59", "07:00", "07:15", "07:30"].map((time) => skipped(`2026-03-08T${time}:00Z`))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
