import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Logger, Observation } from "../../src/core/ports/index.ts";
import type { ThreadId, Turn } from "../../src/core/types.ts";
import { createLlamaModel, type LlamaSettings } from "../../src/model/index.ts";
import type { LlamaModel } from "../../src/model/llama/llama-model.ts";
import type { Ground } from "./ground.ts";

/** Maru's model in its own process, as Maru runs it. */
export interface RunningMaru {
  readonly model: LlamaModel;
  /** Tokens of all replies so far. */
  readonly used: { promptTokens: number; evaluatedTokens: number; writtenTokens: number };
  reply(asked: Asked): Promise<Replied>;
}

export interface Asked {
  readonly thread: ThreadId;
  readonly turns: readonly Turn[];
  readonly tokens: number;
  readonly signal?: AbortSignal;
  readonly onPiece?: (piece: string) => void;
}

export interface Replied {
  readonly text: string;
  readonly firstMs: number;
}

export interface Needs {
  /** Requests at the same time. */
  readonly parallel: number;
  readonly contextTokens: number;
}

/** A model as Maru runs it by itself. */
export function settingsOf({ path, threads }: Pick<Ground, "path" | "threads">): LlamaSettings {
  return {
    ...{ path, threads, gpu: false, template: "auto", lora: [] },
    ...{ contextTokens: 4096, deadlineMs: 600_000, loadDeadlineMs: 300_000 },
  };
}

/** On the disk, for threads that have no slot. */
const KEPT_BYTES = 4 * 2 ** 30;

/** Starts it for as long as it is used, and watches the event loop meanwhile. */
export async function withMaru<Result>(
  {
    path,
    folder,
    threads,
    tuned,
    eventLoop,
  }: Pick<Ground, "path" | "folder" | "threads" | "tuned" | "eventLoop">,
  needs: Needs,
  use: (maru: RunningMaru) => Promise<Result>,
): Promise<Result> {
  const used = { promptTokens: 0, evaluatedTokens: 0, writtenTokens: 0 };
  const kept = join(folder, `kept-${randomUUID()}`);
  const started = {
    ...settingsOf({ path, threads }),
    kept: { folder: kept, mostBytes: KEPT_BYTES },
    ...tuned,
    ...needs,
  };
  const observe = (observation: Observation) => {
    if (observation.type !== "model-reply") return;
    used.promptTokens += observation.promptTokens;
    used.evaluatedTokens += observation.evaluatedTokens;
    used.writtenTokens += observation.writtenTokens;
  };
  const model = createLlamaModel(started, { log: LOUD, observe });
  try {
    await model.ready(AbortSignal.timeout(300_000));
    return await eventLoop.during(() => use({ model, used, reply: (asked) => reply(model, asked) }));
  } finally {
    await model.stop();
    await rm(kept, { recursive: true, force: true });
  }
}

const NEVER = new AbortController().signal;

async function reply(
  model: LlamaModel,
  { thread, turns, tokens, signal = NEVER, onPiece }: Asked,
): Promise<Replied> {
  const startedAt = performance.now();
  let firstMs = Number.NaN;
  let text = "";
  for await (const piece of model.reply(turns, { signal, maxTokens: tokens, thread })) {
    if (text === "") firstMs = performance.now() - startedAt;
    text += piece;
    onPiece?.(piece);
  }
  // The space that it began with is left out on the way; with it, it is read again as the tokens that it was written in.
  return { text: ` ${text}`, firstMs };
}

const LOUD: Logger = {
  debug() {},
  info() {},
  warn: (fields, event) => console.error(event, fields),
  error: (fields, event) => console.error(event, fields),
};
