import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Logger } from "../src/core/ports/index.ts";
import { createLlamaModel } from "../src/model/index.ts";
import { writeScriptedModel } from "../test/fixtures/gguf/index.ts";
import { startBareLlama } from "./bare-llama.ts";
import { median, type Row } from "./row.ts";

/**
 * Tokens per second through Maru's model port, divided by those of bare node-llama-cpp, on the same file in the
 * same run. The file costs what a model of 135 million parameters costs, where whatever Maru adds per token weighs most:
 * bigger models only make the ratio better.
 */

/** Tokens of each answer; the time from the first to the last counts. */
const TOKENS = 128;
/** Fresh processes so often: where the system puts a process's memory and threads makes some percent. */
const PROCESSES = 6;
/** Pairs of answers, Maru and bare in turn, so that what else the machine does falls on both. */
const ROUNDS = 6;
const THREADS = 2;

export async function measureModelSpeed(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "maru-bench-"));
  try {
    const path = join(folder, "model.gguf");
    writeScriptedModel(path, {
      rules: [{ reply: "one two three four five six seven", endless: true }],
      cost: "small",
    });
    const pairs: { readonly maru: number; readonly bare: number }[] = [];
    for (let fresh = 0; fresh < PROCESSES; fresh++)
      pairs.push(...(await measurePairs(path, fresh % 2 === 0)));
    const ratio = median(pairs.map(({ maru, bare }) => maru / bare));
    const speeds = `${median(pairs.map(({ maru }) => maru)).toFixed(0)} ÷ ${median(pairs.map(({ bare }) => bare)).toFixed(0)}`;
    return [
      {
        what: "tokens/s through Maru ÷ bare node-llama-cpp (135M cost, 2 threads)",
        aim: "≥ 0.97",
        measured: `${ratio.toFixed(3)} (${speeds}, median of ${pairs.length} pairs)`,
        met: ratio >= 0.97,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measurePairs(path: string, maruFirst: boolean) {
  const start = {
    maru: () => startMaru(path),
    bare: () => startBareLlama({ path, contextTokens: 2048, threads: THREADS }),
  };
  const first = maruFirst ? await start.maru() : await start.bare();
  const second = maruFirst ? await start.bare() : await start.maru();
  const [maru, bare] = maruFirst ? [first, second] : [second, first];
  const pairs = [];
  for (const speaker of [maru, bare]) await speaker.tokensPerSecond(TOKENS);
  for (let round = 0; round < ROUNDS; round++) {
    const speeds = { maru: 0, bare: 0 };
    const order = round % 2 === 0 ? (["maru", "bare"] as const) : (["bare", "maru"] as const);
    for (const who of order) speeds[who] = await (who === "maru" ? maru : bare).tokensPerSecond(TOKENS);
    pairs.push(speeds);
  }
  await Promise.all([maru.stop(), bare.stop()]);
  return pairs;
}

/** A model that writes on demand. */
export interface Speaker {
  /** Writes so many tokens, and tells the speed from the first to the last of them. */
  tokensPerSecond(tokens: number): Promise<number>;
  stop(): Promise<void>;
}

async function startMaru(path: string): Promise<Speaker> {
  const log: Logger = {
    debug() {},
    info() {},
    warn() {},
    error: (fields, event) => console.error(event, fields),
  };
  const model = createLlamaModel(
    {
      path,
      contextTokens: 2048,
      threads: THREADS,
      gpu: false,
      template: "auto",
      lora: [],
      deadlineMs: 300_000,
      loadDeadlineMs: 60_000,
    },
    { log, observe() {} },
  );
  const { signal } = new AbortController();
  await model.ready(signal);
  return {
    async tokensPerSecond(tokens) {
      let start = 0;
      for await (const _ of model.reply([{ role: "user", text: "Go on." }], { signal, maxTokens: tokens }))
        start ||= performance.now();
      return ((tokens - 1) / (performance.now() - start)) * 1000;
    },
    stop: () => model.stop(),
  };
}

if (import.meta.main) console.table(await measureModelSpeed());
