import { expect, it, vi } from "vitest";
import {
  type GuardVerdict,
  ModelError,
  type ModelHealth,
  type VerdictModel,
} from "../../../src/core/ports/index.ts";
import { createGuard } from "../../../src/moderation/guard/index.ts";
import { formatNamed, LLAMA_GUARD, message, never, runGuard, temporaryFolder } from "./run-guard.ts";

const folder = temporaryFolder();

type Running = Awaited<ReturnType<typeof runGuard>>;
const signal = ({ model }: Running, name: NodeJS.Signals) => process.kill(model.pid ?? 0, name);

it("a process that is killed while it judges costs time only: its messages are judged by the next", async () => {
  const running = await runGuard(folder, LLAMA_GUARD, { model: { parallel: 2 } });
  const { guard, judge, model } = running;
  const firstPid = model.pid;
  signal(running, "SIGSTOP");
  const judging = ["you idiot", "apples", "what a dunce"].map((text) => judge(text));
  expect(guard.load()).toMatchObject({ running: 2, waiting: 1 });
  signal(running, "SIGKILL");
  await vi.waitFor(() => expect(guard.health()).toMatchObject({ state: "restarting", restarts: 1 }));
  // What comes meanwhile waits, within its deadline.
  judging.push(judge("silly"));
  const verdicts = await Promise.all(judging);
  expect(verdicts.map(({ probability }) => Math.round(probability * 100) / 100)).toEqual([0.97, 0, 0.8, 0.4]);
  expect(model.pid).not.toBe(firstPid);
});

it("no message is lost and none judged twice while the process is killed again and again", async () => {
  const running = await runGuard(folder, LLAMA_GUARD, { model: { parallel: 2 } });
  const texts = Array.from({ length: 60 }, (_, index) => (index % 3 === 0 ? "you idiot" : `apples ${index}`));
  let settled = 0;
  const judging = texts.map((text) => running.judge(text).finally(() => (settled += 1)));
  const all = Promise.allSettled(judging);
  for (let kills = 0; kills < 2; kills++) {
    await vi.waitFor(() => expect(running.guard.health().state).toBe("ready"), {
      timeout: 20_000,
      interval: 2,
    });
    const before = settled;
    await vi.waitFor(() => expect(settled).toBeGreaterThan(before + 3), { timeout: 20_000, interval: 1 });
    signal(running, "SIGKILL");
    await vi.waitFor(() => expect(running.guard.health().state).not.toBe("ready"), { interval: 1 });
  }
  const results = await all;
  expect(settled).toBe(60);
  for (const [index, result] of results.entries()) {
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "crashed" });
    else expect(result.value.probability).toBeCloseTo(index % 3 === 0 ? 0.97 : 0, 2);
  }
  expect(results.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(50);
  expect(running.guard.load()).toMatchObject({ running: 0, waiting: 0 });
});

it("a message that takes too long, is one too many or is aborted is let go of at once, and the guard goes on", async () => {
  const running = await runGuard(folder, LLAMA_GUARD);
  const rounded = async (judging: readonly Promise<GuardVerdict>[]) =>
    (await Promise.all(judging)).map(({ probability }) => Math.round(probability * 100) / 100);

  // Too late, waiting included.
  const hasty = running.with({ deadlineMs: 300 });
  signal(running, "SIGSTOP");
  const late = [hasty.judge("you idiot"), hasty.judge("apples")];
  for (const judging of late)
    await expect(judging).rejects.toMatchObject({ name: "ModelError", code: "deadline" });
  expect(hasty.guard.load()).toMatchObject({ waiting: 0 });
  signal(running, "SIGCONT");
  expect(await rounded([running.judge("you idiot")])).toEqual([0.97]);

  // Too many; the others are judged.
  let now = 1000;
  const busy = running.with({ backlog: 2 }, () => now);
  signal(running, "SIGSTOP");
  const judging = [busy.judge("you idiot"), busy.judge("apples"), busy.judge("a dunce")];
  now += 250;
  await expect(busy.judge("one too many")).rejects.toMatchObject({ code: "unavailable" });
  await expect(busy.judge("two too many")).rejects.toMatchObject({ code: "unavailable" });
  expect(busy.guard.load()).toEqual({ running: 1, waiting: 2, oldestMs: 250, shed: 2 });
  signal(running, "SIGCONT");
  expect(await rounded(judging)).toEqual([0.97, 0, 0.8]);
  expect(busy.guard.load()).toEqual({ running: 0, waiting: 0, oldestMs: 0, shed: 2 });

  // Aborted, waiting or being judged.
  const { guard } = running;
  signal(running, "SIGSTOP");
  const stop = new AbortController();
  const aborted = [
    guard.judge(message("you idiot"), stop.signal),
    guard.judge(message("apples"), stop.signal),
  ];
  const last = running.judge("a dunce");
  stop.abort();
  for (const judging of aborted) await expect(judging).rejects.toMatchObject({ code: "aborted" });
  await expect(guard.judge(message("never"), stop.signal)).rejects.toMatchObject({ code: "aborted" });
  signal(running, "SIGCONT");
  expect(await rounded([last])).toEqual([0.8]);
  expect(guard.load()).toMatchObject({ running: 0, waiting: 0 });
  expect(guard.health()).toMatchObject({ state: "ready", restarts: 0 });
});

it("a process that hangs is killed, and its messages are judged by the next", async () => {
  const running = await runGuard(folder, LLAMA_GUARD, { hangMs: 300 });
  signal(running, "SIGSTOP");
  expect((await running.judge("you idiot")).probability).toBeCloseTo(0.97, 2);
  expect(running.guard.health()).toMatchObject({ state: "ready", restarts: 1 });
});

it("stopping ends what waits and what is being judged, and the process", async () => {
  const running = await runGuard(folder, LLAMA_GUARD);
  const { guard, judge, model } = running;
  const pid = model.pid ?? 0;
  const cut = [judge("you idiot"), judge("apples")].map((judging) =>
    expect(judging).rejects.toMatchObject({ code: "unavailable" }),
  );
  await Promise.all([guard.stop(), guard.stop(), ...cut]);
  expect(() => process.kill(pid, 0)).toThrow();
  await expect(judge("late")).rejects.toMatchObject({ code: "unavailable" });
});

it("a model that the format is not for is refused before it judges anything, with what to do", async () => {
  const running = runGuard(folder, { ...LLAMA_GUARD, name: "Llama Guard 4 12B" });
  await expect(running).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringMatching(/<\|header_start\|>.*maru\.yaml/),
  });
});

/** A model's port that does as it is told: what a back-end does, not what ours does. */
function toldModel(health: () => ModelHealth, read: () => Promise<never>): VerdictModel {
  const ready = () => (health().state === "ready" ? Promise.resolve() : new Promise<void>(() => {}));
  return { health, ready, read, measure: async () => [], stop: async () => {} };
}

function guardOn(model: VerdictModel) {
  return createGuard({
    model,
    format: formatNamed("llama-guard-3"),
    file: { name: "x", path: "x", fingerprint: "x" },
    settings: { backlog: 5, deadlineMs: 5000 },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    now: () => 0,
  });
}

it("a message that the process dies under twice is given up", async () => {
  let asked = 0;
  const ready: ModelHealth = { state: "ready", name: "x", contextTokens: 1, parallel: 1, restarts: 0 };
  const guard = guardOn(
    toldModel(
      () => ready,
      async () => {
        asked += 1;
        throw new ModelError("crashed", "died");
      },
    ),
  );
  await expect(guard.judge(message("hm"), never)).rejects.toMatchObject({ code: "crashed" });
  expect(asked).toBe(2);
});

it.each<ModelHealth>([
  { state: "absent", hint: "Pull one." },
  { state: "loading", progress: 0.5 },
  { state: "failed", problem: "It is broken.", remedy: "Mend it." },
])("a guard that is $state refuses at once", async (health) => {
  const guard = guardOn(
    toldModel(
      () => health,
      () => Promise.reject(new Error("asked")),
    ),
  );
  await expect(guard.judge(message("hm"), never)).rejects.toMatchObject({ code: "unavailable" });
  expect(guard.load().shed).toBe(0);
});
