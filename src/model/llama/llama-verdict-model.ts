import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Logger, ModelError, type VerdictModel } from "../../core/ports/index.ts";
import { FaultError } from "../fault.ts";
import type { Environment } from "./engine-process.ts";
import { createRequests } from "./requests.ts";
import { createSupervisor } from "./supervisor.ts";
import { aborted, assertReady, untilReady } from "./until-ready.ts";
import type { VerdictAnswer, VerdictAsk } from "./verdict-protocol.ts";
import type { VerdictProcessSettings, VerdictSettings } from "./verdict-settings.ts";

interface LlamaVerdictModelParts {
  readonly log: Logger;
  /** Unix ms. */
  readonly now?: () => number;
  /** 0 to 1. */
  readonly random?: () => number;
  /** Where the few variables that graphics cards need are taken from; nothing else of it reaches the model's process. */
  readonly environment?: Environment;
  /** How long the model's process may stay deaf before it is thought to hang, and killed. */
  readonly hangMs?: number;
}

/** A model that gives verdicts, in its own process. */
export interface LlamaVerdictModel extends VerdictModel {
  /** Of the model's process, while there is one. */
  readonly pid: number | undefined;
}

/** As for chat: the longest step that cannot be interrupted is 128 tokens of prompt for each question at work. */
const HANG_MS = 30_000;

/**
 * Starts a process that loads a GGUF model with llama.cpp for giving verdicts, and keeps it running until `stop`. Throws a `FaultError`
 * when nothing can be written to the system's temporary folder.
 */
export function createLlamaVerdictModel(
  settings: VerdictSettings,
  parts: LlamaVerdictModelParts,
): LlamaVerdictModel {
  const { now = Date.now, hangMs = HANG_MS } = parts;
  const stateFolder = makeStateFolder();
  const requests = createRequests<VerdictAnswer>();
  const supervisor = createSupervisor<VerdictProcessSettings, VerdictAsk, VerdictAnswer>({
    kind: "verdict",
    settings: { ...settings, lora: [], stateFolder },
    log: parts.log,
    environment: parts.environment ?? {},
    yields: false,
    now,
    random: parts.random ?? Math.random,
    hangMs,
    onAnswer: requests.receive,
    onLost: requests.loseAll,
    onRestart: () => undefined,
  });

  /** Asks; `result` gives what is wanted of the answer, which is of that kind unless it refuses. */
  async function ask<Result>(
    what: VerdictAsk,
    signal: AbortSignal | undefined,
    result: (answer: VerdictAnswer) => Result | undefined,
  ): Promise<Result> {
    if (signal?.aborted) throw aborted();
    assertReady(supervisor);
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    let grace: NodeJS.Timeout | undefined;
    function settle(): void {
      clearTimeout(grace);
      signal?.removeEventListener("abort", abandon);
    }
    function abandon(): void {
      reject(aborted());
      supervisor.send({ type: "abort", id });
      grace = setTimeout(() => supervisor.kill("it does not let go of an aborted request"), hangMs);
    }
    const id = requests.add({
      onAnswer(answer) {
        settle();
        const found = result(answer);
        if (found !== undefined) resolve(found);
        else if (answer.type === "refused") reject(new ModelError(answer.code, answer.message));
        return true;
      },
      onLost(error) {
        settle();
        reject(error);
      },
    });
    signal?.addEventListener("abort", abandon, { once: true });
    supervisor.send({ type: "ask", id, ask: what });
    return promise;
  }

  return {
    health: supervisor.health,
    ready: (signal) => untilReady(supervisor, signal),
    measure: (questions) =>
      ask({ type: "measure", questions }, undefined, (answer) =>
        answer.type === "measured" ? answer.lengths : undefined,
      ),
    read: (question, signal) =>
      ask({ type: "read", question }, signal, (answer) =>
        answer.type === "read" ? answer.readings : undefined,
      ),
    async stop() {
      await supervisor.stop();
      await rm(stateFolder, { recursive: true, force: true });
    },
    get pid() {
      return supervisor.pid;
    },
  };
}

function makeStateFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), "maru-guard-"));
  } catch (error) {
    throw new FaultError(
      "unreadable",
      `Nothing can be written to the folder for temporary files, ${tmpdir()} (${(error as NodeJS.ErrnoException).code}).`,
      "Make room there, or give the user that runs Maru the right to write there, then restart Maru.",
    );
  }
}
