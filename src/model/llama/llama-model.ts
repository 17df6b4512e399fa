import { rm } from "node:fs/promises";
import { join } from "node:path";
import {
  type Logger,
  type Model,
  ModelError,
  type Observe,
  type ReplyOptions,
} from "../../core/ports/index.ts";
import type { ThreadId, Turn } from "../../core/types.ts";
import type { ChatAnswer, ChatAsk, Usage } from "./chat-protocol.ts";
import type { Environment } from "./engine-process.ts";
import { createPieceStream } from "./piece-stream.ts";
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
}

/**
 * The longest step that cannot be interrupted is 128 tokens of prompt: some ten seconds for a big model on an
 * old machine.
 */
const HANG_MS = 30_000;

/** Starts a process that loads a GGUF model with llama.cpp, and keeps it running until `stop`. */
export function createLlamaModel(settings: LlamaSettings, parts: LlamaModelParts): LlamaModel {
  const { observe, now = Date.now, hangMs = HANG_MS } = parts;
  const requests = createRequests<ChatAnswer>();
  const supervisor = createSupervisor<LlamaSettings & { readonly section: string }, ChatAsk, ChatAnswer>({
    kind: "chat",
    settings: { ...settings, section: "model" },
    log: parts.log,
    environment: parts.environment ?? {},
    yields: parts.yields ?? false,
    now,
    random: parts.random ?? Math.random,
    hangMs,
    onAnswer: requests.receive,
    onLost: requests.loseAll,
    onRestart: () => observe({ type: "model-restarted" }),
  });

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

  async function forget(thread: ThreadId): Promise<void> {
    // A process that dies meanwhile takes what it had in memory with it.
    if (supervisor.health().state === "ready") await forgetThere(thread).catch(() => undefined);
    const { kept } = settings;
    if (kept !== undefined) await rm(join(kept.folder, threadStateName(thread)), { force: true });
  }

  function forgetThere(thread: ThreadId): Promise<void> {
    return new Promise((resolve, reject) => {
      const id = requests.add({
        onAnswer(answer) {
          if (answer.type === "refused") reject(new ModelError(answer.code, answer.message));
          resolve();
          return true;
        },
        onLost: reject,
      });
      supervisor.send({ type: "ask", id, ask: { type: "forget", thread } });
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
    forget,
    stop: supervisor.stop,
    get pid() {
      return supervisor.pid;
    },
  };
}
