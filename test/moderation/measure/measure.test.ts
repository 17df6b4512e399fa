import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { measureScores, readTables } from "../../../src/moderation/measure/index.ts";

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "maru-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

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

test("tables are read by the names of their columns, quotes and line breaks in them included", async () => {
  const folder = folderOf({
    "a.csv": '\ufefftweet,label\r\n"one, ""two""\r\nthree",hateful\r\n나쁜 말,non-hateful\r\n,hateful\r\n',
    "b.tsv": "functionality\ttest_case\tlabel_gold\nslur\twords\t1\nslur\tmore\t0",
    "notes.md": "not a table",
    "c.csv": "who,label\nx,1\n",
    "d.csv": "text,class\none,0\ntwo,1\nthree,2\n",
  });
  const { texts, faults, refused } = await readTables(folder);
  expect(texts).toEqual([
    { text: 'one, "two"\r\nthree', harmful: 1, set: "a", language: "en" },
    { text: "나쁜 말", harmful: 0, set: "a", language: "ko" },
    { text: "words", harmful: 1, set: "b", language: "en", shows: "slur" },
    { text: "more", harmful: 0, set: "b", language: "en", shows: "slur" },
  ]);
  expect(refused).toBe(1);
  expect(faults).toEqual([
    "a.csv: 1 of 3 rows have no text or no label.",
    expect.stringMatching(/^c\.csv: no column of text .* Name it with --text\.$/),
    expect.stringMatching(/^d\.csv, column class: its labels .* Say which mean yes with --positive\.$/),
  ]);
});

test("of labels that may mean anything, those that mean yes are named", async () => {
  const folder = folderOf({ "d.csv": "text,class\none,0\ntwo,1\nthree,2\n" });
  const { texts } = await readTables(folder, { positive: ["0", "1"] });
  expect(texts.map(({ harmful }) => harmful)).toEqual([1, 1, 0]);
  const unknown = await readTables(folder, { positive: ["hate"] });
  expect(unknown.faults[0]).toContain("no label is hate");
});
