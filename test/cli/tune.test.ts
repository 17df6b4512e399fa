import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { parse } from "yaml";
import type { LlamaSettings } from "../../src/model/index.ts";
import type { Loaded } from "../../src/model/llama/protocol.ts";
import type { OpenMeasured } from "../../src/model/tune/index.ts";
import { fakeModel } from "../fakes/model.ts";
import { writeScriptedModel } from "../fixtures/gguf/index.ts";
import { run, spawnProgram, tempFolder } from "./program-run.ts";

/** A folder with a model and a config that names it. */
function folderWith(config: object = { model: { use: "./chat.gguf", threads: 1 } }): string {
  const folder = tempFolder();
  writeScriptedModel(join(folder, "chat.gguf"), {
    rules: [{ reply: "one two three four five six seven eight nine ten eleven twelve" }],
  });
  writeFileSync(join(folder, "maru.yaml"), JSON.stringify(config));
  return folder;
}

/** A machine on which a token takes so many ms with these settings, by what the model's process tells. */
function machine(msOf: (settings: LlamaSettings) => number): OpenMeasured {
  return (settings, { observe }) => {
    const loaded: Loaded = {
      ...{ name: "fake", contextTokens: 2048, gpuLayers: 0, parallel: 4, flashAttention: false },
      ...{ threads: settings.threads ?? 3, build: "ready-made" },
    };
    return {
      ...fakeModel(),
      loaded,
      async *reply(_turns, { maxTokens }) {
        yield "one";
        const ms = msOf(settings);
        observe({
          type: "model-reply",
          ...{ promptTokens: 100, evaluatedTokens: 100, writtenTokens: maxTokens },
          ...{ firstTokenMs: ms * 100, tookMs: ms * (100 + maxTokens) },
        });
      },
    };
  };
}

/** Where chunks of 64 tokens take half the time. */
const better = () => machine(({ chunkTokens }) => (chunkTokens === 64 ? 5 : 10));
const configIn = (folder: string) => parse(readFileSync(join(folder, "maru.yaml"), "utf8"));

test("the table says what each setting gains, and what was best is written after a yes", async () => {
  const folder = folderWith();
  const { exitCode, out } = await run(["tune", "--yes", "--rounds", "1"], folder, { openMeasured: better() });
  expect(exitCode).toBe(0);
  const lines = out.split("\n");
  expect(lines[0]).toMatch(/^tokens per second\s+reading\s+next turn\s+writing\s+8 at once\s+time$/);
  expect(lines[1]).toMatch(/^as it is now\s+100\s+1000 ms\s+/);
  expect(out).toMatch(/^The same measured twice differs by \d+ %/m);
  expect(out).toMatch(/^chunkTokens 64\s+200\s+500 ms\s.*× 0\.5\d {2}taken$/m);
  expect(out).toMatch(/^mmap false .*× 1\.0\d$/m);
  expect(out).toMatch(/^all that was taken .*× 0\.5\d {2}taken$/m);
  expect(out).toMatch(
    /Together they take 5\d % of the time that it takes now\..*\n\nmodel:\n {2}chunkTokens: 64\n$/,
  );
  expect(configIn(folder)).toEqual({ model: { use: "./chat.gguf", threads: 1, chunkTokens: 64 } });
});

test("nothing is written without a yes", async () => {
  const folder = folderWith();
  const before = configIn(folder);
  const asked = await run(["tune", "--rounds", "1"], folder, { openMeasured: better() });
  expect(asked.exitCode).toBe(1);
  expect(asked.err).toContain("Add --yes to write without asking.");
  const json = await run(["tune", "--rounds", "1", "--json"], folder, { openMeasured: better() });
  const rows = json.out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(rows[0]).toMatchObject({ setting: "now", outcome: { measured: { promptPerS: 100 } } });
  expect(rows.at(-1)).toMatchObject({ changes: { chunkTokens: 64 }, hasFallen: false });
  expect(configIn(folder)).toEqual(before);
});

test("where nothing is worth changing, that is said", async () => {
  const folder = folderWith();
  const same = { openMeasured: machine(() => 10) };
  const { exitCode, out } = await run(["tune", "--yes", "--rounds", "1"], folder, same);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/\nNothing is worth changing: no setting saves \d+ % of the time\.\n$/);
  expect(configIn(folder)).toEqual({ model: { use: "./chat.gguf", threads: 1 } });
});

test.each([[], ["--json"]])(
  "on a machine that is too busy it fails, and says what to do: tune %s",
  async (...flags) => {
    const folder = folderWith();
    const before = configIn(folder);
    let measured = 0;
    const busy: OpenMeasured = (settings, parts) =>
      machine(measured++ === 0 ? () => 13 : () => 10)(settings, parts);
    const { exitCode, out, err } = await run(["tune", "--rounds", "1", ...flags], folder, {
      openMeasured: busy,
    });
    expect(exitCode).toBe(1);
    expect(measured).toBe(2);
    expect(err).toMatch(
      /^The same measured twice differs by 3\d %: the machine is too busy .* Stop what else runs, then try again\. Nothing was tried, and nothing is changed\.$/m,
    );
    expect(out).not.toContain("A setting is taken");
    expect(configIn(folder)).toEqual(before);
  },
);

test("without a model, and with models on servers, it says what to do", async () => {
  const none = await run(["tune"], folderWith({ model: { use: "./none.gguf" } }));
  expect(none.exitCode).toBe(1);
  expect(none.err).toMatch(/^There is no model to be tuned\. .*none\.gguf/);
  const servers = { model: { servers: [{ url: "http://127.0.0.1:1" }] } };
  const served = await run(["tune"], folderWith(servers));
  expect(served.exitCode).toBe(1);
  expect(served.err).toContain("The config has servers run the model: what can be tuned is theirs.");
});

test("a model that does not load, and counts that are none, are refused in a sentence", async () => {
  const folder = folderWith();
  const broken = machine(() => 10);
  const refused = await run(["tune"], folder, {
    openMeasured: (settings, parts) => ({
      ...broken(settings, parts),
      ready: () => Promise.reject(new Error("the file is damaged")),
    }),
  });
  expect(refused.exitCode).toBe(1);
  expect(refused.err).toContain("The model cannot be measured as it is configured: the file is damaged");
  const wrong = await run(["tune", "--rounds", "0"], folder);
  expect(wrong.exitCode).toBe(2);
  expect(wrong.err).toContain("It must be a whole number from 1 to 99.");
});

test("a real model is measured, and Ctrl-C ends it with 130 and changes nothing", async () => {
  const folder = folderWith();
  const before = configIn(folder);
  const { printed, kill, ended } = spawnProgram(["tune", "--json", "--rounds", "1"], folder);
  await vi.waitFor(() => expect(printed.out).toContain("\n"), { timeout: 50_000 });
  kill("SIGINT");
  expect(await ended).toEqual([130, null]);
  const { setting, outcome } = JSON.parse(printed.out.split("\n")[0] ?? "");
  expect(setting).toBe("now");
  expect(outcome.measured.promptPerS).toBeGreaterThan(0);
  expect(outcome.measured.as).toEqual({
    ...{ threads: 1, parallel: expect.any(Number), flashAttention: false, build: "ready-made" },
    gpuLayers: expect.any(Number),
  });
  expect(printed.err).toMatch(/\nStopped\. Nothing was written\.\n$/);
  expect(configIn(folder)).toEqual(before);
});
