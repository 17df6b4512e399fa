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
const TOKENS = 96;
/** Many short pairs of answers, Maru and bare in turn, so that what else the machine does falls on both. */
const ROUNDS = 25;
const THREADS = 2;

export async function measureModelSpeed(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "maru-bench-"));
  try {
    const path = join(folder, "model.gguf");
    writeScriptedModel(path, {
      rules: [{ reply: "one two three four five six seven", endless: true }],
      cost: "small",
    });
    const maru = await startMaru(path);
    const bare = await startBareLlama({ path, contextTokens: 2048, threads: THREADS });
    const ratios: number[] = [];
    const maruSpeeds: number[] = [];
    const bareSpeeds: number[] = [];
    await maru.tokensPerSecond(TOKENS);
    await bare.tokensPerSecond(TOKENS);
    for (let round = 0; round < ROUNDS; round++) {
      const [first, second] = round % 2 === 0 ? [maru, bare] : [bare, maru];
      const firstSpeed = await first.tokensPerSecond(TOKENS);
      const secondSpeed = await second.tokensPerSecond(TOKENS);
      const [maruSpeed, bareSpeed] = first === maru ? [firstSpeed, secondSpeed] : [secondSpeed, firstSpeed];
      maruSpeeds.push(maruSpeed);
      bareSpeeds.push(bareSpeed);
      ratios.push(maruSpeed / bareSpeed);
    }
    await Promise.all([maru.stop(), bare.stop()]);
    const ratio = median(ratios);
    return [
      {
        what: "tokens/s through Maru ÷ bare node-llama-cpp (135M cost, 2 threads)",
        aim: "≥ 0.97",
        measured: `${ratio.toFixed(3)} (${median(maruSpeeds).toFixed(0)} ÷ ${median(bareSpeeds).toFixed(0)}, median of ${ROUNDS} pairs)`,
        met: ratio >= 0.97,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
      let pieces = 0;
      let start = 0;
      for await (const _ of model.reply([{ role: "user", text: "Go on." }], { signal, maxTokens: tokens })) {
        if (pieces === 0) start = performance.now();
        pieces += 1;
      }
      return ((pieces - 1) / (performance.now() - start)) * 1000;
    },
    stop: () => model.stop(),
  };
}

if (import.meta.main) console.table(await measureModelSpeed());
