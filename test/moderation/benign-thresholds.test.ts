import fc from "fast-check";
import { expect, test } from "vitest";
import { createBenignThresholds } from "../../src/moderation/index.ts";
import type { RouterLanguage, Score } from "../../src/moderation/router/index.ts";

const scored = (look: number, language: RouterLanguage = "en"): Score => ({
  language,
  look,
  hate: 0,
  abuse: 0,
  threat: 0,
  labels: [],
});
const probability = fc.double({ min: 0, max: 1, noNaN: true });

test("never is more than the budget sent on of what was added, whatever the scores", () => {
  fc.assert(
    fc.property(fc.array(probability, { minLength: 1, maxLength: 300 }), probability, (looks, budget) => {
      const learned = createBenignThresholds();
      for (const look of looks) learned.add(scored(look));
      const threshold = learned.threshold("en", budget);
      expect(looks.filter((look) => look >= threshold).length).toBeLessThanOrEqual(budget * looks.length);
    }),
  );
});

test("hardly less is sent on either, where scores differ", () => {
  const learned = createBenignThresholds();
  const looks = Array.from({ length: 10_000 }, (_, at) => (at + 0.5) / 10_000);
  for (const look of looks) learned.add(scored(look));
  for (const budget of [0.001, 0.02, 0.5]) {
    const sent = looks.filter((look) => look >= learned.threshold("en", budget)).length;
    expect(sent).toBeGreaterThan(0.97 * budget * looks.length);
  }
});

test("a language of which there is too little shares the threshold of all", () => {
  const learned = createBenignThresholds();
  for (let at = 0; at < 1000; at++) learned.add(scored(at / 1000));
  for (let at = 0; at < 49; at++) learned.add(scored(0.001, "ko"));
  expect(learned.threshold("ko", 0.02)).toBeCloseTo(0.98, 2);
  expect([learned.hasOwn("en", 0.02), learned.hasOwn("ko", 0.02)]).toEqual([true, false]);
  learned.add(scored(0.001, "ko"));
  expect(learned.threshold("ko", 0.02)).toBeLessThan(0.0011);
  expect(learned.hasOwn("ko", 0.02)).toBe(true);
  expect([learned.count("en"), learned.count("ko")]).toEqual([1000, 50]);
});
