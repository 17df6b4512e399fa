import { getLlama, LlamaLogLevel, type Token } from "node-llama-cpp";
import { onTestFinished } from "vitest";
import type { ThreadId, Turn } from "../../../src/core/types.ts";
import { chatTemplate } from "../../../src/model/llama/child/chat-template.ts";
import { createEngine } from "../../../src/model/llama/child/create-engine.ts";
import type { Engine, ReplyRequest } from "../../../src/model/llama/child/engine.ts";
import { openKeptStates } from "../../../src/model/llama/child/kept-states.ts";
import type { Rates } from "../../../src/model/llama/child/rates.ts";
import { takeKeptFolder } from "../../../src/model/llama/kept-folder.ts";
import { never } from "./settings-for.ts";

const llama = await getLlama({
  gpu: false,
  build: "never",
  logLevel: LlamaLogLevel.error,
  logger: () => undefined,
  maxThreads: 1,
});

/** A rate that does not change with how busy the machine is. */
const always = (each: number) => ({ of: (amount: number) => amount * each, learn: () => undefined });

const NO_TOKEN = 2_000_000_000 as Token;

export interface EngineOptions {
  readonly path: string;
  readonly parallel: number;
  readonly contextTokens?: number;
  readonly chunkTokens?: number;
  /** Absent: no states are kept. */
  readonly folder?: string;
  readonly mostBytes?: number;
  /** Says what kept states are of. */
  readonly origin?: string;
  readonly now?: () => number;
  /** Is told of each batch how many sequences take part in it, and how many tokens it has. */
  readonly onBatch?: (sequences: number, tokens: number) => void;
  /** Room on the disk. */
  readonly freeBytes?: number;
  /** What is taken for granted of the machine instead of the usual. */
  readonly rates?: Partial<Rates>;
}

export interface RunningEngine extends Engine {
  /** Asks, and resolves to the answer and the tokens it took. */
  ask(turns: readonly Turn[], how?: Partial<ReplyRequest>): Promise<Asked>;
  /** Makes llama.cpp refuse the batch that it gets next, by a token that no vocabulary has. */
  breakOnce(): void;
}

export interface Asked {
  readonly text: string;
  readonly promptTokens: number;
  readonly evaluatedTokens: number;
}

/** An engine within the process of the test. */
export async function runEngine(options: EngineOptions): Promise<RunningEngine> {
  const { path, parallel, contextTokens = 4000, chunkTokens = 128, now = Date.now } = options;
  const model = await llama.loadModel({ modelPath: path });
  onTestFinished(() => model.dispose());
  const context = await model.createContext({
    contextSize: contextTokens + 8,
    sequences: parallel + 1,
    batchSize: parallel + 1 + chunkTokens,
    threads: 1,
    batching: {
      dispatchSchedule: process.nextTick,
      itemPrioritizationStrategy({ items }) {
        const tokens = items.reduce((sum, item) => sum + item.tokens.length, 0);
        options.onBatch?.(items.length, tokens);
        return items.map((item) => ({ item, processAmount: item.tokens.length }));
      },
    },
  });
  const { folder, mostBytes = 1e9, origin = "this build", freeBytes = 1e12 } = options;
  const engine = createEngine({
    model,
    sequences: Array.from({ length: parallel }, () => context.getSequence()),
    wrapper: chatTemplate(model, "auto"),
    name: "test",
    contextTokens,
    chunkTokens,
    rates: {
      ...{ evaluating: always(1), saving: always(1e-6), loading: always(1e-6), size: always(1000) },
      ...options.rates,
    },
    now,
    ...(folder === undefined
      ? {}
      : {
          kept: openKeptStates({
            ...{ folder, origin, mostBytes, now },
            ...takeKeptFolder(folder, now()),
            freeBytes: () => freeBytes,
          }),
        }),
  });
  const saboteur = context.getSequence();
  let broken = false;
  return {
    ...engine,
    breakOnce() {
      if (!broken) saboteur.evaluateWithoutGeneratingNewTokens([NO_TOKEN]).catch(() => undefined);
      broken = true;
    },
    async ask(turns, how = {}) {
      const { usage = { promptTokens: 0, evaluatedTokens: 0, writtenTokens: 0 } } = how;
      let text = "";
      await engine.reply({
        turns,
        maxTokens: 64,
        signal: never,
        ...how,
        usage,
        onPiece: (piece) => {
          text += piece;
          how.onPiece?.(piece);
        },
      });
      return { ...usage, text };
    },
  };
}

/** A conversation that grows by a question and its answer with each turn. */
export interface Conversation {
  readonly thread: ThreadId;
  /** Asks the next question; resolves to what it took, and how many tokens of the prompt are new since the last one. */
  next(question: string): Promise<Asked & { readonly newTokens: number }>;
}

export function converse(engine: RunningEngine, thread: ThreadId, system: string): Conversation {
  const turns: Turn[] = [{ role: "system", text: system }];
  let known = 0;
  return {
    thread,
    async next(question) {
      turns.push({ role: "user", text: question });
      const asked = await engine.ask([...turns], { thread });
      turns.push({ role: "assistant", text: asked.text });
      const newTokens = asked.promptTokens - known;
      // What the answer took is in the cache too, but for the mark at its end.
      known = engine.measure(turns.slice(0, -1)) + engine.countTokens([asked.text])[0]!;
      return { ...asked, newTokens };
    },
  };
}
