import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Settings } from "../../src/cli/program-deps.ts";
import { OperatorError } from "../../src/core/ports/operator-error.ts";
import { StoreError } from "../../src/core/ports/store.ts";
import { run, tempFolder } from "./program-run.ts";

test.each([[[]], [["help"]], [["--help"]]])("%j prints the commands", async (argv) => {
  const { exitCode, out, err } = await run(argv, tempFolder());
  expect(exitCode).toBe(0);
  expect(err).toBe("");
  for (const command of ["start", "doctor", "models", "help", "--config <file>"])
    expect(out).toContain(command);
});

test("help for a command, both ways round", async () => {
  const folder = tempFolder();
  for (const argv of [
    ["help", "doctor"],
    ["doctor", "--help"],
  ]) {
    expect(await run(argv, folder)).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining("maru -- doctor"),
    });
  }
  for (const argv of [
    ["help", "models"],
    ["models", "--help"],
  ]) {
    expect(await run(argv, folder)).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining("pull [name]"),
    });
  }
  expect((await run(["models", "pull", "--help"], folder)).out).toContain("maru -- models pull");
});

test.each([
  [["strat"], /Unknown command 'strat'\n\(Did you mean start\?\)/],
  [["start", "--fast"], /Unknown option '--fast'\./],
  [["--config"], /argument missing/],
  [["doctor", "everything"], /[Tt]oo many arguments/],
  [["models", "pull", "a", "b"], /[Tt]oo many arguments/],
])("%j is misuse: exit code 2, and how to get help", async (argv, said) => {
  const { exitCode, out, err } = await run(argv, tempFolder());
  expect(exitCode).toBe(2);
  expect(out).toBe("");
  expect(err).toMatch(said);
  expect(err).toContain('Type "npm run maru -- help"');
});

test("--version prints the version", async () => {
  expect(await run(["--version"], tempFolder())).toEqual({ exitCode: 0, out: "1.2.3\n", err: "" });
});

test("start gets the checked config and ends with start's exit code", async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, "maru.yaml"), "queue: { waiting: 7 }\n");
  writeFileSync(join(folder, "other.yaml"), "queue: { waiting: 9 }\n");
  const started: Settings[] = [];
  const start = async (settings: Settings) => {
    started.push(settings);
    return 3;
  };
  const env = { MARU_DATA: "/srv/maru" };
  expect((await run(["start"], folder, { start, env })).exitCode).toBe(3);
  expect((await run(["start", "--config", "other.yaml"], folder, { start, env })).exitCode).toBe(3);
  expect((await run(["--config", "other.yaml", "start"], folder, { start, env })).exitCode).toBe(3);
  expect(started.map(({ config }) => [config.queue.waiting, config.data.folder])).toEqual([
    [7, "/srv/maru"],
    [9, "/srv/maru"],
    [9, "/srv/maru"],
  ]);
  expect(started[0]?.adapters.map(({ name }) => name)).toEqual(["web", "slack"]);
});

test.each([["start"], ["models"]])(
  "%s with a faulty config starts nothing and prints every fault",
  async (command) => {
    const folder = tempFolder();
    writeFileSync(join(folder, "maru.yaml"), "queue: { waitin: 7 }\nlog: { level: loud }\n");
    const { exitCode, out, err } = await run([command], folder);
    expect(exitCode).toBe(1);
    expect(out).toBe("");
    expect(err).toContain("The config has 2 faults");
    expect(err).toContain(
      `${join(folder, "maru.yaml")}:1:10 queue.waitin is not a setting.\n  Did you mean waiting?`,
    );
    expect(err).toContain("log.level must be debug, info, warn or error.");
  },
);

test("a start that fails for a reason of the outside says it in words, without a stack", async () => {
  for (const error of [
    new StoreError("in-use", "Another Maru works here. Stop it."),
    new OperatorError("Port 1 is taken. Choose another."),
  ]) {
    const start = () => Promise.reject(error);
    expect(await run(["start"], tempFolder(), { start })).toEqual({
      exitCode: 1,
      out: "",
      err: `Maru cannot start. ${error.message}\n`,
    });
  }
});

test("a start that fails by a fault of ours keeps its stack", async () => {
  for (const error of [new TypeError("x is not a function"), new Error("This cannot be.")]) {
    const start = () => Promise.reject(error);
    await expect(run(["start"], tempFolder(), { start })).rejects.toBe(error);
  }
});

test("models works in the data folder that config and environment name", async () => {
  const folder = tempFolder();
  const file = join("elsewhere", "models", "tiny.gguf");
  mkdirSync(join(folder, "elsewhere", "models"), { recursive: true });
  writeFileSync(join(folder, file), "GGUF");
  writeFileSync(join(folder, "maru.yaml"), "data: { folder: elsewhere }\n");
  expect(await run(["models"], folder)).toMatchObject({
    exitCode: 0,
    out: expect.stringContaining("tiny.gguf"),
  });
  expect((await run(["models"], folder, { env: { MARU_DATA: "nowhere" } })).out).not.toContain("tiny.gguf");
});

test("a models command that fails makes the program fail", async () => {
  const { exitCode, err } = await run(["models", "pull", "no such model"], tempFolder());
  expect(exitCode).toBe(1);
  expect(err).toContain("no such model");
  expect(process.exitCode).toBeUndefined();
});
