import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { PER_FAMILY, SEED } from "../../bench/moderation/read-data.ts";
import { writeExamples } from "../../src/moderation/training/index.ts";
import { englishFamilies } from "../../src/moderation/training/templates/english.ts";
import { koreanFamilies } from "../../src/moderation/training/templates/korean.ts";
import { readSuites } from "./suites/read-suites.ts";

/** So many words in a row are no accident of grammar. */
const wordsInARow = 5;

const lettersOf = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];

function runsOf(words: readonly string[]): readonly string[] {
  return words
    .slice(0, Math.max(0, words.length - wordsInARow + 1))
    .map((_, i) => words.slice(i, i + wordsInARow).join(" "));
}

/** What the templates say in words of their own: the text between slots and choices. */
const fixedParts = [...englishFamilies, ...koreanFamilies].flatMap(({ templates }) =>
  templates.flatMap((template) => template.split(/\{\w+\}|\[[^\]]*\]|<[^>]*>/)),
);

/**
 * The suites test what the router learnt, so they must not repeat what it learnt from. Disjoint means: no case of a suite is a
 * sentence that the templates write; no five words in a row of a template's own words stand in a case; and neither side
 * imports the other. Single words are shared: names of groups, slurs and insults are what both are about.
 */
describe("training material and suites", () => {
  const cases = readSuites().flatMap(({ text, plain }) => (plain === undefined ? [text] : [text, plain]));

  it("share no sentence", () => {
    const taught = new Set(writeExamples(SEED, PER_FAMILY).map(({ text }) => lettersOf(text)));
    expect(cases.filter((text) => taught.has(lettersOf(text)))).toEqual([]);
  });

  it("share no five words in a row of a template's own", () => {
    const runs = new Set(fixedParts.flatMap((part) => runsOf(wordsOf(part))));
    expect(runs.size).toBeGreaterThan(500);
    const shared = cases.flatMap((text) => runsOf(wordsOf(text))).filter((run) => runs.has(run));
    expect([...new Set(shared)]).toEqual([]);
  });

  it("import nothing of each other", async () => {
    const training = new URL("../../src/moderation/training/", import.meta.url);
    for (const path of await readdir(training, { recursive: true })) {
      if (!path.endsWith(".ts")) continue;
      expect(await readFile(new URL(path, training), "utf8")).not.toMatch(/suites/);
    }
    const suites = new URL("suites/", import.meta.url);
    for (const path of await readdir(fileURLToPath(suites))) {
      if (path.endsWith(".ts")) expect(readFileSync(new URL(path, suites), "utf8")).not.toMatch(/training\//);
    }
  });
});
