import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readTables } from "../../../src/moderation/measure/index.ts";

async function folderOf(files: Readonly<Record<string, string | readonly string[]>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "maru-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, name), typeof content === "string" ? content : content.join("\n"));
  return folder;
}

test("tables are read by the names of their columns, quotes and line breaks in them included", async () => {
  const folder = await folderOf({
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

test.each([
  ["1", "0"],
  ["HOF", "NOT"],
  ["hate speech", "not hate"],
  ["hateful", "non-hateful"],
  ["sexist", "not sexist"],
  ["True", "False"],
])("labels are read in the words that people use for yes and no: %s, %s", async (yes, no) => {
  const folder = await folderOf({ "a.csv": ["tweet,label", `one,${yes}`, `two,${no}`] });
  const { texts } = await readTables(folder);
  expect(texts.map(({ text, harmful }) => [text, harmful])).toEqual([
    ["one", 1],
    ["two", 0],
  ]);
});

test.each([[["0", "1", "2"]], [["2,3", "8"]], [["toxicity", "none"]], [["1", "yes"]]])(
  "labels that are not plainly yes or no are refused, in words: %j",
  async (labels) => {
    const folder = await folderOf({
      "a.tsv": ["text\tclass", ...labels.map((label, i) => `${i}\t${label}`)],
    });
    const { texts, faults, refused } = await readTables(folder);
    expect([texts, refused]).toEqual([[], 1]);
    expect(faults.join()).toMatch(/a\.tsv, column class: its labels .* --positive/);
  },
);

test("columns, and labels that mean yes, can be named", async () => {
  const folder = await folderOf({ "a.csv": ["words,kind", "one,0", "two,1", "three,2"] });
  const named = { text: "words", label: "kind" };
  const { texts } = await readTables(folder, { ...named, positive: ["0", "1"] });
  expect(texts.map(({ text, harmful }) => [text, harmful])).toEqual([
    ["one", 1],
    ["two", 1],
    ["three", 0],
  ]);
  const unknown = await readTables(folder, { ...named, positive: ["hate"] });
  expect(unknown.texts).toEqual([]);
  expect(unknown.faults.join()).toContain('no label is hate; there are "0", "1", "2"');
  expect((await readTables(folder)).faults.join()).toContain("Name it with --text");
});

test("a folder that there is not is said to be none", async () => {
  const folder = await folderOf({});
  expect((await readTables(join(folder, "none"))).faults.join()).toContain("There is no folder");
});
