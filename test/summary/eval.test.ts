import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { measureFaithfulness } from "../../bench/summaries/faithfulness.ts";
import { readCases } from "../../bench/summaries/read-cases.ts";
import { summaryOf } from "../../bench/summaries/systems.ts";
import { writeScriptedModel } from "../fixtures/gguf/index.ts";
import { said } from "./said.ts";

function folderWith(files: Readonly<Record<string, readonly object[]>>): string {
  const folder = mkdtempSync(join(tmpdir(), "maru-eval-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, lines] of Object.entries(files))
    writeFileSync(join(folder, name), lines.map((line) => JSON.stringify(line)).join("\n"));
  return folder;
}

const meeting = {
  general_query_list: [
    { query: "Summarize the whole meeting.", answer: "The group chose the rubber case for the remote." },
  ],
  specific_query_list: [{ query: "What about cost?", answer: "It is too high." }],
  meeting_transcripts: [
    {
      speaker: "Designer",
      content: "Well {vocalsound} the rubber case of the remote feels best . {disfmarker}",
    },
    { speaker: "Manager", content: "We decided on the rubber case for the remote control ." },
  ],
};
const dialogue = {
  id: "train_0",
  dialogue:
    "#Person1#: Where is the train to Busan?\n#Person2#: The train to Busan leaves from platform four.",
  summary: "#Person2# tells #Person1# the platform of the train to Busan.",
};

test("meetings and dialogues are read, each file a set", async () => {
  const sets = await readCases(
    folderWith({ "a.jsonl": [meeting], "b.jsonl": [dialogue], "c.jsonl": [{ other: 1 }] }),
  );
  expect(sets.map(({ name, shape }) => [name, shape])).toEqual([
    ["a.jsonl", "meetings"],
    ["b.jsonl", "dialogues"],
  ]);
  const [first, second] = sets.map(({ cases }) => cases[0]);
  expect(first?.references).toEqual(["The group chose the rubber case for the remote."]);
  expect(first?.messages.map(({ text }) => text)).toEqual([
    "Well the rubber case of the remote feels best .",
    "We decided on the rubber case for the remote control .",
  ]);
  expect(second?.messages.map(({ author, text }) => [author.name, text])).toEqual([
    ["#Person1#", "Where is the train to Busan?"],
    ["#Person2#", "The train to Busan leaves from platform four."],
  ]);
});

test("the command prints a table of all systems at the same length", async () => {
  const other = {
    id: "train_1",
    dialogue:
      "#Person1#: I booked a table for six at the noodle house.\r\n#Person2#: Great, I will bring the cake.",
    summary: "#Person1# booked a table at the noodle house, and #Person2# brings the cake.",
  };
  const folder = folderWith({ "a.jsonl": [meeting, meeting], "b.jsonl": [dialogue, other] });
  const command = new URL("../../bench/summaries/eval.ts", import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [command, folder, "--words", "5"]);
  expect(stdout).toContain("**a.jsonl** (2 meetings), every summary cut at 5 words, with stemming");
  const rows = stdout.split("\n").filter((line) => /^\| (?:Maru|lead-3|longest-3|random)/.test(line));
  expect(stdout).toContain("**b.jsonl** (2 dialogues), every summary cut at 5 words, with stemming");
  expect(rows).toHaveLength(8);
  for (const row of rows) expect(row).toMatch(/\| 5 \|$/);
  expect(stdout).toMatch(/Citations that are valid: 100\.0 % of \d+\./);
});

test("with a model, its summaries stand beside the others, and their citations are checked", async () => {
  const folder = folderWith({ "b.jsonl": [dialogue] });
  const reply =
    '{"keyPoints": [], "decisions": [], "actionItems": [], "openQuestions": [], "gist": [{"sources": [2], "text": "The train to Busan leaves from platform four."}]}';
  writeScriptedModel(join(folder, "chat.gguf"), { rules: [{ reply }], headWidth: 64 });
  writeFileSync(
    join(folder, "maru.yaml"),
    "model: { use: ./chat.gguf, threads: 1, parallel: 1, contextTokens: 4096 }",
  );
  const command = new URL("../../bench/summaries/eval.ts", import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [command, folder, "--model"], {
    cwd: folder,
  });
  expect(stdout).toMatch(/^\| Maru, Scripted Llama \| 62\.5 \/ 50\.0 \/ 55\.6 \|/m);
  expect(stdout).toMatch(
    /\(failed so far, and quoted instead: 0\): Citations that are valid: 100\.0 % of 1\. .* 100\.0 % of 1; word for word: 100\.0 %/,
  );
});

test("quotations are faithful, and what they are measured against is what was said", async () => {
  const messages = said([
    "ann: The rubber case of the remote feels best.",
    "bob: The rubber case of the remote is chosen.",
  ]);
  const { claims, citations, validCitations, supported, verbatim, compression } = await measureFaithfulness(
    [messages],
    (some) => summaryOf(some, 20),
  );
  expect(claims).toBeGreaterThan(0);
  expect([validCitations, supported, verbatim]).toEqual([citations, claims, claims]);
  expect(compression).toBeGreaterThan(0);
  expect(compression).toBeLessThanOrEqual(1);
});
