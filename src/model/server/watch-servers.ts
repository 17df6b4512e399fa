import { type Logger, ModelError, type ModelHealth } from "../../core/ports/index.ts";
import { backoffMs } from "../backoff.ts";
import { readFacts, type ServerFacts } from "./facts.ts";
import { createServerHttp, type ServerHttp } from "./http.ts";
import { joinSignals } from "./joined-signal.ts";
import { ServerFault } from "./server-fault.ts";
import type { ServersSettings } from "./settings.ts";
import { whyNone } from "./why-none.ts";

/** A server that answers. */
export interface Upstream {
  readonly http: ServerHttp;
  readonly facts: ServerFacts;
}

/** One of the servers, whether it answers or not. */
export interface Place {
  /** While it answers. */
  readonly upstream: Upstream | undefined;
}

/** Looks at the servers from time to time, and knows which answer. */
interface Watch {
  readonly places: readonly Place[];
  health(): ModelHealth;
  /** Resolves at the next change of state. */
  changed(): Promise<void>;
  /** A request to this server failed in a way that tells something of the server. Resolves when it is known whether it is gone. */
  doubt(upstream: Upstream, fault: ServerFault): Promise<void>;
  stop(): void;
}

export interface WatchParts {
  readonly log: Logger;
  /** 0 to 1. */
  readonly random: () => number;
  /** Servers came back after none had answered. */
  readonly onRestart: () => void;
  /** Looks once more at a server that just came up; rejects with a `ServerFault` when it cannot be used. */
  readonly check?: (upstream: Upstream, signal: AbortSignal) => Promise<void>;
  /** How long none may answer before it is said that there is no use in waiting; they are asked on all the same. */
  readonly patienceMs?: number;
  /** Between two looks at a server that answers. */
  readonly lookMs?: number;
}

const PATIENCE_MS = 30_000;
const LOOK_MS = 10_000;
/** A server that does not say in this time what it is does not answer. */
const LOOK_DEADLINE_MS = 10_000;
/** The same for what is looked at besides, which may evaluate a whole prompt on a slow machine. */
const CHECK_DEADLINE_MS = 5 * 60_000;

interface Watched extends Place {
  readonly http: ServerHttp;
  readonly index: number;
  upstream: Upstream | undefined;
  /** Why it does not answer. */
  fault: ServerFault | undefined;
  failures: number;
  /** The look that is under way. */
  looking: Promise<void> | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** Begins at once. @param onChange called at each change of state */
export function watchServers(settings: ServersSettings, parts: WatchParts, onChange: () => void): Watch {
  const { log, random, onRestart, check, patienceMs = PATIENCE_MS, lookMs = LOOK_MS } = parts;
  const stopping = new AbortController();
  const places = settings.servers.map((server, index): Watched => {
    const http = createServerHttp(server);
    const unknown = {
      upstream: undefined,
      fault: undefined,
      failures: 0,
      looking: undefined,
      timer: undefined,
    };
    return { http, index, ...unknown };
  });
  let change = Promise.withResolvers<void>();
  let wasUp = false;
  let restarts = 0;
  let patient = true;
  let patience: NodeJS.Timeout | undefined;

  function health(): ModelHealth {
    if (stopping.signal.aborted)
      return { state: "failed", problem: "Maru is stopping.", remedy: "Start it again." };
    const up = places.flatMap(({ upstream }) => upstream ?? []);
    if (up.length > 0) return healthOf(up, settings.contextTokens, restarts);
    const faults = places.flatMap(({ fault }) => fault ?? []);
    const isHopeless = faults.length === places.length && faults.every(({ kind }) => kind === "refused");
    if (isHopeless || !patient) return whyNone(faults, settings.section);
    if (!wasUp) return { state: "loading" };
    const retryMs = Math.min(...places.map(({ failures }) => backoffMs(failures, () => 0.5)));
    return { state: "restarting", retryMs, restarts };
  }

  function changed(): void {
    change.resolve();
    change = Promise.withResolvers();
    onChange();
  }

  function look(place: Watched): Promise<void> {
    place.looking ??= lookOnce(place).finally(() => {
      place.looking = undefined;
    });
    return place.looking;
  }

  async function lookOnce(place: Watched): Promise<void> {
    const server = settings.servers[place.index];
    if (stopping.signal.aborted || server === undefined) return;
    clearTimeout(place.timer);
    try {
      const facts = await within(LOOK_DEADLINE_MS, (signal) => readFacts(place.http, server, signal));
      const upstream = { http: place.http, facts };
      if (place.upstream === undefined)
        await within(CHECK_DEADLINE_MS, async (signal) => check?.(upstream, signal));
      if (!stopping.signal.aborted) cameUp(place, upstream);
    } catch (error) {
      if (!stopping.signal.aborted) wentDown(place, asFault(error, place.http.base));
    }
  }

  async function within<Result>(ms: number, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const until = joinSignals([stopping.signal], ms);
    try {
      return await work(until.signal);
    } finally {
      until.release();
    }
  }

  function cameUp(place: Watched, upstream: Upstream): void {
    const before = place.upstream;
    const isFirst = places.every((other) => other.upstream === undefined);
    const isSame = before !== undefined && JSON.stringify(before.facts) === JSON.stringify(upstream.facts);
    place.upstream = isSame ? before : upstream;
    place.fault = undefined;
    place.failures = 0;
    place.timer = later(() => void look(place), lookMs);
    clearTimeout(patience);
    patient = true;
    if (isFirst && wasUp) {
      restarts += 1;
      onRestart();
    }
    wasUp = true;
    if (isSame) return;
    const { kind, slots, contextTokens } = upstream.facts;
    log.info({ server: place.index, kind, slots, contextTokens }, "model server answers");
    changed();
  }

  function wentDown(place: Watched, fault: ServerFault): void {
    const wasAnswering = place.upstream !== undefined;
    if (place.fault?.kind !== fault.kind) {
      const what = { server: place.index, fault: fault.kind, status: fault.status };
      log.warn(what, "model server does not answer");
    }
    place.upstream = undefined;
    place.fault = fault;
    clearTimeout(place.timer);
    place.timer = later(() => void look(place), backoffMs(place.failures, random));
    place.failures += 1;
    if (wasAnswering && places.every((other) => other.upstream === undefined)) losePatience();
    changed();
  }

  function losePatience(): void {
    clearTimeout(patience);
    patience = later(() => {
      patient = false;
      changed();
    }, patienceMs);
  }

  for (const place of places) void look(place);
  losePatience();
  return {
    places,
    health,
    changed: () => change.promise,
    async doubt(upstream, fault) {
      const place = places.find((one) => one.upstream === upstream);
      if (place === undefined) return;
      if (fault.kind === "loading") wentDown(place, fault);
      // A connection that broke is no proof that the server is gone; a look at it tells.
      else await look(place);
    },
    stop() {
      stopping.abort();
      for (const { timer } of places) clearTimeout(timer);
      clearTimeout(patience);
      changed();
    },
  };
}

function healthOf(up: readonly Upstream[], mostTokens: number, restarts: number): ModelHealth {
  const facts = up.map((upstream) => upstream.facts);
  return {
    state: "ready",
    name: facts[0]?.name ?? "",
    contextTokens: Math.min(mostTokens, ...facts.flatMap(({ contextTokens }) => contextTokens ?? [])),
    parallel: facts.reduce((sum, { slots }) => sum + slots, 0),
    restarts,
    ...(facts.some(({ sees }) => sees) ? { sees: true } : {}),
  };
}

/** A timer that keeps no process alive. */
function later(act: () => void, ms: number): NodeJS.Timeout {
  return setTimeout(act, ms).unref();
}

function asFault(error: unknown, base: string): ServerFault {
  if (error instanceof ServerFault) return error;
  const words = `${base} does not answer in ${LOOK_DEADLINE_MS / 1000} s`;
  return new ServerFault("unreachable", words, { cause: error });
}

/** Why a request is refused in this state. After a server went away, asking again may work. */
export function cannotTake(health: ModelHealth): ModelError {
  switch (health.state) {
    case "absent":
      return new ModelError("unavailable", health.hint);
    case "failed":
      return new ModelError("unavailable", `${health.problem} ${health.remedy}`);
    case "restarting":
      return new ModelError("crashed", "no model server answers now");
    case "loading":
      return new ModelError("unavailable", "no model server has answered yet");
    case "ready":
      return new ModelError("crashed", "the model server went away");
    default:
      return health satisfies never;
  }
}
