import { expect, test } from "vitest";
import { ModelError, type Observation } from "../../../src/core/ports/index.ts";
import type { LlamaSettings } from "../../../src/model/index.ts";
import type { Loaded } from "../../../src/model/llama/protocol.ts";
import { STREAMS, type TuneRow, tune, Unmeasurable } from "../../../src/model/tune/index.ts";
import { fakeModel } from "../../fakes/model.ts";

const settings: LlamaSettings = {
  path: "model.gguf",
  contextTokens: 2048,
  gpu: false,
  template: "auto",
  lora: [],
  deadlineMs: 1_000,
  loadDeadlineMs: 1_000,
};
const silent = { debug() {}, info() {}, warn() {}, error() {} };

interface Machine {
  /** How long one token takes, in ms; of the nth process from 0 on. Not a number: the model cannot be loaded so. */
  readonly msOf?: (settings: LlamaSettings, nth: number) => number;
  /** What stands in the config beside the defaults. */
  readonly configured?: Partial<LlamaSettings>;
  /** What llama.cpp makes of the settings. */
  readonly counting?: Partial<Loaded>;
  readonly hasOpenMpBuild?: boolean;
  /** What it says when it must answer as a schema wants. */
  readonly says?: (settings: LlamaSettings) => string | Error;
}

/** Tunes a machine of four cores, where `auto` is three threads, four at once and no attention in pieces. */
async function tuning({
  msOf = () => 10,
  configured = {},
  counting = {},
  hasOpenMpBuild = false,
  says = () => "Paris",
}: Machine) {
  const rows: TuneRow[] = [];
  const open: LlamaSettings[] = [];
  const noises: unknown[] = [];
  /** The threads of what each process was asked for. */
  const asked: (string | undefined)[][] = [];
  let clock = 0;
  let stopped = 0;
  const tuned = tune({
    settings: { ...settings, ...configured },
    cores: 4,
    rounds: 2,
    hasOpenMpBuild,
    signal: new AbortController().signal,
    log: silent,
    now: () => clock,
    onRow: (row) => rows.push(row),
    onNoise: (noise) => noises.push(noise),
    open(wanted, { observe }) {
      const ms = msOf(wanted, open.length);
      open.push(wanted);
      const own: (string | undefined)[] = [];
      asked.push(own);
      const model = fakeModel();
      const loaded: Loaded = {
        ...{ name: "fake", contextTokens: 2048, gpuLayers: 0 },
        threads: wanted.threads ?? 3,
        parallel: wanted.parallel ?? 4,
        flashAttention: wanted.flashAttention ?? false,
        build: wanted.build ?? "ready-made",
        ...counting,
      };
      return {
        ...model,
        loaded,
        health: () => ({
          ...model.state,
          ...(model.state.state === "ready" ? { parallel: loaded.parallel } : {}),
        }),
        ready: async () => {
          if (Number.isNaN(ms)) throw new ModelError("unavailable", "it cannot be loaded so");
        },
        stop: async () => {
          stopped += 1;
        },
        async *reply(_turns, { maxTokens, schema, thread }) {
          own.push(thread);
          const said = schema === undefined ? "one" : says(wanted);
          if (said instanceof Error) throw said;
          yield said;
          clock += ms * maxTokens;
          const replied: Observation = {
            type: "model-reply",
            promptTokens: 100,
            evaluatedTokens: 100,
            writtenTokens: maxTokens,
            firstTokenMs: ms * 100,
            tookMs: ms * (100 + maxTokens),
          };
          observe(replied);
        },
      };
    },
  });
  return { tuned, rows, open, asked, noises, stopped: () => stopped };
}
const named = (rows: readonly TuneRow[], name: string) =>
  rows.find(({ setting, value }) => `${setting} ${value}`.trim() === name)?.outcome;
const names = (rows: readonly TuneRow[]) => rows.map(({ setting, value }) => `${setting} ${value}`.trim());

test("what saves time is taken, and what comes later is tried on top of it", async () => {
  const { tuned, rows } = await tuning({
    msOf: ({ threads, flashAttention }) =>
      (threads === 2 ? 5 : 10) * (flashAttention === true && threads === 2 ? 0.8 : 1),
  });
  const { changes, relative } = await tuned;
  expect(changes).toEqual({ threads: 2, flashAttention: true });
  expect(relative).toBeCloseTo(0.4, 5);
  expect(named(rows, "threads 2")).toMatchObject({ taken: true, relative: expect.closeTo(0.5, 5) });
  expect(named(rows, "cacheType q8_0, flashAttention true")).toMatchObject({
    taken: false,
    relative: expect.closeTo(1, 5),
  });
  expect(named(rows, "together")).toMatchObject({ taken: true, relative: expect.closeTo(0.4, 5) });
});

test("what counts now is not tried against itself, whether it was configured or is what auto comes to", async () => {
  const auto = await tuning({});
  await auto.tuned;
  expect(names(auto.rows)).toEqual([
    ...["now", "again", "threads 4", "threads 2", "threads 1", "flashAttention true"],
    ...[
      "chunkTokens 64",
      "chunkTokens 256",
      "parallel 2",
      "parallel 8",
      "cacheType q8_0, flashAttention true",
      "mmap false",
    ],
    "speculation lookup",
  ]);
  const chosen = await tuning({ configured: { threads: 2, chunkTokens: 256, mmap: false } });
  await chosen.tuned;
  expect(names(chosen.rows)).toContain("threads 3");
  expect(names(chosen.rows)).not.toContain("threads 2");
  expect(names(chosen.rows)).not.toContain("chunkTokens 256");
  expect(names(chosen.rows)).not.toContain("mmap false");
});

test("what comes to something else than was asked for is not measured as that", async () => {
  const { tuned, rows } = await tuning({ counting: { parallel: 1 }, msOf: () => 10 });
  await tuned;
  expect(named(rows, "parallel 8")).toEqual({ fault: "it comes to 1 here" });
});

test("contexts in 8 bits are tried with the attention that they need", async () => {
  const { tuned, open } = await tuning({
    configured: { flashAttention: false },
    msOf: ({ cacheType }) => (cacheType === "q8_0" ? 5 : 10),
  });
  expect((await tuned).changes).toEqual({ cacheType: "q8_0", flashAttention: true });
  const refused = open.filter(
    ({ cacheType, flashAttention }) => cacheType === "q8_0" && flashAttention !== true,
  );
  expect(refused).toEqual([]);
});

test("a setting must save more than twice what two measurings of the same differ by", async () => {
  const noisy = (nth: number) => (nth === 1 ? 1.1 : 1);
  const little = await tuning({ msOf: ({ mmap }, nth) => (mmap === false ? 8.5 : 10) * noisy(nth) });
  const { changes, noise, leastGain } = await little.tuned;
  expect([noise, leastGain]).toEqual([expect.closeTo(0.1, 5), expect.closeTo(0.2, 5)]);
  expect(little.noises).toEqual([{ noise, leastGain }]);
  expect(changes).toEqual({});
  const much = await tuning({ msOf: ({ mmap }, nth) => (mmap === false ? 7.5 : 10) * noisy(nth) });
  expect((await much.tuned).changes).toEqual({ mmap: false });
});

test("on a machine that is too busy to measure anything, nothing is tried", async () => {
  const { tuned, rows, open } = await tuning({ msOf: (_, nth) => (nth === 0 ? 20 : 10) });
  expect(await tuned).toMatchObject({ changes: {}, leastGain: 2 });
  expect([names(rows), open.length]).toEqual([["now", "again"], 2]);
});

test("nothing is tried that would have to save half of the time or more", async () => {
  const differing = (by: number) => tuning({ msOf: (_, nth) => (nth === 1 ? 10 * by : 10) });
  const busy = await differing(1.26);
  expect(await busy.tuned).toMatchObject({ changes: {}, leastGain: expect.closeTo(0.52, 5) });
  expect(busy.open.length).toBe(2);
  const quieter = await differing(1.24);
  expect(await quieter.tuned).toMatchObject({ changes: {}, leastGain: expect.closeTo(0.48, 5) });
  expect(quieter.open.length).toBeGreaterThan(2);
});

test("what does not hold when all of it is measured against what counts now is not suggested", async () => {
  let measured = 0;
  const { tuned, rows } = await tuning({
    msOf: ({ mmap }) => (mmap === false && measured++ === 0 ? 5 : 10),
  });
  expect(await tuned).toMatchObject({ changes: {}, relative: 1, hasFallen: true });
  expect(named(rows, "mmap false")).toMatchObject({ taken: true });
  expect(named(rows, "together")).toMatchObject({ taken: false });
});

test("what gains less than measuring is sure of is left as it is", async () => {
  const { tuned } = await tuning({ msOf: ({ threads }) => (threads === 2 ? 9.8 : 10) });
  expect((await tuned).changes).toEqual({});
});

test("a setting with which the model cannot be run is told, and the rest is tried", async () => {
  const { tuned, rows } = await tuning({
    msOf: ({ flashAttention, mmap }) => (flashAttention === true ? Number.NaN : mmap === false ? 5 : 10),
  });
  expect((await tuned).changes).toEqual({ mmap: false });
  expect(named(rows, "flashAttention true")).toEqual({ fault: "it cannot be loaded so" });
});

test("a model that cannot be run as it is now is not tuned", async () => {
  const { tuned, stopped } = await tuning({ msOf: () => Number.NaN });
  await expect(tuned).rejects.toThrow(Unmeasurable);
  expect(stopped()).toBe(1);
});

test("larger chunks are tried on a graphics card, and none for which others would stand still", async () => {
  const { tuned, rows } = await tuning({
    counting: { gpuLayers: 32 },
    // By the token: 512 and more take half as long each.
    msOf: ({ chunkTokens = 128 }) => (chunkTokens >= 512 ? 2 : 4),
  });
  expect((await tuned).changes).toEqual({ chunkTokens: 512 });
  expect(names(rows)).toContain("chunkTokens 1024");
  expect(named(rows, "chunkTokens 1024")).toEqual({ fault: "others would stand still for 2.0 s" });
});

test("the next question of the long thread is asked before the slots are taken by others", async () => {
  const { tuned, asked } = await tuning({});
  await tuned;
  const [first = []] = asked;
  const lastOfThread = first.lastIndexOf("tune:thread");
  expect(lastOfThread).toBeGreaterThan(1);
  expect(first.slice(1, lastOfThread + 1)).toEqual(first.slice(1, lastOfThread + 1).fill("tune:thread"));
  expect(first.slice(lastOfThread + 1).length).toBe(2 * STREAMS);
});

test("the build with OpenMP is tried only where there is one", async () => {
  const without = await tuning({});
  await without.tuned;
  expect(without.open.some(({ build }) => build === "openmp")).toBe(false);
  const withBuild = await tuning({
    msOf: ({ build }) => (build === "openmp" ? 8 : 10),
    hasOpenMpBuild: true,
  });
  expect((await withBuild.tuned).changes).toEqual({ build: "openmp" });
  // Its compiler may be good at one kind of attention only.
  const together = await tuning({
    msOf: ({ build, flashAttention }) => (build === "openmp" ? (flashAttention === true ? 5 : 20) : 10),
    hasOpenMpBuild: true,
  });
  expect((await together.tuned).changes).toEqual({ build: "openmp", flashAttention: true });
  expect(named(together.rows, "build openmp")).toMatchObject({ taken: false });
});

test.each<[string, Machine, RegExp]>([
  ["answers otherwise", { says: ({ build }) => (build === "openmp" ? "!!!!" : "Paris") }, /computes wrong/],
  [
    "dies of it",
    { says: ({ build }) => (build === "openmp" ? new ModelError("crashed", "its process died") : "Paris") },
    /does not work here: its process died/,
  ],
  ["cannot start", { counting: { build: "ready-made" } }, /cannot be started with it/],
])("a build that %s is not taken, however fast it is", async (_, machine, fault) => {
  const { tuned, rows, open, stopped } = await tuning({
    ...machine,
    hasOpenMpBuild: true,
    msOf: ({ build }) => (build === "openmp" ? 5 : 10),
  });
  expect((await tuned).changes).toEqual({});
  expect(named(rows, "build openmp")).toEqual({ fault: expect.stringMatching(fault) });
  expect(stopped()).toBe(open.length);
});

test("every process that was started is stopped", async () => {
  const { tuned, open, stopped } = await tuning({});
  await tuned;
  expect(stopped()).toBe(open.length);
});
