import { expect, test } from "vitest";
import { gammaQuantile } from "../../../src/moderation/report/statistics/gamma-quantile.ts";
import { type Estimate, estimateFound } from "../../../src/moderation/report/statistics/strata.ts";

const known = (estimate: Estimate | undefined): Estimate => {
  if (estimate === undefined) throw new Error("not known");
  return estimate;
};

// Half of chi squared with 2a degrees of freedom; from every table of chi squared.
test.each([
  [0.95, 0.5, 3.841459 / 2],
  [0.975, 1, 7.377759 / 2],
  [0.05, 5, 3.940299 / 2],
  [0.95, 50, 124.342113 / 2],
])("the %f quantile of gamma of shape %f is that of the tables", (probability, shape, expected) => {
  expect(gammaQuantile(probability, shape)).toBeCloseTo(expected, 5);
});

// Jeffreys' intervals as Brown, Cai and DasGupta define them: quantiles of beta(x + ½, n - x + ½).
test.each([
  [5, 10, 0.2235, 0.7765],
  [1, 10, 0.011, 0.3813],
  [40, 50, 0.6757, 0.8914],
])("of one stratum the precision has Jeffreys' interval: %i of %i", (harmful, looked, low, high) => {
  const precision = known(estimateFound([{ size: looked, looked, harmful }], []).precision);
  expect(precision.share).toBe(harmful / looked);
  expect(precision.low).toBeCloseTo(low, 2);
  expect(precision.high).toBeCloseTo(high, 2);
});

test("each message that was looked at stands for those like it: recall by Horvitz and Thompson", () => {
  // 80 of 100 cases decided, 40 harmful: 50 of all. 2 harmful among 400 labelled of 40,000: 200.
  const { recall, precision } = estimateFound(
    [{ size: 100, looked: 80, harmful: 40 }],
    [{ size: 40_000, looked: 400, harmful: 2 }],
  );
  expect(known(precision).share).toBe(0.5);
  expect(known(recall).share).toBeCloseTo(50 / 250, 12);
  expect(known(recall).low).toBeGreaterThan(0.05);
  expect(known(recall).high).toBeLessThan(0.6);
});

test("a clean sample leaves open what it could have missed", () => {
  const { recall } = estimateFound(
    [{ size: 50, looked: 50, harmful: 50 }],
    [{ size: 10_000, looked: 100, harmful: 0 }],
  );
  expect(known(recall).share).toBe(1);
  // 2.5 of a hundred labelled may have been harmful: 250 messages.
  expect(known(recall).low).toBeCloseTo(50 / 300, 1);
});

test("where nobody looked nothing is known", () => {
  expect(estimateFound([{ size: 10, looked: 0, harmful: 0 }], []).precision).toBeUndefined();
  const half = estimateFound([{ size: 10, looked: 10, harmful: 5 }], [{ size: 10, looked: 0, harmful: 0 }]);
  expect(half.recall).toBeUndefined();
  expect(half.precision).toBeDefined();
});

test("the interval of recall holds the truth about 95 times in 100", () => {
  // Of 20,000 messages 100 are harmful; 60 of them are found among 120 cases; 5 % of the rest is sampled.
  let state = 4;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  const binomial = (count: number, chance: number) => {
    let hits = 0;
    for (let i = 0; i < count; i++) if (random() < chance) hits++;
    return hits;
  };
  const rounds = 120;
  let held = 0;
  for (let round = 0; round < rounds; round++) {
    const harmful = binomial(120, 0.5);
    const missed = binomial(1000, 40 / 19_880);
    const { recall } = estimateFound(
      [{ size: 120, looked: 120, harmful }],
      [{ size: 19_880, looked: 1000, harmful: missed }],
    );
    const { low, high } = known(recall);
    if (low <= 0.6 && 0.6 <= high) held++;
  }
  expect(held / rounds).toBeGreaterThan(0.9);
});
