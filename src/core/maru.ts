import { type AdmissionRules, createAdmission } from "./admission.ts";
import { createAnswer } from "./answer.ts";
import { createContext } from "./context.ts";
import { type Arrival, createConversation } from "./conversation.ts";
import { createInbox } from "./inbox.ts";
import { createInterruptions } from "./interruptions.ts";
import { createKept } from "./kept.ts";
import { createOwnThreads } from "./own-threads.ts";
import type {
  ChatAdapter,
  Deliver,
  Logger,
  Model,
  Moderation,
  Observe,
  Retrieval,
  Store,
} from "./ports/index.ts";
import type { Prompts } from "./prompts.ts";
import { createThreadQueue, type QueueLimits } from "./thread-queue.ts";
import type { ChatEvent } from "./types.ts";

export interface MaruParts {
  readonly store: Store;
  readonly adapters: readonly ChatAdapter[];
  readonly model: Model;
  readonly retrieval: Retrieval;
  readonly moderation: Moderation;
  readonly prompts: Prompts;
  readonly selfName: string;
  readonly maxAnswerTokens: number;
  readonly admission: AdmissionRules;
  readonly queue: QueueLimits;
  readonly log: Logger;
  readonly observe: Observe;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** After how long an event that could not be dealt with is tried again; longer each time, and at the next start. */
const RETRY_MS = [30_000, 120_000, 600_000];

/** The running core. */
export interface Maru {
  /** Starts the adapters, then takes up what a former run left unfinished. */
  start(): Promise<void>;
  /**
   * Takes nothing new up, gives answers in flight `graceMs` to end, hands the rest over to the next start,
   * and stops the adapters. Model and store are the caller's to stop, afterwards.
   */
  stop(graceMs: number): Promise<void>;
  /** Questions waiting and being answered. */
  counts(): { readonly waiting: number; readonly running: number };
}

export function createMaru(parts: MaruParts): Maru {
  const { store, model, adapters, log, observe, now } = parts;
  const inbox = createInbox(store);
  const kept = createKept(store);
  const queue = createThreadQueue(
    parts.queue,
    () => {
      const health = model.health();
      return health.state === "ready" ? health.parallel : 1;
    },
    now,
    (counts) => observe({ type: "queue", ...counts }),
  );
  const handle = createConversation({
    ...parts,
    adapterOf,
    admission: createAdmission(parts.admission),
    ownThreads: createOwnThreads(store),
    queue,
    queueLimits: parts.queue,
    kept,
    interruptions: createInterruptions(store),
    answer: createAnswer({ ...parts, context: createContext(model), kept }),
  });

  const underWay = new Set<Promise<void>>();
  const retries = new Set<NodeJS.Timeout>();
  let stopping = false;

  function adapterOf(id: string): ChatAdapter {
    const name = id.slice(0, id.indexOf(":"));
    const adapter = adapters.find((candidate) => candidate.name === name);
    if (!adapter) throw new Error(`No platform named "${name}" is switched on, so ${id} cannot be reached.`);
    return adapter;
  }

  const deliver: Deliver = async (event) => {
    const at = now();
    const fresh = await inbox.accept(event).catch((error: unknown) => {
      observe({ type: "event", event: event.type, outcome: "refused" });
      throw error;
    });
    observe({ type: "event", event: event.type, outcome: fresh ? "new" : "duplicate" });
    // While stopping it is only stored: the next start takes it up.
    if (fresh && !stopping) takeUp({ event, at, replayed: false });
  };

  function takeUp(arrival: Arrival, failures = 0): void {
    const work = process(arrival, failures).finally(() => underWay.delete(work));
    underWay.add(work);
  }

  async function process(arrival: Arrival, failures = 0): Promise<void> {
    const { event } = arrival;
    try {
      if ((await handle(arrival)) === "done") await inbox.done(event);
    } catch (error) {
      log.error({ event: event.id, type: event.type, failures, err: error }, "event not handled");
      retryLater(arrival, failures);
    }
  }

  /** A full disk is emptied, a platform comes back: the event is in the inbox, so trying again costs nothing. */
  function retryLater({ event }: Arrival, failures: number): void {
    const pauseMs = RETRY_MS[failures];
    if (pauseMs === undefined || stopping) return;
    const retry = setTimeout(() => {
      retries.delete(retry);
      takeUp({ event, at: now(), replayed: true }, failures + 1);
    }, pauseMs);
    retries.add(retry);
  }

  return {
    async start() {
      const unfinished: ChatEvent[] = await Array.fromAsync(inbox.unfinished());
      for (const adapter of adapters) await adapter.start(deliver);
      for (const event of unfinished) takeUp({ event, at: now(), replayed: true });
      if (unfinished.length > 0) log.info({ events: unfinished.length }, "took up unfinished events");
    },

    async stop(graceMs) {
      stopping = true;
      for (const retry of retries) clearTimeout(retry);
      await queue.drain(graceMs);
      await Promise.all(underWay);
      await Promise.all(adapters.map((adapter) => adapter.stop()));
    },

    counts: () => queue.counts(),
  };
}
