import type { Logger, ModelErrorCode, ModelHealth } from "../../core/ports/index.ts";
import { backoffMs } from "../backoff.ts";
import { type Fault, FaultError } from "../fault.ts";
import { inspectLoraFile, inspectModelFile } from "../gguf/inspect-model-file.ts";
import type { MemoryFacts } from "../gguf/memory-need.ts";
import {
  type EngineKind,
  type EngineProcess,
  type Environment,
  startEngineProcess,
} from "./engine-process.ts";
import type { FromProcess, Loaded, ToProcess } from "./protocol.ts";
import type { EngineSettings, LoraSettings } from "./settings.ts";

/** Keeps the model's process running: starts it, loads the model, and starts another when it dies. */
export interface Supervisor<Ask> {
  health(): ModelHealth;
  /** Of the running process. */
  readonly pid: number | undefined;
  /** What the process that is ready, or was last, said of the model. */
  readonly loaded: Loaded | undefined;
  /** Resolves at the next change of state. */
  changed(): Promise<void>;
  send(message: ToProcess<never, Ask>): void;
  /** Ends the process by force; it is started again. */
  kill(reason: string): void;
  stop(): Promise<void>;
}

/** What a process is started with, whatever it is for. */
export interface ProcessSettings {
  /** The GGUF file. */
  readonly path: string;
  /** Of each sequence. */
  readonly contextTokens: number;
  readonly lora: readonly LoraSettings[];
  readonly build?: EngineSettings["build"];
  readonly loadDeadlineMs: number;
  /** Where in maru.yaml the model is configured, for what people are told to do: `model`. */
  readonly section: string;
}

export interface SupervisorParts<Settings, Answer> {
  readonly kind: EngineKind;
  readonly settings: Settings;
  readonly log: Logger;
  readonly environment: Environment;
  /** Whether the process leaves the processor to others that want it. */
  readonly yields: boolean;
  /** Unix ms. */
  readonly now: () => number;
  /** 0 to 1. */
  readonly random: () => number;
  /** A ready process that has not answered a ping for so long hangs, and is killed. */
  readonly hangMs: number;
  readonly onAnswer: (id: number, answer: Answer) => void;
  /** The requests under way are lost. */
  readonly onLost: (code: ModelErrorCode, message: string) => void;
  readonly onRestart: () => void;
}

/** Deaths without ever having been ready in between, after which no more is tried. */
const MOST_FAILED_LOADS = 4;
/** Deaths soon one after the other, after which it is not the build of this machine that is tried once more. */
const MOST_DEATHS_OF_BUILD = 2;
/** A process that ran this long was well; its death is counted as the first again. */
const STABLE_MS = 60_000;
/** What is kept of conversations is written down meanwhile. */
const STOP_GRACE_MS = 10_000;

export function createSupervisor<Settings extends ProcessSettings, Ask, Answer>(
  parts: SupervisorParts<Settings, Answer>,
): Supervisor<Ask> {
  const { log } = parts;
  let { settings } = parts;
  let health: ModelHealth = { state: "loading" };
  let engine: EngineProcess<ToProcess<Settings, Ask>> | undefined;
  let restarts = 0;
  let failures = 0;
  let failedLoads = 0;
  let readyAt = 0;
  let loaded: Loaded | undefined;
  let stopped: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let watch: NodeJS.Timeout | undefined;
  let change = Promise.withResolvers<void>();

  function become(next: ModelHealth): void {
    health = next;
    change.resolve();
    change = Promise.withResolvers();
  }

  function giveUp(fault: Fault): void {
    clearTimeout(timer);
    log.error({ fault: fault.kind }, "model cannot be loaded");
    become({ state: "failed", problem: fault.problem, remedy: fault.remedy });
    parts.onLost("unavailable", `${fault.problem} ${fault.remedy}`);
  }

  async function start(): Promise<void> {
    become({ state: "loading" });
    const file = await inspect(settings);
    if (stopped !== undefined) return;
    const started = startEngineProcess<ToProcess<Settings, Ask>, FromProcess<Answer>>(parts.kind, parts, {
      // A process that was given up may still have something to say; it is not about the one that runs now.
      onMessage: (message) => {
        if (started === engine) receive(message);
      },
      onExit: (how) => exited(started, how),
    });
    engine = started;
    log.info({ pid: started.pid }, "model process started");
    timer = setTimeout(() => {
      log.error({ loadDeadlineMs: settings.loadDeadlineMs }, "model did not load in time");
      started.kill();
    }, settings.loadDeadlineMs);
    started.send({ type: "load", settings, file });
  }

  function begin(): void {
    start().catch((error: unknown) => {
      giveUp(error instanceof FaultError ? error.fault : unforeseen(error));
    });
  }

  function kill(reason: string): void {
    log.error({ reason, pid: engine?.pid }, "model process is killed");
    engine?.kill();
  }

  /** Its event loop is free even while llama.cpp computes, so a process that does not answer has stopped working. */
  function watchOver(): void {
    engine?.send({ type: "ping" });
    clearTimeout(watch);
    watch = setTimeout(() => kill("it does not answer"), parts.hangMs);
    watch.unref();
  }

  function receive(message: FromProcess<Answer>): void {
    switch (message.type) {
      case "progress":
        if (health.state === "loading") health = { state: "loading", progress: message.progress };
        return;
      case "ready": {
        clearTimeout(timer);
        failedLoads = 0;
        readyAt = parts.now();
        const { type: _, ...told } = message;
        loaded = told;
        const { name, contextTokens, parallel, threads, gpuLayers, build } = told;
        log.info({ contextTokens, parallel, threads, gpuLayers, restarts }, "model ready");
        if (settings.build === "openmp" && build !== "openmp")
          log.warn(
            { build },
            "there is no build with OpenMP here: running the ready-made one; npm run maru -- tune --build makes it",
          );
        if (contextTokens < settings.contextTokens)
          log.warn(
            { contextTokens, wanted: settings.contextTokens },
            "model has a smaller context than wanted",
          );
        become({ state: "ready", name, contextTokens, parallel, restarts });
        watchOver();
        return;
      }
      case "pong":
        clearTimeout(watch);
        watch = setTimeout(watchOver, parts.hangMs);
        watch.unref();
        return;
      case "faulty": {
        const faulty = engine;
        engine = undefined;
        void faulty?.end({ type: "leave" }, STOP_GRACE_MS);
        giveUp(message.fault);
        return;
      }
      case "answer":
        parts.onAnswer(message.id, message.answer);
        return;
      default:
        message satisfies never;
    }
  }

  function exited(dead: unknown, how: string): void {
    if (stopped !== undefined || dead !== engine) return;
    clearTimeout(timer);
    clearTimeout(watch);
    engine = undefined;
    if (health.state === "ready") {
      if (parts.now() - readyAt >= STABLE_MS) failures = 0;
    } else {
      failedLoads += 1;
    }
    if (failedLoads >= MOST_FAILED_LOADS) {
      giveUp(keepsDying(settings, how));
      return;
    }
    restarts += 1;
    const retryMs = backoffMs(failures, parts.random);
    failures += 1;
    if (settings.build === "openmp" && failures >= MOST_DEATHS_OF_BUILD) {
      settings = { ...settings, build: "ready-made" };
      log.warn({ failures }, "the build with OpenMP keeps dying: going on with the ready-made build");
    }
    log.error({ how, retryMs, restarts }, "model process died");
    become({ state: "restarting", retryMs, restarts });
    parts.onLost("crashed", "the model's process died while it worked on this");
    parts.onRestart();
    timer = setTimeout(begin, retryMs);
  }

  begin();
  return {
    health: () => health,
    get pid() {
      return engine?.pid;
    },
    get loaded() {
      return loaded;
    },
    changed: () => change.promise,
    send: (message) => engine?.send(message),
    kill,
    stop() {
      stopped ??= (async () => {
        clearTimeout(timer);
        clearTimeout(watch);
        const last = engine;
        become({ state: "failed", problem: "Maru is stopping.", remedy: "Start it again." });
        parts.onLost("unavailable", "Maru is stopping");
        await last?.end({ type: "leave" }, STOP_GRACE_MS);
        engine = undefined;
      })();
      return stopped;
    },
  };
}

/** Looks at the files before any process is started; resolves to what says how much memory the model will need. */
async function inspect(settings: ProcessSettings): Promise<MemoryFacts> {
  const file = await inspectModelFile(settings.path);
  for (const adapter of settings.lora) await inspectLoraFile(adapter.path, file);
  const { weightsBytes, cacheBytesPerToken, trainedContextTokens } = file;
  return {
    weightsBytes,
    ...(cacheBytesPerToken === undefined ? {} : { cacheBytesPerToken }),
    ...(trainedContextTokens === undefined ? {} : { trainedContextTokens }),
  };
}

function keepsDying(settings: ProcessSettings, how: string): Fault {
  return {
    kind: "keeps-dying",
    problem: `The model's process died ${MOST_FAILED_LOADS} times in a row while it loaded ${settings.path} (last: ${how}).`,
    remedy: `If memory is short, choose a smaller model or lower ${settings.section}.contextTokens; if not, the file may be damaged: download it again. Then restart Maru.`,
  };
}

function unforeseen(error: unknown): Fault {
  return {
    kind: "unreadable",
    problem: `The model's file cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    remedy: "Check the disk and the path in maru.yaml, then restart Maru.",
  };
}
