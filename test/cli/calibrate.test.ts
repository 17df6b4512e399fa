import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { auditStory } from "../moderation/report/audit-story.ts";
import { run, tempFolder } from "./program-run.ts";

const CONFIG = `# ours
moderation:
  policy:
    categories:
      hate: { queue: 0.5, remove: 0.95 } # agreed on Monday
`;

/** 80 decided cases, mostly upheld from 0.7 on, and a sample. */
function folderOf(config: string | undefined = CONFIG, count = 80) {
  const story = auditStory(new Date(Date.now() - 48 * 3_600_000).toISOString());
  for (let number = 1; number <= count; number++) {
    const guard = 0.5 + (0.5 * number) / (count + 1);
    story.opened(number, { place: "web:general", guard });
    story.moved(number, guard >= 0.7 !== (number % 6 === 0) ? "uphold" : "dismiss", "decided");
  }
  for (let number = 501; number <= 540; number++) {
    story.sampled(number);
    story.labelled(number, "fine");
  }
  const folder = tempFolder();
  const lines = story.entries.map((entry, at) => `${JSON.stringify({ seq: at + 1, entry })}\n`);
  writeFileSync(join(folder, "log.jsonl"), lines.join(""));
  if (config !== "") writeFileSync(join(folder, "maru.yaml"), config);
  return folder;
}

const calibrate = (folder: string, flags: readonly string[] = [], over = {}) =>
  run(["calibrate", "--log", "log.jsonl", "--precision", "0.75", ...flags], folder, over);
const configOf = (folder: string) => readFileSync(join(folder, "maru.yaml"), "utf8");

test("present and suggested thresholds stand beside each other, and nothing is changed", async () => {
  const folder = folderOf();
  const { exitCode, out, err } = await calibrate(folder);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
  expect(out).toMatch(/hate: by the guard's probability; 80 decided, 4\d upheld/);
  expect(out).toMatch(/present +0\.50 +80 +5\d % \(\d+ % to \d+ %\) +100 %/);
  expect(out).toMatch(/suggested +0\.\d\d +\d+ +7\d % \(\d+ % to \d+ %\)/);
  expect(out).toMatch(/Regression: of the cases decided so far it would lose \d+ upheld \(c\d+/);
  expect(out).toMatch(/present +all .* 40\n/);
  expect(out).toMatch(
    /moderation:\n {2}policy:\n {4}categories:\n {6}hate:\n {8}queue: 0\.\d\d\n {8}remove: 0\.95\n$/m,
  );
  expect(configOf(folder)).toBe(CONFIG);
});

test("written is what was suggested, once it is confirmed, and every comment stays", async () => {
  const folder = folderOf();
  const typed = {
    pipe: { stdin: async function* () {}, isTyped: true, stdout: { write: async () => true } },
  };
  const answer = (text: string) => ({
    pipe: {
      ...typed.pipe,
      stdin: async function* () {
        yield new TextEncoder().encode(text);
      },
    },
  });
  const no = await calibrate(folder, ["--write"], answer("n\n"));
  expect(no.err).toContain("[y/N] Nothing was written.");
  expect(configOf(folder)).toBe(CONFIG);
  const yes = await calibrate(folder, ["--write"], answer("y\n"));
  expect(yes.exitCode).toBe(0);
  const threshold = /suggested +(0\.\d\d)/.exec(yes.out)?.[1];
  expect(configOf(folder)).toBe(CONFIG.replace("queue: 0.5", `queue: ${threshold}`));
  const again = await calibrate(folder, ["--write", "--yes"]);
  expect(again.out).toContain("There is nothing to change.");
});

test("with nobody there to confirm, nothing is written but by --yes", async () => {
  const folder = folderOf();
  const { exitCode, err } = await calibrate(folder, ["--write"]);
  expect(exitCode).toBe(1);
  expect(err).toContain("Add --yes");
  expect(configOf(folder)).toBe(CONFIG);
  expect((await calibrate(folder, ["--write", "--yes"])).exitCode).toBe(0);
  expect(configOf(folder)).not.toBe(CONFIG);
});

test("one place gets an override of its own, with the whole ladder", async () => {
  const folder = folderOf();
  const { out } = await calibrate(folder, ["--place", "web:general", "--write", "--yes"]);
  const threshold = /suggested +(0\.\d\d)/.exec(out)?.[1];
  expect(configOf(folder)).toContain(CONFIG);
  expect(configOf(folder).slice(CONFIG.length)).toBe(
    `    places:\n      - match:\n          - web:general\n        categories:\n          hate:\n            queue: ${threshold}\n            remove: 0.95\n`,
  );
  const there = await calibrate(folder, ["--place", "web:general"]);
  expect(there.out).toContain("The present threshold is the right one.");
  const elsewhere = await calibrate(folder, ["--place", "web:random"]);
  expect(elsewhere.out).toContain("There is nothing to change.");
});

test("too few decisions are said, with how many are missing", async () => {
  const { exitCode, out } = await calibrate(folderOf(CONFIG, 30));
  expect(exitCode).toBe(0);
  expect(out).toContain("Too few decisions to suggest a threshold. Needed: 20 more decisions.");
  expect(out).toContain("There is nothing to change.");
});

test("without a config file there is nothing to write to", async () => {
  const { exitCode, err } = await calibrate(folderOf(""), ["--write", "--yes"]);
  expect(exitCode).toBe(1);
  expect(err).toContain("There is no maru.yaml to write to");
});

test("as JSON it is the same", async () => {
  const { out } = await calibrate(folderOf(), ["--json"]);
  const { categories, together } = JSON.parse(out) as {
    categories: { category: string; suggestion: { type: string } }[];
    together: { language: string }[];
  };
  expect(categories.map(({ category, suggestion }) => [category, suggestion.type])).toEqual([
    ["hate", "threshold"],
  ]);
  expect(together.map(({ language }) => language)).toEqual(["all", "en", "ko"]);
});
