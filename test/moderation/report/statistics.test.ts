import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCalendar } from "../../../src/moderation/report/index.ts";
import { clopperPearson } from "../../../src/moderation/report/statistics/clopper-pearson.ts";
import { betaQuantile, incompleteBeta } from "../../../src/moderation/report/statistics/incomplete-beta.ts";
import { quantile } from "../../../src/moderation/report/statistics/quantile.ts";
import { shareFigure, weightedShareFigure } from "../../../src/moderation/report/statistics/share-figure.ts";

const value = (figure: ReturnType<typeof shareFigure>) => {
  if (figure.value === null) throw new Error(figure.why);
  return figure.value;
};

describe("the exact interval of Clopper and Pearson", () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 5: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  test.each([
    [81, 263, 0.2527, 0.3676],
    [15, 148, 0.0578, 0.1617],
    [0, 20, 0, 0.1684],
    [1, 29, 0.0009, 0.1776],
    // Brown, Cai and DasGupta (2001) and every table since Clopper and Pearson's: 0 of 10, and its mirror image.
    [0, 10, 0, 0.3085],
    [10, 10, 0.6915, 1],
    [5, 10, 0.1871, 0.8129],
  ])("of %i in %i is that of the published tables", (hits, of, low, high) => {
    const interval = clopperPearson(hits, of);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  test("holds the true share at least 95 % of the time, whatever that is", () => {
    const of = 40;
    const intervals = Array.from({ length: of + 1 }, (_, hits) => clopperPearson(hits, of));
    for (let share = 0.005; share < 1; share += 0.005) {
      let chance = (1 - share) ** of;
      let held = 0;
      for (let hits = 0; hits <= of; hits++) {
        const { low, high } = intervals[hits]!;
        if (low <= share && share <= high) held += chance;
        chance *= ((of - hits) / (hits + 1)) * (share / (1 - share));
      }
      expect(held).toBeGreaterThanOrEqual(0.95);
    }
  });

  test("needs no whole numbers, and keeps to its share", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        (share, of) => {
          const { low, high } = clopperPearson(share * of, of);
          expect(low).toBeLessThanOrEqual(share + 1e-9);
          expect(high).toBeGreaterThanOrEqual(share - 1e-9);
        },
      ),
      { numRuns: 50 },
    );
  });
});

test("the incomplete beta function has its known values", () => {
  // I_x(1, b) = 1 - (1-x)^b, I_x(a, 1) = x^a, and by symmetry I_½(a, a) = ½.
  expect(incompleteBeta(0.3, 1, 5)).toBeCloseTo(1 - 0.7 ** 5, 13);
  expect(incompleteBeta(0.3, 5, 1)).toBeCloseTo(0.3 ** 5, 13);
  expect(incompleteBeta(0.5, 37.5, 37.5)).toBeCloseTo(0.5, 12);
  // Abramowitz and Stegun, 26.5: I_x(a, b) is a binomial tail, here of at least 3 of 10 at 0.2.
  expect(incompleteBeta(0.2, 3, 8)).toBeCloseTo(0.3222004736, 9);
  expect(betaQuantile(0.5, 2, 3)).toBeCloseTo(0.3857275681, 9);
});

test("none of n is told as the rule of three has it", () => {
  const none = value(shareFigure(0, 1500, "nothing-labelled"));
  expect(none).toMatchObject({ hits: 0, of: 1500, share: 0, low: 0 });
  expect(none.high).toBeLessThan(3 / 1500);
  expect(none.high).toBeGreaterThan(2.99 / 1500);
  // 15,000 clean labels are needed to say "below 0.02 %".
  const all = value(shareFigure(1500, 1500, "nothing-labelled"));
  expect([all.low, all.high]).toEqual([1 - none.high, 1]);
  expect(value(shareFigure(1, 1, "nothing-labelled")).low).toBeCloseTo(0.05, 12);
  expect(value(shareFigure(0, 15_000, "nothing-labelled")).high).toBeLessThan(0.0002);
  expect(value(shareFigure(0, 14_900, "nothing-labelled")).high).toBeGreaterThan(0.0002);
});

test("of nothing there is no share, but a reason", () => {
  expect(shareFigure(0, 0, "nothing-decided")).toEqual({ value: null, why: "nothing-decided" });
});

test("equal weights change nothing; unequal ones widen the interval", () => {
  const plain = value(shareFigure(30, 100, "nothing-labelled"));
  const equal = { hits: 30, of: 100, weight: 5000, squares: 250_000, hitWeight: 1500 };
  const same = value(weightedShareFigure(equal, "nothing-labelled"));
  expect([same.share, same.low, same.high]).toEqual([
    expect.closeTo(plain.share, 10),
    expect.closeTo(plain.low, 10),
    expect.closeTo(plain.high, 10),
  ]);
  // Half of them stand for 100 each and half for 10: 15 hits of either.
  const mixed = { hits: 30, of: 100, weight: 5500, squares: 505_000, hitWeight: 1650 };
  const wide = value(weightedShareFigure(mixed, "nothing-labelled"));
  expect(wide.share).toBeCloseTo(0.3, 10);
  expect(wide.high - wide.low).toBeGreaterThan(1.2 * (plain.high - plain.low));
});

test("quantiles lie between neighbours in proportion", () => {
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
  expect(quantile([0, 10], 0.9)).toBeCloseTo(9, 12);
  expect(quantile([7], 0.9)).toBe(7);
});

describe("days", () => {
  test.each([
    ["Asia/Seoul", "2026-11-21T15:00:00.000Z"],
    ["UTC", "2026-11-22T00:00:00.000Z"],
    ["America/New_York", "2026-11-21T05:00:00.000Z"],
  ])("begin by the clock of %s", (timeZone, start) => {
    const calendar = createCalendar(timeZone);
    expect(new Date(calendar.startOfDay(Date.parse("2026-11-22T03:04:05.678Z"))).toISOString()).toBe(start);
  });

  test("have 23 or 25 hours when the clocks change", () => {
    const calendar = createCalendar("Europe/Berlin");
    const days = calendar.daysOf(Date.parse("2026-10-23T22:00:00Z"), Date.parse("2026-10-26T23:00:00Z"));
    expect(days.map(({ day }) => day)).toEqual(["2026-10-24", "2026-10-25", "2026-10-26"]);
    expect((days[2]!.from - days[1]!.from) / 3_600_000).toBe(25);
    const spring = calendar.lastDays(Date.parse("2026-03-30T10:00:00Z"), 2);
    expect(new Date(spring.from).toISOString()).toBe("2026-03-28T23:00:00.000Z");
  });
});
