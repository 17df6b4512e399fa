import { expect, it, onTestFinished, vi } from "vitest";
import type { LogFields } from "../../../src/core/ports/index.ts";
import { backoffMs } from "../../../src/model/backoff.ts";
import { asked, never, QUIET, runModel, settingsFor, temporaryFolder, writeModel } from "./run-model.ts";

const folder = temporaryFolder();
const { path } = writeModel(folder, "model.gguf");

type Running = ReturnType<typeof runModel>;

function kill({ model }: Running, signal: NodeJS.Signals = "SIGKILL"): void {
  process.kill(model.pid ?? 0, signal);
}

it("a crash in the middle of an answer costs this answer, and the next request is served by a new process", async () => {
  const running = runModel(settingsFor(path));
  await running.model.ready(never);
  const firstPid = running.model.pid;
  let pieces = 0;
  const reading = (async () => {
    for await (const _ of running.model.reply(asked("count"), { signal: never, maxTokens: 1900 })) {
      pieces += 1;
      if (pieces === 3) kill(running, "SIGSEGV");
    }
  })();
  await expect(reading).rejects.toMatchObject({ name: "ModelError", code: "crashed" });
  expect(running.model.health()).toMatchObject({
    state: "restarting",
    restarts: 1,
    retryMs: expect.any(Number),
  });
  await expect(running.answer("hello")).rejects.toMatchObject({ code: "crashed" });

  await running.model.ready(never);
  expect(running.model.health()).toMatchObject({ state: "ready", restarts: 1 });
  expect(running.model.pid).not.toBe(firstPid);
  expect(await running.answer("hello")).toMatch(/^Hello!/);
  expect(running.observations.filter(({ type }) => type === "model-restarted")).toHaveLength(1);
});

it("a crash loses every request that waits for the process", async () => {
  const running = runModel(settingsFor(path));
  await running.model.ready(never);
  const asking = [running.answer("count", 1900), running.answer("hello"), running.answer("hello")];
  const lost = Promise.allSettled(asking);
  kill(running);
  expect((await lost).map((result) => result.status === "rejected" && result.reason.code)).toEqual([
    "crashed",
    "crashed",
    "crashed",
  ]);
});

it("waits longer after each crash in a row, and starts over once a process ran well for a minute", async () => {
  let now = 0;
  const waits: unknown[] = [];
  const log = { ...QUIET, error: ({ retryMs }: LogFields) => void waits.push(retryMs) };
  const running = runModel(settingsFor(path), { log, now: () => now, random: () => 0.5 });
  async function crash(): Promise<void> {
    const before = waits.length;
    await running.model.ready(never);
    kill(running);
    await vi.waitFor(() => expect(waits).toHaveLength(before + 1), { timeout: 20_000, interval: 5 });
  }
  await crash();
  await crash();
  await crash();
  await running.model.ready(never);
  now += 60_000;
  await crash();
  expect(waits).toEqual([188, 375, 750, 188]);
});

it("the wait doubles up to half a minute, half of it by chance", () => {
  const waits = Array.from({ length: 12 }, (_, failures) => [
    backoffMs(failures, () => 0),
    backoffMs(failures, () => 1),
  ]);
  expect(waits.slice(0, 3)).toEqual([
    [125, 250],
    [250, 500],
    [500, 1000],
  ]);
  expect(waits.at(-1)).toEqual([15_000, 30_000]);
});

it("a process that hangs is killed and another one started", async () => {
  const running = runModel(settingsFor(path), { hangMs: 1000 });
  await running.model.ready(never);
  const asking = running.answer("count", 1900);
  const lost = expect(asking).rejects.toMatchObject({ code: "crashed" });
  kill(running, "SIGSTOP");
  await lost;
  await running.model.ready(never);
  expect(await running.answer("hello")).toMatch(/^Hello!/);
});

it("a stopped request may take as long as a chunk of a prompt to let go; the process is killed only then", async () => {
  const reasons: unknown[] = [];
  const log = { ...QUIET, error: ({ reason }: LogFields) => void (reason && reasons.push(reason)) };
  const hangMs = 1_000_000;
  const running = runModel(settingsFor(path, { chunkTokens: 64 }), { log, hangMs });
  await running.model.ready(never);
  kill(running, "SIGSTOP");
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const stop = new AbortController();
  const reading = Array.fromAsync(running.model.reply(asked("count"), { signal: stop.signal, maxTokens: 8 }));
  stop.abort();
  await expect(reading).rejects.toMatchObject({ code: "aborted" });
  vi.advanceTimersByTime(hangMs + 63_999);
  expect(reasons).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(reasons).toEqual(["it does not let go of an aborted request"]);
});

it("when the build of this machine keeps dying, the ready-made one goes on", async () => {
  const warned: string[] = [];
  const log = { ...QUIET, warn: (_: unknown, words?: string) => warned.push(words ?? "") };
  const running = runModel(settingsFor(path, { build: "openmp" }), { log });
  const isSaid = () => warned.some((words) => /going on with the ready-made build/.test(words));
  for (const isDone of [false, true]) {
    await running.model.ready(never);
    kill(running);
    await vi.waitFor(() => expect(running.model.health().state).not.toBe("ready"));
    expect(isSaid()).toBe(isDone);
  }
  await running.model.ready(never);
  expect(running.model.loaded?.build).toBe("ready-made");
  expect(await running.answer("hello")).toMatch(/^Hello!/);
});
