import { setTimeout as pause } from "node:timers/promises";
import { type Logger, ModelError, type VerdictModel, type VerdictQuestion } from "../../core/ports/index.ts";
import { backoffMs } from "../backoff.ts";
import { askByText } from "./ask-by-text.ts";
import { askLlamaServer } from "./ask-llama-server.ts";
import { createEstimate } from "./estimate.ts";
import { joinSignals } from "./joined-signal.ts";
import { createPool } from "./pool.ts";
import { asModelError, isPassing, ServerFault } from "./server-fault.ts";
import type { ServersSettings } from "./settings.ts";
import { untilReady } from "./until-ready.ts";
import type { VerdictAsker } from "./verdict-asker.ts";
import { cannotTake, type Upstream } from "./watch-servers.ts";

export interface ServerVerdictSettings extends ServersSettings {
  /** Questions as they will come: each server is asked them before it is used, and refused if they cannot be put to it. */
  readonly examples: readonly VerdictQuestion[];
}

interface ServerVerdictParts {
  readonly log: Logger;
  /** 0 to 1. */
  readonly random?: () => number;
  /** How long no server may answer before there is said to be no use in waiting. */
  readonly patienceMs?: number;
  /** Between two looks at a server that answers. */
  readonly lookMs?: number;
}

const MOST_ATTEMPTS = 4;
/** How long measuring may take. */
const MEASURE_DEADLINE_MS = 30_000;

/** A model that gives verdicts, run by servers that tell the probabilities of tokens. */
export function createServerVerdictModel(
  settings: ServerVerdictSettings,
  parts: ServerVerdictParts,
): VerdictModel {
  const { random = Math.random } = parts;
  const stopping = new AbortController();
  const estimate = createEstimate();
  const askers = new WeakMap<Upstream, VerdictAsker>();
  const pool = createPool(settings, { ...parts, random, onRestart: () => undefined, check });

  function askerFor(upstream: Upstream): VerdictAsker {
    const { kind, contextTokens } = upstream.facts;
    const room = Math.min(settings.contextTokens, contextTokens ?? settings.contextTokens);
    const asker =
      askers.get(upstream) ??
      (kind === "llama-server" ? askLlamaServer(upstream, room) : askByText(upstream, room, estimate));
    askers.set(upstream, asker);
    return asker;
  }

  /** Whatever keeps a server from being a guard shows here, before the first message does. */
  async function check(upstream: Upstream, signal: AbortSignal): Promise<void> {
    try {
      for (const example of settings.examples) await askerFor(upstream).read(example, signal);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      throw new ServerFault("refused", `${upstream.http.base} cannot serve this guard: ${error.message}`);
    }
  }

  /** Asks the servers in turn until one does it. */
  async function ask<Result>(
    { signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs?: number },
    act: (asker: VerdictAsker, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    if (signal.aborted) throw aborted();
    const health = pool.health();
    if (health.state !== "ready") throw cannotTake(health);
    const askedAt = performance.now();
    const joined = joinSignals([signal, stopping.signal], timeoutMs);
    const until = joined.signal;
    const avoid = new Set<Upstream>();
    try {
      for (let attempt = 1; ; attempt++) {
        const { upstream, release } = await pool.take({ signal: until, askedAt, avoid });
        try {
          return await act(askerFor(upstream), until);
        } catch (error) {
          if (!(error instanceof ServerFault)) throw error;
          if (isPassing(error)) void pool.failed(upstream, error);
          if (!isPassing(error) || attempt === MOST_ATTEMPTS) throw asModelError(error);
          avoid.add(upstream);
        } finally {
          release();
        }
        if (!pool.hasOther(avoid)) await pause(backoffMs(attempt - 1, random), undefined, { signal: until });
      }
    } catch (error) {
      if (stopping.signal.aborted) throw new ModelError("unavailable", "Maru is stopping");
      if (signal.aborted) throw aborted();
      if (joined.isLate) throw new ModelError("deadline", `it took longer than ${timeoutMs} ms`);
      throw error;
    } finally {
      joined.release();
    }
  }

  return {
    health: pool.health,
    ready: (signal) => untilReady(pool, signal),
    measure: (questions) =>
      ask({ signal: never, timeoutMs: MEASURE_DEADLINE_MS }, (asker, signal) =>
        Promise.all(questions.map((question) => asker.measure(question, signal))),
      ),
    read: (question, signal) => ask({ signal }, (asker, until) => asker.read(question, until)),
    async stop() {
      stopping.abort();
      pool.stop();
    },
  };
}

const never = new AbortController().signal;
const aborted = () => new ModelError("aborted", "the request was aborted");
