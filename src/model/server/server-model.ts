import { setTimeout as pause } from "node:timers/promises";
import {
  type Logger,
  type Model,
  ModelError,
  type Observe,
  type ReplyOptions,
} from "../../core/ports/index.ts";
import type { Turn } from "../../core/types.ts";
import { orAborted } from "../../waiting/or-aborted.ts";
import { backoffMs } from "../backoff.ts";
import { toJsonSchema } from "./answer-schema.ts";
import { createAsking, type Sofar } from "./asking.ts";
import { assertImagesFit } from "./image-limits.ts";
import { joinSignals } from "./joined-signal.ts";
import { createPool } from "./pool.ts";
import { asModelError, isPassing, ServerFault } from "./server-fault.ts";
import type { ServersSettings } from "./settings.ts";
import { untilReady } from "./until-ready.ts";
import { cannotTake, type Upstream } from "./watch-servers.ts";

export interface ServerModelSettings extends ServersSettings {
  /** How long one answer may take, from the moment that a server has a slot for it. */
  readonly deadlineMs: number;
}

export interface ServerModelParts {
  readonly log: Logger;
  readonly observe: Observe;
  /** 0 to 1. */
  readonly random?: () => number;
  /** How long no server may answer before there is said to be no use in waiting. */
  readonly patienceMs?: number;
  /** Between two looks at a server that answers. */
  readonly lookMs?: number;
}

/** Servers that are tried with one request, one after the other or the same again. */
const MOST_ATTEMPTS = 4;
/**
 * How long measuring a prompt or counting some texts may take: Stop does not reach it, so whoever asked waits that long for a server that
 * says nothing. Servers that work take milliseconds, without the model.
 */
const COUNT_DEADLINE_MS = 5_000;
/** Texts that have this time together; of all that a long summary counts, no server is so quick. */
const COUNTED_AT_ONCE = 32;

/** A model that servers run, here or elsewhere, which speak OpenAI's protocol. */
export function createServerModel(settings: ServerModelSettings, parts: ServerModelParts): Model {
  const { log, observe, random = Math.random } = parts;
  const pool = createPool(settings, {
    ...parts,
    random,
    onRestart: () => observe({ type: "model-restarted" }),
  });
  const stopping = new AbortController();
  const asking = createAsking(settings);

  /** Asks any server that answers something about texts; the next one when it fails. */
  async function consult<Result>(
    ask: (upstream: Upstream, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const until = joinSignals([stopping.signal], COUNT_DEADLINE_MS);
    try {
      for (let attempt = 1; ; attempt++) {
        const upstream = pool.any();
        if (upstream === undefined) throw cannotTake(pool.health());
        try {
          return await ask(upstream, until.signal);
        } catch (error) {
          if (!(error instanceof ServerFault)) throw error;
          if (isPassing(error)) void pool.failed(upstream, error);
          if (!isPassing(error) || attempt === MOST_ATTEMPTS) throw asModelError(error);
        }
        await pause(backoffMs(attempt - 1, random), undefined, { signal: until.signal });
      }
    } catch (error) {
      if (stopping.signal.aborted) throw stopped();
      // `deadline` would say that the answer took too long.
      if (until.isLate)
        throw new ModelError("unavailable", `counting took longer than ${COUNT_DEADLINE_MS} ms`);
      throw error;
    } finally {
      until.release();
    }
  }

  async function countTokens(texts: readonly string[]): Promise<readonly number[]> {
    const counts: number[] = [];
    for (let from = 0; from < texts.length; from += COUNTED_AT_ONCE) {
      const some = texts.slice(from, from + COUNTED_AT_ONCE);
      counts.push(...(await consult((upstream, signal) => asking.count(upstream, some, signal))));
    }
    return counts;
  }

  async function* reply(turns: readonly Turn[], options: ReplyOptions): AsyncGenerator<string> {
    if (options.signal.aborted) throw aborted();
    const health = pool.health();
    if (health.state !== "ready") throw cannotTake(health);
    assertImagesFit(turns);
    // Refused before anybody is asked.
    if (options.schema !== undefined) toJsonSchema(options.schema);

    const { thread, urgency, ...wanted } = options;
    const needsSight = turns.some(({ images }) => images !== undefined && images.length > 0);
    const sofar: Sofar = { askedAt: performance.now(), text: "", tokens: {}, firstTokenMs: undefined };
    const until = joinSignals([options.signal, stopping.signal]);
    const { signal } = until;
    const avoid = new Set<Upstream>();
    try {
      for (let attempt = 1; ; attempt++) {
        const wish = { signal, thread, urgency, askedAt: sofar.askedAt, avoid, needsSight };
        const { upstream, release } = await pool.take(wish);
        try {
          yield* asking.answer(upstream, turns, { ...wanted, signal }, sofar);
          return;
        } catch (error) {
          if (!(error instanceof ServerFault)) throw error;
          const known = isPassing(error) ? pool.failed(upstream, error) : undefined;
          if (known === undefined || attempt === MOST_ATTEMPTS) throw asModelError(error);
          if (sofar.text !== "") {
            // What was shown cannot be taken back; whoever asked may ask again, and then waits for a server that is gone.
            await orAborted(known, signal);
            throw new ModelError("crashed", error.message, { cause: error });
          }
          avoid.add(upstream);
          log.warn({ fault: error.kind, status: error.status, attempt }, "model server failed, asking again");
        } finally {
          release();
        }
        if (!pool.hasOther(avoid)) await pause(backoffMs(attempt - 1, random), undefined, { signal });
      }
    } catch (error) {
      if (options.signal.aborted) throw aborted();
      if (stopping.signal.aborted) throw stopped();
      throw error;
    } finally {
      until.release();
      settle(sofar);
    }
  }

  function settle({ askedAt, text, tokens, firstTokenMs }: Sofar): void {
    const promptTokens = tokens.prompt ?? 0;
    observe({
      type: "model-reply",
      promptTokens,
      // What a server does not tell counts as evaluated.
      evaluatedTokens: Math.max(0, promptTokens - (tokens.cached ?? 0)),
      writtenTokens: tokens.written ?? asking.estimated(text),
      ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
      tookMs: performance.now() - askedAt,
    });
  }

  return {
    health: pool.health,
    ready: (signal) => untilReady(pool, signal),
    countTokens,
    measure: (turns) => consult((upstream, signal) => asking.measure(upstream, turns, signal)),
    reply,
    async forget(thread) {
      pool.forget(thread);
    },
    async forgetAll() {
      pool.forgetAll();
    },
    async stop() {
      stopping.abort();
      pool.stop();
    },
  };
}

const aborted = () => new ModelError("aborted", "the request was aborted");
const stopped = () => new ModelError("unavailable", "Maru is stopping");
