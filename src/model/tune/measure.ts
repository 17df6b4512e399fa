import type { Logger, Model, Observation } from "../../core/ports/index.ts";
import type { ThreadId, Turn } from "../../core/types.ts";
import type { Loaded } from "../llama/protocol.ts";
import type { LlamaSettings } from "../llama/settings.ts";
import { questionsFor } from "./questions.ts";

/** How fast a model was with some settings; speeds in tokens per second. What has rounds is the median of them. */
export interface Measured {
  /** Reading the beginning of a long thread. */
  readonly promptPerS: number;
  /** From the next question of that thread to the first word of its answer, in ms. */
  readonly nextTurnMs: number;
  /** Writing that answer, alone. */
  readonly alonePerS: number;
  /** Writing `STREAMS` answers asked for at the same time: of all together, from the first request to the end of the last. */
  readonly togetherPerS: number;
  /** What the settings came to: what `auto` and absent ones stand for, and what the memory sufficed for. */
  readonly as: Counting;
}

/** Settings that may come to something else than what was asked for. */
export type Counting = Pick<Loaded, "threads" | "parallel" | "flashAttention" | "build" | "gpuLayers">;

/** Starts a model's process, which is stopped in the end. */
export type OpenMeasured = (
  settings: LlamaSettings,
  parts: { readonly log: Logger; readonly observe: (observation: Observation) => void },
) => TunedModel;

export interface MeasureParts {
  readonly open: OpenMeasured;
  readonly log: Logger;
  /** Monotonic ms. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** What is measured: a model, and what its process says of how it runs once it is ready. */
export type TunedModel = Model & { readonly loaded: Counting | undefined };

/** Fewer written tokens say nothing about speed. */
const LEAST_WRITTEN = 8;
/** So many answers a team asks for when it is busy; the same for all settings: where there are fewer slots, some wait. */
export const STREAMS = 8;
/** Tokens of a thread that has gone on for a while, of a question in it, and of an answer. */
const LONG_TOKENS = 1_200;
const TURN_TOKENS = 45;
const WRITTEN_TOKENS = 48;
const THREAD: ThreadId = "tune:thread";

type Reply = Extract<Observation, { readonly type: "model-reply" }>;

/** What a setting cannot be measured for: it cannot be loaded, or the model writes nothing. `message` is for people. */
export class Unmeasurable extends Error {}

/** Loads the model with these settings and has it work. Rejects with an `Unmeasurable`, or as the signal says. */
export async function measure(
  settings: LlamaSettings,
  rounds: number,
  { open, log, now, signal }: MeasureParts,
): Promise<Measured> {
  const replies: Reply[] = [];
  const model = open(settings, {
    log,
    observe: (observation) => {
      if (observation.type === "model-reply") replies.push(observation);
    },
  });

  /** The answer. */
  async function ask(turns: readonly Turn[], maxTokens: number, thread?: ThreadId): Promise<string> {
    const options = { maxTokens, signal, ...(thread === undefined ? {} : { thread }) };
    let text = "";
    for await (const piece of model.reply(turns, options)) text += piece;
    signal.throwIfAborted();
    return text;
  }

  /** What was told of everything that was asked in `work`. */
  async function told(work: () => Promise<unknown>): Promise<readonly Reply[]> {
    replies.length = 0;
    await work();
    return [...replies];
  }

  try {
    await model.ready(signal);
    const health = model.health();
    if (health.state !== "ready" || model.loaded === undefined)
      throw new Unmeasurable(`the model is ${health.state}`);
    const { threads, parallel, flashAttention, build, gpuLayers } = model.loaded;
    const questionOf = await questionsFor(model);
    // The first answer of a process is slower than all others.
    await ask([questionOf("warm-up", 32)], 16);

    const thread: Turn[] = [questionOf("thread", Math.min(LONG_TOKENS, health.contextTokens >> 1))];
    const [read] = await told(async () => {
      thread.push({ role: "assistant", text: await ask(thread, LEAST_WRITTEN, THREAD) });
    });
    const nextTurnMs: number[] = [];
    const alonePerS: number[] = [];
    const togetherPerS: number[] = [];
    for (let round = 0; round < rounds; round++) {
      thread.push(questionOf(`${round}`, TURN_TOKENS));
      const [alone] = await told(async () => {
        thread.push({ role: "assistant", text: await ask(thread, WRITTEN_TOKENS, THREAD) });
      });
      if (alone?.firstTokenMs === undefined || alone.writtenTokens < LEAST_WRITTEN)
        throw new Unmeasurable("the model writes too little to be measured");
      nextTurnMs.push(alone.firstTokenMs);
      alonePerS.push(((alone.writtenTokens - 1) / (alone.tookMs - alone.firstTokenMs)) * 1000);
    }
    // Only then: as many at once as there are slots take the thread's, and its next question would be all of it.
    for (let round = 0; round < rounds; round++) {
      const began = now();
      const together = await told(() =>
        Promise.all(
          Array.from({ length: STREAMS }, (_, at) =>
            ask([questionOf(`${round} of ${at}`, TURN_TOKENS)], WRITTEN_TOKENS),
          ),
        ),
      );
      const written = together.reduce((sum, { writtenTokens }) => sum + writtenTokens, 0);
      togetherPerS.push((written / (now() - began)) * 1000);
    }
    if (read?.firstTokenMs === undefined) throw new Unmeasurable("the model writes nothing");
    return {
      promptPerS: (read.evaluatedTokens / read.firstTokenMs) * 1000,
      nextTurnMs: median(nextTurnMs),
      alonePerS: median(alonePerS),
      togetherPerS: median(togetherPerS),
      as: { threads, parallel, flashAttention, build, gpuLayers },
    };
  } catch (error) {
    throw asUnmeasurable(error, signal);
  } finally {
    await model.stop();
  }
}

/** The same error where it is one already. Throws as the signal says when that ended the measuring. */
export function asUnmeasurable(error: unknown, signal: AbortSignal): Unmeasurable {
  signal.throwIfAborted();
  if (error instanceof Unmeasurable) return error;
  return new Unmeasurable(error instanceof Error ? error.message : String(error), { cause: error });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
