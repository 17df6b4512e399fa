import { expect, test } from "vitest";
import { measureScores } from "../../../src/moderation/measure/index.ts";

const scored = (pairs: readonly (readonly [number, 0 | 1])[]) =>
  pairs.map(([score, harmful]) => ({ score, harmful }));

test("scores are measured against labels", () => {
  // Worked by hand: at 0.5 three are found, two of them rightly, and one harmful text is missed.
  const measured = measureScores(
    scored([
      [0.9, 1],
      [0.8, 0],
      [0.7, 1],
      [0.4, 1],
      [0.3, 0],
      [0.1, 0],
    ]),
    0.5,
  );
  expect(measured).toMatchObject({ texts: 6, harmful: 3 });
  // Of the nine pairs of a harmful and a harmless text seven are in the right order.
  expect(measured.auc).toBeCloseTo(7 / 9, 12);
  expect(measured.precision).toBeCloseTo(2 / 3, 12);
  expect(measured.recall).toBeCloseTo(2 / 3, 12);
  expect(measured.f1).toBeCloseTo(2 / 3, 12);
  expect(measured.macroF1).toBeCloseTo(2 / 3, 12);
});

test("a score at the threshold is found, and equal scores count half for the curve", () => {
  const measured = measureScores(
    scored([
      [0.5, 1],
      [0.5, 0],
    ]),
    0.5,
  );
  expect(measured).toMatchObject({ auc: 0.5, recall: 1, precision: 0.5 });
});

test("the calibration error is the distance between what is stated and what comes true", () => {
  const sure = scored(Array.from({ length: 150 }, (_, at) => [0.8, at % 5 === 0 ? 0 : 1] as const));
  expect(measureScores(sure, 0.5).calibrationError).toBeCloseTo(0, 12);
  const boasting = sure.map(({ harmful }) => ({ score: 1, harmful }));
  expect(measureScores(boasting, 0.5).calibrationError).toBeCloseTo(0.2, 12);
});

test("what cannot be said is not said", () => {
  expect(measureScores(scored([[0.9, 0]]), 0.5)).toMatchObject({
    auc: null,
    recall: null,
    f1: null,
    macroF1: null,
  });
  expect(measureScores(scored([[0.1, 1]]), 0.5)).toMatchObject({ precision: null, recall: 0, f1: 0 });
});
