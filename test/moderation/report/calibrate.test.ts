import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calibrateCategory, estimatePool, readCalibrationSet } from "../../../src/moderation/report/index.ts";
import { auditStory } from "./audit-story.ts";

const all = { category: "hate", present: 0.5, least: 0.01, most: 1, precision: 0.5 } as const;

/** Decided cases from 0.30 to 0.99; upheld from `from` on, and every fifth one against it. */
function decidedStory(from: number, count = 70) {
  const story = auditStory();
  for (let number = 0; number < count; number++) {
    // In no order of time.
    const guard = 0.3 + (0.7 * ((number * 29) % count)) / count;
    story.opened(number + 1, { guard, proposed: guard < 0.5 ? ["log"] : ["log", "queue"] });
    const isHarmful = guard >= from !== (number % 5 === 0);
    story.moved(number + 1, isHarmful ? "uphold" : "dismiss", "decided");
  }
  return story;
}

describe("the calibration set", () => {
  test("takes an upheld case as harmful, a dismissed or overturned one as fine, and leaves out what would be missed again", async () => {
    const story = auditStory();
    for (const number of [1, 2, 3, 4]) story.opened(number, { guard: 0.8, router: 0.4 });
    story.opened(5, { sources: ["report"] });
    story.opened(6, { sources: ["rule"] });
    story.opened(7, { guard: "loading", router: 0.9 });
    // The guard was asked only because the message was sampled.
    story.opened(8, { sources: ["guard"], guard: 0.9 });
    story.moved(1, "uphold", "decided");
    story.moved(2, "dismiss", "decided");
    story.moved(3, "delete", "decided");
    story.appealed(3);
    story.moved(3, "dismiss", "final");
    const { cases } = await readCalibrationSet(story.entries, 0);
    expect(cases.map(({ id, word, isHarmful }) => [id, word?.by, word?.probability, isHarmful])).toEqual([
      ["c1", "guard", 0.8, true],
      ["c2", "guard", 0.8, false],
      ["c3", "guard", 0.8, false],
      ["c4", "guard", 0.8, undefined],
      // A rule finds it, whatever the threshold.
      ["c6", undefined, undefined, undefined],
      ["c7", "router", 0.9, undefined],
    ]);
  });

  test("counts a sampled message as missed only if Maru had not found it", async () => {
    const story = auditStory();
    story.opened(1);
    story.opened(2, { sources: ["report"] });
    story.opened(4, { sources: ["guard"], guard: 0.9 });
    for (const number of [1, 2, 3, 4]) {
      story.sampled(number, { share: 0.02 });
      story.labelled(number, "harmful");
    }
    const { samples } = await readCalibrationSet(story.entries, 0);
    expect(samples).toHaveLength(3);
    expect(samples[0]).toMatchObject({ weight: 50, isHarmful: true });
  });
});

describe("a threshold", () => {
  test("is suggested where precision is as wanted, with what the change would lose and spare", async () => {
    const set = await readCalibrationSet(decidedStory(0.7).entries, 0);
    const { suggestion, present, by, decided, reliability } = calibrateCategory(set, {
      ...all,
      precision: 0.7,
    })!;
    expect([by, decided]).toEqual(["guard", 70]);
    if (suggestion.type !== "threshold") throw new Error(suggestion.type);
    const { at, lost, spared, check } = suggestion;
    expect(at.threshold).toBeGreaterThan(present.threshold);
    expect(at.precision!.share).toBeGreaterThanOrEqual(0.7);
    expect(present.precision!.share).toBeLessThan(0.7);
    expect(lost.every(({ isHarmful }) => isHarmful)).toBe(true);
    expect(at.cases).toBe(present.cases - lost.length - spared.length);
    expect(check).toBeDefined();
    expect(reliability.map((bin) => bin.decided).reduce((sum, count) => sum + count)).toBe(70);
  });

  test("is the lowest one that is as precise as wanted, and within the ladder's other steps", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0.4, max: 0.9, noNaN: true }),
        fc.double({ min: 0.2, max: 0.75, noNaN: true }),
        fc.integer({ min: 20, max: 45 }),
        async (from, precision, least) => {
          const set = await readCalibrationSet(decidedStory(from).entries, 0);
          const question = { ...all, precision, least: least / 100, most: 0.9 };
          const { suggestion } = calibrateCategory(set, question)!;
          if (suggestion.type !== "threshold") {
            expect(suggestion.type).toBe("none-reaches");
            return;
          }
          const { threshold } = suggestion.at;
          expect(threshold).toBeGreaterThanOrEqual(question.least);
          expect(threshold).toBeLessThanOrEqual(question.most);
          const precisionAt = (at: number) => {
            const found = set.cases.filter(({ word }) => word!.probability >= at);
            return found.filter(({ isHarmful }) => isHarmful).length / found.length;
          };
          expect(precisionAt(threshold)).toBeGreaterThanOrEqual(precision);
          for (let lower = Math.max(0.3, question.least); lower < threshold - 0.011; lower += 0.01)
            expect(precisionAt(Math.round(lower * 100) / 100)).toBeLessThan(precision);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("is not suggested by too few decisions; how many are missing is said", async () => {
    const set = await readCalibrationSet(decidedStory(0.4, 30).entries, 0);
    const { suggestion, present } = calibrateCategory(set, all)!;
    expect(suggestion).toMatchObject({ type: "too-few", decided: 20, upheld: 0 });
    expect(present.precision).toBeDefined();
  });

  test("is looked for among those of whoever spoke in most cases", async () => {
    const story = decidedStory(0.7);
    for (let number = 200; number < 230; number++) {
      story.opened(number, { guard: "loading", router: 0.99 });
      story.moved(number, "dismiss", "decided");
    }
    const { by, decided } = calibrateCategory(await readCalibrationSet(story.entries, 0), all)!;
    expect([by, decided]).toEqual(["guard", 70]);
  });

  test("of a category without cases is no question", async () => {
    const set = await readCalibrationSet(decidedStory(0.7).entries, 0);
    expect(calibrateCategory(set, { ...all, category: "crime" })).toBeUndefined();
  });
});

test("recall is told by the sample, of each language, and not without it", async () => {
  const story = decidedStory(0.5);
  const without = await readCalibrationSet(story.entries, 0);
  expect(estimatePool(without, ({ isQueued }) => isQueued).recall).toBeUndefined();
  for (let number = 1001; number <= 1200; number++) {
    story.sampled(number, { language: number % 2 ? "en" : "ko" });
    story.labelled(number, number === 1001 ? "harmful" : "fine");
  }
  const set = await readCalibrationSet(story.entries, 0);
  const harmful = set.cases.filter((one) => one.isHarmful);
  const found = harmful.filter(({ isQueued }) => isQueued).length;
  const { recall, labelled } = estimatePool(set, ({ isQueued }) => isQueued);
  // One of the 200 labelled was harmful, and each of them stands for a hundred messages.
  expect(recall!.share).toBeCloseTo(found / (harmful.length + 100), 10);
  expect(labelled).toBe(200);
  expect(estimatePool(set, ({ isQueued }) => isQueued, "ko").labelled).toBe(100);
});
