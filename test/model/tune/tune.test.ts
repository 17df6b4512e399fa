import { expect, test } from "vitest";
import { ModelError, type Observation } from "../../../src/core/ports/index.ts";
import type { LlamaSettings } from "../../../src/model/index.ts";
import { type TuneRow, tune, Unmeasurable } from "../../../src/model/tune/index.ts";
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

/** Tunes a machine on which one token takes so many ms. */
async function tuning(msOf: (settings: LlamaSettings) => number, hasOpenMpBuild = false) {
  const rows: TuneRow[] = [];
  const open: LlamaSettings[] = [];
  let clock = 0;
  let stopped = 0;
  const tuned = tune({
    settings,
    cores: 4,
    rounds: 2,
    hasOpenMpBuild,
    signal: new AbortController().signal,
    log: silent,
    now: () => clock,
    onRow: (row) => rows.push(row),
    open(wanted, { observe }) {
      open.push(wanted);
      const model = fakeModel();
      const ms = msOf(wanted);
      return {
        ...model,
        health: () => ({
          ...model.state,
          ...(model.state.state === "ready" ? { parallel: wanted.parallel ?? 4 } : {}),
        }),
        ready: async () => {
          if (Number.isNaN(ms)) throw new ModelError("unavailable", "it cannot be loaded so");
        },
        stop: async () => {
          stopped += 1;
        },
        async *reply(_turns, { maxTokens }) {
          yield "one";
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
  return { tuned, rows, open, stopped: () => stopped };
}
const named = (rows: readonly TuneRow[], name: string) =>
  rows.find(({ setting, value }) => `${setting} ${value}` === name)?.outcome;

test("what saves time is taken, and what comes later is tried on top of it", async () => {
  const { tuned, rows, open } = await tuning(
    ({ threads, flashAttention }) =>
      (threads === 2 ? 5 : 10) * (flashAttention === true && threads === 2 ? 0.8 : 1),
  );
  const { changes, relative } = await tuned;
  expect(changes).toEqual({ threads: 2, flashAttention: true });
  expect(relative).toBeCloseTo(0.4, 5);
  expect(named(rows, "threads 2")).toMatchObject({ taken: true, relative: expect.closeTo(0.5, 5) });
  expect(named(rows, "cacheType q8_0")).toMatchObject({ taken: false, relative: expect.closeTo(1, 5) });
  expect(open.at(-2)).toMatchObject({ threads: 2, flashAttention: true, speculation: "lookup" });
});

test("what gains less than measuring is sure of is left as it is", async () => {
  const { tuned } = await tuning(({ threads }) => (threads === 2 ? 9.8 : 10));
  expect((await tuned).changes).toEqual({});
});

test("a setting with which the model cannot be run is told, and the rest is tried", async () => {
  const { tuned, rows } = await tuning(({ flashAttention, mmap }) =>
    flashAttention === true ? Number.NaN : mmap === false ? 5 : 10,
  );
  expect((await tuned).changes).toEqual({ mmap: false });
  expect(named(rows, "flashAttention true")).toEqual({ fault: "it cannot be loaded so" });
});

test("a model that cannot be run as it is now is not tuned", async () => {
  const { tuned, stopped } = await tuning(() => Number.NaN);
  await expect(tuned).rejects.toThrow(Unmeasurable);
  expect(stopped()).toBe(1);
});

test("the build with OpenMP is tried only where there is one", async () => {
  const without = await tuning(() => 10);
  await without.tuned;
  expect(without.open.some(({ build }) => build === "openmp")).toBe(false);
  const withBuild = await tuning(({ build }) => (build === "openmp" ? 8 : 10), true);
  expect((await withBuild.tuned).changes).toEqual({ build: "openmp" });
});

test("every process that was started is stopped", async () => {
  const { tuned, open, stopped } = await tuning(() => 10);
  await tuned;
  expect(stopped()).toBe(open.length);
});
