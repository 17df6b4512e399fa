import {
  type Logger,
  type Model,
  ModelError,
  type Observe,
  type ReplyOptions,
} from "../../core/ports/index.ts";
import type { Turn } from "../../core/types.ts";
import type { ChatAnswer, ChatAsk, ChatProcessSettings, Usage } from "./chat-protocol.ts";
import { CHUNK_TOKENS } from "./chunk-tokens.ts";
import type { Environment } from "./engine-process.ts";
import {
  deleteKept,
  emptyKeptFolder,
  type KeptGrant,
  sweepKeptFolder,
  takeKeptFolder,
} from "./kept-folder.ts";
import { createPieceStream } from "./piece-stream.ts";
import type { Loaded } from "./protocol.ts";
import { createRequests } from "./requests.ts";
import type { LlamaSettings } from "./settings.ts";
import { threadStateName } from "./state-names.ts";
import { createSupervisor } from "./supervisor.ts";
import { aborted, assertReady, untilReady } from "./until-ready.ts";

export interface LlamaModelParts {
  readonly log: Logger;
  readonly observe: Observe;
  /** Unix ms. */
  readonly now?: () => number;
  /** 0 to 1. */
  readonly random?: () => number;
  /** Where the few variables that graphics cards need are taken from; nothing else of it reaches the model's process. */
  readonly environment?: Environment;
  /**
   * Whether its process leaves the processor to others that want it. For where a guard runs beside it, which must not wait
   * for chat; whatever else the machine does then comes before chat too.
   */
  readonly yields?: boolean;
  /** How long the model's process may stay deaf before it is thought to hang, and killed. */
  readonly hangMs?: number;
}

/** A model in its own process. */
export interface LlamaModel extends Model {
  /** Of the model's process, while there is one. */
  readonly pid: number | undefined;
  /** What became of the settings, once it has been ready. */
  readonly loaded: Loaded | undefined;
}

type Forgetting = Extract<ChatAsk, { type: "forget" | "forget-all" }>;

/** It answers pings also while llama.cpp computes. */
const HANG_MS = 30_000;
/**
 * A chunk of a prompt cannot be interrupted: an aborted request lets go when the one under way has been read. So long each of its tokens may
 * take, as with a model of 70 billion parameters on a few cores. Too much patience costs little, too little of it everybody's answers.
 */
const SLOWEST_MS_PER_TOKEN = 1_000;
/** How often what was not used for long is deleted where no process does it. */
const SWEEP_EVERY_MS = 3600_000;

/** Starts a process that loads a GGUF model with llama.cpp, and keeps it running until `stop`. */
export function createLlamaModel(settings: LlamaSettings, parts: LlamaModelParts): LlamaModel {
  const { observe, log, now = Date.now, hangMs = HANG_MS } = parts;
  const { kept, chunkTokens = CHUNK_TOKENS } = settings;
  const letGoMs = hangMs + chunkTokens * SLOWEST_MS_PER_TOKEN;
  const grant = takeKept();
  const requests = createRequests<ChatAnswer>();
  const supervisor = createSupervisor<ChatProcessSettings, ChatAsk, ChatAnswer>({
    kind: "chat",
    settings: { ...settings, section: "model", ...(grant === undefined ? {} : { grant }) },
    log,
    environment: parts.environment ?? {},
    yields: parts.yields ?? false,
    now,
    random: parts.random ?? Math.random,
    hangMs,
    onAnswer: requests.receive,
    onLost: requests.loseAll,
    onRestart: () => observe({ type: "model-restarted" }),
  });

  const sweeping = setInterval(sweep, SWEEP_EVERY_MS).unref();
  let stopping: Promise<void> | undefined;

  async function count(ask: Extract<ChatAsk, { type: "count" | "measure" }>): Promise<readonly number[]> {
    assertReady(supervisor);
    return new Promise((resolve, reject) => {
      const id = requests.add({
        onAnswer(answer) {
          if (answer.type === "counted") resolve(answer.counts);
          if (answer.type === "refused") reject(new ModelError(answer.code, answer.message));
          return true;
        },
        onLost: reject,
      });
      supervisor.send({ type: "ask", id, ask });
    });
  }

  /** A folder that cannot be used is no reason not to answer. */
  function takeKept(): KeptGrant | undefined {
    try {
      return kept && takeKeptFolder(kept.folder, now());
    } catch (error) {
      log.warn({ code: (error as NodeJS.ErrnoException).code }, "what was read of conversations is not kept");
      return undefined;
    }
  }

  /** As long as a process runs well, it does this itself. */
  function sweep(): void {
    if (kept === undefined || supervisor.health().state === "ready") return;
    try {
      sweepKeptFolder(kept.folder, now());
    } catch (error) {
      log.warn({ code: (error as NodeJS.ErrnoException).code }, "what was kept for long is not deleted");
    }
  }

  /** Has the process forget. Resolves to whether it did; if not, it may have died, and what it had in memory with it. */
  async function forgetInProcess(ask: Forgetting): Promise<boolean> {
    let done = false;
    if (supervisor.health().state === "ready") {
      done = await forgetThere(ask).then(
        () => true,
        () => false,
      );
    }
    // One that is leaving writes to its end.
    await stopping;
    return done;
  }

  function forgetThere(ask: Forgetting): Promise<void> {
    return new Promise((resolve, reject) => {
      const id = requests.add({
        onAnswer(answer) {
          if (answer.type === "refused") reject(new ModelError(answer.code, answer.message));
          resolve();
          return true;
        },
        onLost: reject,
      });
      supervisor.send({ type: "ask", id, ask });
    });
  }

  async function* reply(
    turns: readonly Turn[],
    { signal, maxTokens, onCut, ...about }: ReplyOptions,
  ): AsyncGenerator<string> {
    if (signal.aborted) throw aborted();
    assertReady(supervisor);
    const asked = performance.now();
    let firstTokenMs: number | undefined;
    let deadline: NodeJS.Timeout | undefined;
    let grace: NodeJS.Timeout | undefined;

    const stream = createPieceStream(() => abandon());
    function abandon(): void {
      supervisor.send({ type: "abort", id });
      grace ??= setTimeout(() => supervisor.kill("it does not let go of an aborted request"), letGoMs);
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

    function onAnswer(answer: ChatAnswer): boolean {
      switch (answer.type) {
        case "started":
          deadline = setTimeout(() => {
            stream.fail(new ModelError("deadline", `the answer took longer than ${settings.deadlineMs} ms`));
            abandon();
          }, settings.deadlineMs);
          return false;
        case "piece":
          firstTokenMs ??= performance.now() - asked;
          stream.push(answer.text);
          return false;
        case "done":
          settle(answer.usage);
          if (answer.ending === "cut") onCut?.();
          stream.end();
          return true;
        case "refused":
          settle(answer.usage);
          stream.fail(new ModelError(answer.code, answer.message));
          return true;
        case "counted":
        case "forgotten":
          return true;
        default:
          return answer satisfies never;
      }
    }

    const id = requests.add({
      onAnswer,
      onLost(error) {
        settle();
        stream.fail(error);
      },
    });
    signal.addEventListener("abort", onAbort, { once: true });
    supervisor.send({ type: "ask", id, ask: { type: "reply", turns, maxTokens, ...about } });
    yield* stream;
  }

  return {
    health: supervisor.health,
    ready: (signal) => untilReady(supervisor, signal),
    countTokens: (texts) => count({ type: "count", texts }),
    measure: async (turns) => (await count({ type: "measure", turns }))[0] ?? 0,
    reply,
    async forget(thread) {
      await forgetInProcess({ type: "forget", thread });
      if (kept === undefined) return;
      deleteKept(kept.folder, threadStateName(thread));
      sweep();
    },
    async forgetAll() {
      // Where the process did it, what lies there now is of requests that came after.
      const done = await forgetInProcess({ type: "forget-all" });
      if (kept !== undefined && (!done || stopping !== undefined)) emptyKeptFolder(kept.folder);
    },
    stop() {
      clearInterval(sweeping);
      stopping ??= supervisor.stop();
      return stopping;
    },
    get pid() {
      return supervisor.pid;
    },
    get loaded() {
      return supervisor.loaded;
    },
  };
}
