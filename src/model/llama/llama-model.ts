import {
  type Logger,
  type Model,
  ModelError,
  type ModelHealth,
  type Observe,
  type ReplyOptions,
} from "../../core/ports/index.ts";
import type { Turn } from "../../core/types.ts";
import type { Environment } from "./engine-process.ts";
import { createPieceStream } from "./piece-stream.ts";
import type { ToEngine, Usage } from "./protocol.ts";
import { createRequests } from "./requests.ts";
import type { LlamaSettings } from "./settings.ts";
import { createSupervisor } from "./supervisor.ts";

export interface LlamaModelParts {
  readonly log: Logger;
  readonly observe: Observe;
  /** Unix ms. */
  readonly now?: () => number;
  /** 0 to 1. */
  readonly random?: () => number;
  /** Where the few variables that graphics cards need are taken from; nothing else of it reaches the model's process. */
  readonly environment?: Environment;
  /** How long the model's process may stay deaf before it is thought to hang, and killed. */
  readonly hangMs?: number;
}

/** A model in its own process. */
export interface LlamaModel extends Model {
  /** Of the model's process, while there is one. */
  readonly pid: number | undefined;
}

/**
 * The longest step that cannot be interrupted is 128 tokens of prompt: some ten seconds for a big model on an
 * old machine.
 */
const HANG_MS = 30_000;

/** Starts a process that loads a GGUF model with llama.cpp, and keeps it running until `stop`. */
export function createLlamaModel(settings: LlamaSettings, parts: LlamaModelParts): LlamaModel {
  const { observe, now = Date.now, hangMs = HANG_MS } = parts;
  const requests = createRequests();
  const supervisor = createSupervisor(settings, {
    log: parts.log,
    environment: parts.environment ?? {},
    now,
    random: parts.random ?? Math.random,
    hangMs,
    onAnswer: requests.receive,
    onLost: requests.refuseAll,
    onRestart: () => observe({ type: "model-restarted" }),
  });

  async function ready(signal: AbortSignal): Promise<void> {
    while (true) {
      if (signal.aborted) throw aborted();
      const health = supervisor.health();
      if (health.state === "ready") return;
      if (health.state === "failed" || health.state === "absent") throw cannotTake(health);
      await either(supervisor.changed(), signal);
    }
  }

  async function count(ask: (id: number) => ToEngine): Promise<readonly number[]> {
    const health = supervisor.health();
    if (health.state !== "ready") throw cannotTake(health);
    return new Promise((resolve, reject) => {
      supervisor.send(ask(requests.add({ onCounted: resolve, onRefused: reject })));
    });
  }

  async function* reply(
    turns: readonly Turn[],
    { signal, maxTokens, onCut }: ReplyOptions,
  ): AsyncGenerator<string> {
    if (signal.aborted) throw aborted();
    const health = supervisor.health();
    if (health.state !== "ready") throw cannotTake(health);
    const asked = performance.now();
    let firstTokenMs: number | undefined;
    let deadline: NodeJS.Timeout | undefined;
    let grace: NodeJS.Timeout | undefined;

    const stream = createPieceStream(() => abandon());
    function abandon(): void {
      supervisor.send({ type: "abort", id });
      grace ??= setTimeout(() => supervisor.kill("it does not let go of an aborted request"), hangMs);
    }
    function onAbort(): void {
      stream.fail(aborted());
      abandon();
    }
    function settle(usage?: Usage): void {
      clearTimeout(deadline);
      clearTimeout(grace);
      signal.removeEventListener("abort", onAbort);
      if (!usage) return;
      const tookMs = performance.now() - asked;
      observe({
        type: "model-reply",
        ...usage,
        ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
        tookMs,
      });
    }

    const id = requests.add({
      onStarted() {
        deadline = setTimeout(() => {
          stream.fail(new ModelError("deadline", `the answer took longer than ${settings.deadlineMs} ms`));
          abandon();
        }, settings.deadlineMs);
      },
      onPiece(text) {
        firstTokenMs ??= performance.now() - asked;
        stream.push(text);
      },
      onDone(usage, ending) {
        settle(usage);
        if (ending === "cut") onCut?.();
        stream.end();
      },
      onRefused(error, usage) {
        settle(usage);
        stream.fail(error);
      },
    });
    signal.addEventListener("abort", onAbort, { once: true });
    supervisor.send({ type: "reply", id, turns, maxTokens });
    yield* stream;
  }

  return {
    health: supervisor.health,
    ready,
    countTokens: (texts) => count((id) => ({ type: "count", id, texts })),
    measure: async (turns) => (await count((id) => ({ type: "measure", id, turns })))[0] ?? 0,
    reply,
    stop: supervisor.stop,
    get pid() {
      return supervisor.pid;
    },
  };
}

function aborted(): ModelError {
  return new ModelError("aborted", "the request was aborted");
}

/** Why a request is refused in this state. After a crash, asking again may work. */
function cannotTake(health: ModelHealth): ModelError {
  switch (health.state) {
    case "absent":
      return new ModelError("unavailable", health.hint);
    case "failed":
      return new ModelError("unavailable", `${health.problem} ${health.remedy}`);
    case "restarting":
      return new ModelError("crashed", "the model's process died and is being started again");
    case "loading":
    case "ready":
      return new ModelError("unavailable", "the model is still being loaded");
    default:
      return health satisfies never;
  }
}

/** Waits for the promise or for the signal, whichever comes first. */
async function either(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  const stopped = Promise.withResolvers<void>();
  const stop = () => stopped.resolve();
  signal.addEventListener("abort", stop, { once: true });
  await Promise.race([promise, stopped.promise]);
  signal.removeEventListener("abort", stop);
}
