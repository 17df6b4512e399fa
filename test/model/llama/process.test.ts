import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { getPriority } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { never, runModel, settingsFor, temporaryFolder, writeModel } from "./run-model.ts";

const folder = temporaryFolder();
const { path } = writeModel(folder, "model.gguf");
const kept = join(folder, "kept");
const LONE_PARENT = fileURLToPath(new URL("./lone-parent.ts", import.meta.url));

/** Starts a process that runs a model; resolves once the model answers, to both processes' ids. */
async function startParent(): Promise<{ readonly parent: ChildProcess; readonly modelPid: number }> {
  const secrets = join(folder, "secrets.env");
  writeFileSync(secrets, "FROM_FILE=swordfish\n");
  const parent = fork(LONE_PARENT, [path, kept], {
    execArgv: ["--disable-warning=ExperimentalWarning", `--env-file=${secrets}`],
    env: { SLACK_TOKEN: "swordfish", NODE_OPTIONS: "--no-deprecation" },
  });
  onTestFinished(() => void parent.kill("SIGKILL"));
  const [{ pid }] = (await once(parent, "message")) as [{ pid: number }];
  return { parent, modelPid: pid };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it("no model's process outlives a Maru that was killed, and none keeps anything then", async () => {
  const { parent, modelPid } = await startParent();
  expect(isAlive(modelPid)).toBe(true);
  parent.kill("SIGKILL");
  await vi.waitFor(() => expect(isAlive(modelPid)).toBe(false), { timeout: 20_000, interval: 20 });
  expect(readdirSync(kept).filter((name) => name !== "owner" && name !== "index.json")).toEqual([]);
});

it("stopping waits until the process is gone", async () => {
  const { model, answer } = runModel(settingsFor(path));
  await model.ready(never);
  const pid = model.pid ?? 0;
  const cut = expect(answer("count", 1900)).rejects.toMatchObject({ code: "unavailable" });
  await model.stop();
  expect(isAlive(pid)).toBe(false);
  await cut;
});

it("stopping while the model is being loaded leaves no process", async () => {
  const { model } = runModel(settingsFor(path));
  await vi.waitFor(() => expect(model.pid).toBeDefined());
  const pid = model.pid ?? 0;
  await model.stop();
  expect(isAlive(pid)).toBe(false);
  await expect(model.ready(never)).rejects.toMatchObject({ code: "unavailable" });
});

it("a stop signal to the whole group does not reach the model before Maru is done with it", async () => {
  const { model, answer } = runModel(settingsFor(path));
  await model.ready(never);
  const answering = answer("count", 400);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.kill(model.pid ?? 0, signal);
  expect(await answering).toMatch(/^one two/);
  expect(model.health()).toMatchObject({ state: "ready", restarts: 0 });
});

describe.skipIf(process.platform !== "linux")("the model's process", () => {
  it("is told no secrets, and llama.cpp stays out of Maru's", async () => {
    const { parent, modelPid } = await startParent();
    const environment = readFileSync(`/proc/${modelPid}/environ`, "utf8");
    const command = readFileSync(`/proc/${modelPid}/cmdline`, "utf8");
    expect(environment).toContain("UV_THREADPOOL_SIZE=1");
    expect(environment).not.toMatch(/swordfish|NODE_OPTIONS|SLACK/);
    expect(command).not.toContain("secrets.env");
    expect(readFileSync(`/proc/${modelPid}/maps`, "utf8")).toMatch(/libllama|llama-addon/);
    expect(readFileSync(`/proc/${parent.pid}/maps`, "utf8")).not.toMatch(/libllama|llama-addon/);
  });

  it("yields the processor to others with all its threads when it is to, so that moderation never waits for chat", async () => {
    const { model, answer } = runModel(settingsFor(path, { threads: 2 }), { yields: true });
    await model.ready(never);
    await answer("count", 20);
    const threads = readdirSync(`/proc/${model.pid}/task`);
    // The niceness is the 19th field, counted from 1, of which the second may hold spaces.
    const niceness = threads.map((thread) =>
      Number(readFileSync(`/proc/${model.pid}/task/${thread}/stat`, "utf8").split(") ")[1]?.split(" ")[16]),
    );
    expect(threads.length).toBeGreaterThan(5);
    expect(Math.min(...niceness)).toBeGreaterThan(getPriority());
  });
});
