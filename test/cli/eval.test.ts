import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Evaluation } from "../../src/cli/eval/tables.ts";
import { guardForCommands } from "../../src/cli/guard-for-commands.ts";
import { type Guard, ModelError, OperatorError } from "../../src/core/ports/index.ts";
import { writeScriptedModel } from "../fixtures/gguf/index.ts";
import { LLAMA_GUARD } from "../moderation/guard/run-guard.ts";
import { run, tempFolder } from "./program-run.ts";

/** Two sets, in English and Korean: half of each is called hateful. */
function folderOfTexts() {
  const folder = tempFolder();
  const rows = [
    ["I will kill all of them they are vermin", 1],
    ["they are subhuman vermin and must die", 1],
    ["see you at noon in the kitchen", 0],
    ["thanks for the lovely lunch today", 0],
  ];
  writeFileSync(join(folder, "english.csv"), ["text,label", ...rows.map((row) => row.join(","))].join("\n"));
  writeFileSync(
    join(folder, "mixed.tsv"),
    [
      "comments\thate",
      "저 벌레 같은 놈들은 다 죽어야 해\tyes",
      "내일 점심 같이 먹어요\tno",
      "the build is green again\tno",
    ].join("\n"),
  );
  return folder;
}

/** A guard that goes by one word, and does not judge what is about lunch. */
function guardOf() {
  const state = { asked: 0, stopped: false };
  const guard: Guard = {
    health: () => ({ state: "absent", hint: "" }),
    load: () => ({ waiting: 0, running: 0, oldestMs: 0, shed: 0 }),
    async judge({ text }) {
      state.asked++;
      if (/lunch/.test(text)) throw new ModelError("overflow", "too long");
      const probability = /vermin|벌레/.test(text) ? 0.9 : 0.1;
      return { probability, categories: [], codes: [], model: "test" };
    },
    async stop() {
      state.stopped = true;
    },
  };
  return { guard, state };
}

async function evaluations(flags: readonly string[] = [], over = {}) {
  const folder = folderOfTexts();
  const { exitCode, out, err } = await run(["eval", ".", "--json", ...flags], folder, over);
  return { exitCode, err, all: JSON.parse(out) as readonly Evaluation[] };
}

test("the router is measured on each set and language, and on all of a language", async () => {
  const { exitCode, all, err } = await evaluations();
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
  const [{ judge, rows, perSecond, notJudged }] = all as [Evaluation];
  expect([judge, notJudged]).toEqual(["router", {}]);
  expect(perSecond).toBeGreaterThan(0);
  expect(rows.map(({ set, language, texts, harmful }) => [set, language, texts, harmful])).toEqual([
    ["english", "en", 4, 2],
    ["mixed", "en", 1, 0],
    ["mixed", "ko", 2, 1],
    ["all", "en", 5, 2],
    ["all", "ko", 2, 1],
  ]);
  expect(rows[0]).toMatchObject({ auc: 1, recall: 1, precision: 1, f1: 1, macroF1: 1 });
  // Nothing is harmful there: what cannot be said is not said.
  expect(rows[1]).toMatchObject({ auc: null, recall: null, macroF1: null, f1: null });
});

test("a threshold of one's own finds less", async () => {
  const { all } = await evaluations(["--threshold", "1"]);
  expect(all[0]?.rows[0]).toMatchObject({ threshold: 1, recall: 0, f1: 0, precision: null });
});

describe("the guard", () => {
  test("is measured alone and behind the router; what it could not judge is said, and goes to people", async () => {
    const { guard, state } = guardOf();
    const { all, exitCode } = await evaluations(["--guard"], { openGuard: async () => guard });
    expect(exitCode).toBe(0);
    expect(state).toEqual({ asked: 7, stopped: true });
    expect(all.map(({ judge }) => judge)).toEqual(["router", "guard", "router, then guard"]);
    const [, alone, behind] = all as [Evaluation, Evaluation, Evaluation];
    expect(alone.notJudged).toEqual({ overflow: 1 });
    expect(alone.rows[0]).toMatchObject({ set: "english", texts: 3, recall: 1, threshold: 0.5 });
    expect(behind.notJudged).toEqual({});
    expect(behind.rows[0]).toMatchObject({ set: "english", texts: 4, recall: 1, precision: 1 });
  });

  test("that there is not is said with what to do, and nothing is half done", async () => {
    const folder = folderOfTexts();
    const { exitCode, err } = await run(["eval", ".", "--guard"], folder, {
      openGuard: async () => {
        throw new OperatorError("No guard is set: name one in guard.use.");
      },
    });
    expect(exitCode).toBe(1);
    expect(err).toContain("name one in guard.use");
  });

  test("is ended also when it fails", async () => {
    const { guard, state } = guardOf();
    const failing = {
      ...guard,
      judge: async () => {
        throw new ModelError("unavailable", "it cannot be loaded");
      },
    };
    const running = run(["eval", ".", "--guard"], folderOfTexts(), { openGuard: async () => failing });
    const { exitCode, err } = await running;
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: "The guard cannot judge: it cannot be loaded\n" });
    expect(state.stopped).toBe(true);
  });
});

test("as text it is a table for each judge", async () => {
  const { out } = await run(["eval", "."], folderOfTexts());
  expect(out).toMatch(/^router: \d+ texts a second\nset +language +texts +harmful +AUC/);
  expect(out).toMatch(/\nenglish +en +4 +2 +1\.000 +1\.000 +0\.\d\d +1\.000 +1\.000 +1\.000/);
  expect(out).toMatch(/\nmixed +en +1 +0 +– +–/);
});

test.each([
  ["nowhere", "There is no folder"],
  ["empty", "There is no folder"],
])("a folder %s is told", async (name, said) => {
  const { exitCode, err } = await run(["eval", name], tempFolder());
  expect(exitCode).toBe(1);
  expect(err).toContain(said);
});

test("labels that may be read wrongly are refused until it is said which mean yes", async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, "a.csv"), "text,label\none,hate\ntwo,none\nthree,offensive\n");
  const refused = await run(["eval", "."], folder);
  expect(refused.exitCode).toBe(1);
  expect(refused.err).toContain("--positive");
  const read = await run(["eval", ".", "--positive", "hate", "offensive"], folder);
  expect(read.exitCode).toBe(0);
  expect(read.out).toMatch(/\na +en +3 +2 /);
});

test("a real guard judges in its own process, side by side, more texts than it takes at a time", async () => {
  const folder = tempFolder();
  writeScriptedModel(join(folder, "guard.gguf"), LLAMA_GUARD);
  const guard = { use: "./guard.gguf", gpu: false, threads: 1, contextTokens: 2048, parallel: 2 };
  writeFileSync(join(folder, "maru.yaml"), JSON.stringify({ moderation: { guard } }));
  const texts = [
    "kill these vermin, every dunce,1",
    "kill these vermin, every idiot,1",
    "hi,0",
    "kill them,0",
  ];
  const rows = Array.from({ length: 40 }, (_, at) => texts[at % 4]?.replace(/, (.*),/, " $1,"));
  writeFileSync(join(folder, "a.csv"), ["text,label", ...rows].join("\n"));
  const { exitCode, out, err } = await run(["eval", ".", "--guard", "--json"], folder, {
    openGuard: guardForCommands(folder, {}),
  });
  expect([exitCode, err]).toEqual([0, ""]);
  const [, alone] = JSON.parse(out) as readonly Evaluation[];
  expect(alone).toMatchObject({ judge: "guard", notJudged: {} });
  expect(alone?.rows[0]).toMatchObject({ texts: 40, harmful: 20, auc: 1, recall: 1 });
});
