import type { ChatAdapter } from "../core/ports/chat-adapter.ts";
import type { ModelHealth } from "../core/ports/model.ts";
import type { Store } from "../core/ports/store.ts";

/** What GET /healthz looks at. */
export interface HealthParts {
  readonly version: string;
  readonly store: Store;
  readonly model: () => ModelHealth;
  readonly queue: () => QueueCounts;
  /** How moderation stands; nothing until it is open. */
  readonly moderation: () => ModerationState | undefined;
  /** The platforms that have been started. */
  readonly platforms: () => readonly Pick<ChatAdapter, "name" | "fault">[];
  /** Whether Maru is shutting down. */
  readonly stopping: () => boolean;
  /** Monotonic milliseconds; the uptime counts from now on. */
  readonly now: () => number;
}

/** Questions waiting and being answered. */
export interface QueueCounts {
  readonly waiting: number;
  readonly running: number;
}

/** What waits for moderators and for the guard. */
export interface ModerationState {
  /** Cases that wait for a person. */
  readonly waiting: number;
  /** ISO 8601: when the oldest of them was opened. */
  readonly oldestAt?: string;
  /** Cases of which something could not be done or shown so far; it is tried again. */
  readonly failing: number;
  /** Nothing where there is none. */
  readonly guard?: {
    readonly waiting: number;
    readonly running: number;
    /** How long the oldest message that waits or is being judged has been there. */
    readonly oldestMs: number;
    /** Turned away since the start because too many waited. */
    readonly shed: number;
    readonly state: string;
  };
}

/** The body of GET /healthz. */
export interface HealthReport {
  /** `degraded`: a platform waits for an operator, the others work. */
  readonly status: "ok" | "degraded" | "failing" | "stopping";
  readonly version: string;
  readonly uptimeSeconds: number;
  readonly model: ModelHealth["state"];
  /** What keeps a model that is wanted from working, with what to do; absent while nothing does. */
  readonly modelFault?: string;
  readonly queue: QueueCounts;
  readonly moderation?: ModerationState;
  readonly store: "ok" | "failing";
  /** Names of the platforms that work. */
  readonly platforms: readonly string[];
  /** What keeps the others from it, with what to do; absent while all work. */
  readonly faults?: Readonly<Record<string, string>>;
}

/** The store is tried at most this often: whoever asks faster, however many they are, gets the last outcome. */
const PROBE_EVERY_MS = 1000;

/**
 * Makes the answer to GET /healthz: 200 while messages can be taken (a missing or failed model is no
 * hindrance), 503 when the store cannot be written, a platform waits for an operator, or Maru is shutting down.
 */
export function createHealth(parts: HealthParts): () => Promise<Response> {
  const startedAt = parts.now();
  let probed: { readonly atMs: number; readonly outcome: ReturnType<typeof probe> } | undefined;

  function storeState(): ReturnType<typeof probe> {
    const atMs = parts.now();
    if (probed === undefined || atMs - probed.atMs >= PROBE_EVERY_MS) {
      probed = { atMs, outcome: probe(parts.store) };
    }
    return probed.outcome;
  }

  return async () => {
    const store = await storeState();
    const platforms = parts.platforms();
    const moderation = parts.moderation();
    const faults = platforms.flatMap(({ name, fault }) => (fault === undefined ? [] : [[name, fault]]));
    const working = platforms.filter(({ fault }) => fault === undefined).map(({ name }) => name);
    const model = parts.model();
    const report: HealthReport = {
      status: parts.stopping() ? "stopping" : statusOf(store, working.length, faults.length),
      version: parts.version,
      uptimeSeconds: Math.floor((parts.now() - startedAt) / 1000),
      model: model.state,
      ...faultOf(model),
      queue: parts.queue(),
      ...(moderation ? { moderation } : {}),
      store,
      platforms: working,
      ...(faults.length > 0 ? { faults: Object.fromEntries(faults) } : {}),
    };
    return Response.json(report, {
      status: report.status === "ok" ? 200 : 503,
      headers: { "cache-control": "no-store" },
    });
  };
}

function faultOf(model: ModelHealth): Pick<HealthReport, "modelFault"> {
  return model.state === "failed" ? { modelFault: `${model.problem} ${model.remedy}` } : {};
}

function statusOf(store: "ok" | "failing", working: number, faulty: number): HealthReport["status"] {
  if (store === "failing" || (faulty > 0 && working === 0)) return "failing";
  return faulty > 0 ? "degraded" : "ok";
}

/** As much as the writes that a message of some length costs: a few bytes still fit on a disk that is full for all else. */
const PROBE = "x".repeat(64 * 1024);

/** Writes, because a full or read-only disk can still be read. */
async function probe(store: Store): Promise<"ok" | "failing"> {
  try {
    const records = store.records<string>("health");
    await records.set("probe", PROBE);
    await records.delete("probe");
    return "ok";
  } catch {
    return "failing";
  }
}
