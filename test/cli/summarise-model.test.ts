import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { modelForCommands } from "../../src/cli/model-for-commands.ts";
import type { ProgramDeps } from "../../src/cli/program-deps.ts";
import type { Summary } from "../../src/summary/index.ts";
import { startFakeServer } from "../fakes/openai/server.ts";
import { writeScriptedModel } from "../fixtures/gguf/index.ts";
import { run, spawnProgram, tempFolder } from "./program-run.ts";

const READ =
  '{"keyPoints": [{"sources": [1, 2], "text": "Ann ships it."}], "decisions": [], "actionItems": [], "openQuestions": [], "gist": [{"sources": [3], "text": "Shipping."}]}';
const MERGED =
  '{"keyPoints": [{"from": [1], "text": "Ann ships it again."}], "gist": [{"from": [2, 1], "text": "All of it ships."}]}';

const line = (nth: number) =>
  JSON.stringify({
    id: `m${nth}`,
    author: ["Ann", "Bob", "Cid"][nth % 3],
    text: `Note ${nth} is about topic${nth}.`,
  });
const thread = (count: number) => Array.from({ length: count }, (_, at) => line(at + 1)).join("\n");

/** A folder with a conversation, a model that answers by a script, and a config that names it. */
function folderWith(messages: number, model: { readonly contextTokens: number } = { contextTokens: 4096 }) {
  const folder = tempFolder();
  writeFileSync(join(folder, "team.jsonl"), thread(messages));
  writeScriptedModel(join(folder, "chat.gguf"), {
    rules: [{ reply: READ }, { when: ["notes"], reply: MERGED }],
    headWidth: 64,
  });
  writeFileSync(
    join(folder, "maru.yaml"),
    JSON.stringify({ model: { use: "./chat.gguf", threads: 1, parallel: 1, ...model } }),
  );
  return folder;
}

/** Runs `summarise` there with the model that the config names. */
function summarise(folder: string, argv: readonly string[] = [], over: Partial<ProgramDeps> = {}) {
  return run(["summarise", "team.jsonl", ...argv], folder, {
    openModel: modelForCommands(folder, {}),
    ...over,
  });
}

describe("with a model", () => {
  test("a file is summarised in its words, every claim with its messages, and progress is told", async () => {
    const { exitCode, out, err } = await summarise(folderWith(45));
    expect(exitCode).toBe(0);
    expect(out).toContain("All of it ships.");
    expect(out).toMatch(
      /^- Ann ships it again\..* — \[Bob\]\(<team\.jsonl#L1>\) · \[Cid\]\(<team\.jsonl#L2>\)/m,
    );
    const [loading, ready, ...progress] = err.trimEnd().split("\n");
    expect([loading, ready]).toEqual([
      expect.stringMatching(/^Loading the model chat/),
      expect.stringMatching(/^The model chat.* is ready\.$/),
    ]);
    expect(progress.length).toBeGreaterThan(2);
    expect(progress[0]).toMatch(/^team\.jsonl: chunk 1 of \d+$/);
    for (const each of progress.slice(1))
      expect(each).toMatch(/^team\.jsonl: (?:chunk|joining) \d+ of \d+(?:, about \d+ (?:s|min))?$/);
    expect(new Set(progress).size).toBe(progress.length);
  });

  test("in a terminal progress is one line, which is gone in the end", async () => {
    const folder = folderWith(45);
    let err = "";
    const io: ProgramDeps["io"] = {
      stdout: { write: () => {} },
      stderr: {
        write: (text) => {
          err += text;
        },
      },
      isTTY: true,
    };
    let out = "";
    const pipe: ProgramDeps["pipe"] = {
      async *stdin() {},
      isTyped: true,
      isWatched: true,
      stdout: {
        async write(text) {
          out += text;
          return true;
        },
      },
    };
    await summarise(folder, ["--json"], { io, pipe });
    const summary = JSON.parse(out) as Summary;
    expect(summary).toMatchObject({ kind: "model", messagesRead: 45, gist: [{ text: "All of it ships." }] });
    const [, rewritten = ""] = err.split("is ready.\n");
    expect(rewritten).not.toContain("\n");
    const shown = rewritten.split("\r\u001b[2K");
    expect(shown.slice(1, -1).every((text) => text.startsWith("team.jsonl: "))).toBe(true);
    expect(shown.length).toBeGreaterThan(4);
    expect([shown.at(0), shown.at(-1)]).toEqual(["", ""]);
  });

  test("a context that is too small for it is told, and the file is summarised by quoting", async () => {
    const { exitCode, out, err } = await summarise(folderWith(20, { contextTokens: 512 }));
    expect(exitCode).toBe(0);
    expect(out).toContain("*Extractive: ");
    expect(err).toMatch(/\nteam\.jsonl: the model failed \(.+\); it is summarised by quoting\.\n$/);
  });

  test("that cannot be loaded, the file is summarised by quoting, and both is told", async () => {
    const folder = folderWith(20);
    writeFileSync(join(folder, "chat.gguf"), "GGUF, or not");
    const { exitCode, out, err } = await summarise(folder);
    expect(exitCode).toBe(0);
    expect(out).toContain("*Extractive: ");
    expect(err).toMatch(/The model cannot be used: /);
    expect(err).toContain("Summaries quote, without a model.\n");
  });

  test("Ctrl-C ends it in order with 130, and nothing is half written", async () => {
    const folder = folderWith(4000);
    const { printed, kill, ended } = spawnProgram(["summarise", "team.jsonl"], folder);
    await vi.waitFor(() => expect(printed.err).toContain("team.jsonl: chunk 2 of "), { timeout: 50_000 });
    kill("SIGINT");
    expect(await ended).toEqual([130, null]);
    expect(printed.out).toBe("");
    expect(printed.err).toMatch(/\nStopped\.\n$/);
  });
});

test("a server that is still starting is waited for by a command that has nothing else to do", async () => {
  const folder = folderWith(12);
  const held = await startFakeServer();
  const port = Number(new URL(held.url).port);
  await held.stop();
  writeFileSync(
    join(folder, "maru.yaml"),
    JSON.stringify({ model: { servers: [{ url: `http://127.0.0.1:${port}` }] } }),
  );
  const { printed, ended } = spawnProgram(["summarise", "team.jsonl"], folder);
  await vi.waitFor(() => expect(printed.err).toContain("Asking the model server"), { timeout: 20_000 });
  const server = await startFakeServer({ port });
  onTestFinished(() => server.stop());
  expect(await ended).toEqual([0, null]);
  expect(server.requests.some(({ path }) => path === "/v1/chat/completions")).toBe(true);
});

describe("by quoting", () => {
  test("where no model is installed, which is said with what to do", async () => {
    const folder = folderWith(20);
    const { exitCode, out, err } = await run(["summarise", "team.jsonl"], folder);
    expect([exitCode, err]).toEqual([0, "Summaries quote, without a model. No model is installed.\n"]);
    expect(out).toContain("*Extractive: ");
  });

  test("where it is asked for, whatever the config says", async () => {
    const folder = folderWith(20);
    writeFileSync(join(folder, "maru.yaml"), "modle: {}\n");
    const openModel = vi.fn(modelForCommands(folder, {}));
    const { exitCode, out, err } = await summarise(folder, ["--quote"], { openModel });
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out).toContain("*Extractive: ");
    expect(openModel).not.toHaveBeenCalled();
  });
});

test("a config with faults is told before anything is read, and a missing file before a model is loaded", async () => {
  const folder = folderWith(20);
  const openModel = vi.fn(modelForCommands(folder, {}));
  const missing = await run(["summarise", "gone.jsonl"], folder, { openModel });
  expect([missing.exitCode, missing.err]).toEqual([1, expect.stringMatching(/^There is no gone\.jsonl\./)]);
  expect(openModel).not.toHaveBeenCalled();
  writeFileSync(join(folder, "maru.yaml"), "modle: {}\n");
  const { exitCode, out, err } = await summarise(folder);
  expect([exitCode, out]).toEqual([1, ""]);
  expect(err).toContain("Did you mean model?");
});
