import { type AdmissionRules, admittedPlaces, createAdmission } from "./admission.ts";
import { createAnswer } from "./answer.ts";
import { createConsider } from "./consider.ts";
import { createContext } from "./context.ts";
import { createConversation } from "./conversation.ts";
import { createDealing } from "./dealing.ts";
import { createHeld } from "./held.ts";
import { createInbox } from "./inbox.ts";
import { createInterruptions } from "./interruptions.ts";
import { createIsHeld } from "./is-held.ts";
import { createKeepPlace } from "./keep-place.ts";
import { createKept } from "./kept.ts";
import { createOwnThreads } from "./own-threads.ts";
import { createOwnWord } from "./own-word.ts";
import { pause } from "./pause.ts";
import { createFetchPictures } from "./pictures.ts";
import type {
  ChatAdapter,
  Deliver,
  Logger,
  Model,
  Moderation,
  Observe,
  Retrieval,
  Store,
  Summaries,
} from "./ports/index.ts";
import type { Prompts } from "./prompts.ts";
import type { Arrival } from "./question.ts";
import { createQuestionJobs } from "./question-job.ts";
import type { QueueLimits } from "./queue-limits.ts";
import { createReplies } from "./replies.ts";
import { createDigest } from "./summarise/digest.ts";
import { createDigestRecords } from "./summarise/digest-records.ts";
import { createShowAnew } from "./summarise/show-anew.ts";
import { createSummarise } from "./summarise/summarise.ts";
import { createThreadQueue } from "./thread-queue.ts";
import { threadTitle } from "./thread-title.ts";

export interface MaruParts {
  readonly store: Store;
  readonly adapters: readonly ChatAdapter[];
  readonly model: Model;
  readonly retrieval: Retrieval;
  readonly summaries: Summaries;
  readonly moderation: Moderation;
  readonly prompts: Prompts;
  readonly selfName: string;
  /** In which people's days begin and times are told, e.g. `Asia/Seoul`. */
  readonly timeZone: string;
  readonly maxAnswerTokens: number;
  readonly admission: AdmissionRules;
  readonly queue: QueueLimits;
  readonly log: Logger;
  readonly observe: Observe;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Unix ms. */
  readonly unixNow: () => number;
}

/** At the end, a platform that does not answer is not waited for any longer: the inbox has it all. */
const LAST_WORD_MS = 2_000;

/** The running core. */
export interface Maru {
  /**
   * Starts the adapters, then takes up what a former run left unfinished. Rejects, with the adapters that had been
   * started stopped again, when one cannot be started.
   */
  start(): Promise<void>;
  /**
   * Takes nothing new up, gives answers in flight `graceMs` to end, hands the rest over to the next start,
   * and stops the adapters. Model and store are the caller's to stop, afterwards.
   */
  stop(graceMs: number): Promise<void>;
  /** Takes an event of Maru's own, as adapters deliver theirs: a digest that is due. */
  readonly deliver: Deliver;
  /** Questions waiting and being answered. */
  counts(): { readonly waiting: number; readonly running: number };
}

export function createMaru(parts: MaruParts): Maru {
  const { store, model, adapters, log, observe, now } = parts;
  const mayAnswerIn = admittedPlaces(parts.admission);
  const inbox = createInbox(store);
  const kept = createKept(store, parts);
  const held = createHeld(store);
  const ownThreads = createOwnThreads(store);
  const replies = createReplies({ ...parts, kept });
  const queue = createThreadQueue(
    parts.queue,
    () => {
      const health = model.health();
      return health.state === "ready" ? health.parallel : 1;
    },
    now,
    (counts) => observe({ type: "queue", ...counts }),
  );
  const digestRecords = createDigestRecords(store);
  const showAnew = createShowAnew({ ...parts, replies, kept, digests: digestRecords });
  const ownWord = createOwnWord({
    selfName: parts.selfName,
    queue,
    kept,
    summaries: parts.summaries,
    showAnew,
    howToAsk: (message, locale) => replies.adapterOf(message.thread).howToAsk?.[locale],
  });
  const keepPlace = createKeepPlace(queue);
  const interruptions = createInterruptions(store);
  const jobs = createQuestionJobs({
    ...parts,
    keepPlace,
    replies,
    ownThreads,
    ownWord,
    interruptions,
    summarise: createSummarise({ ...parts, held, kept, showAnew, mayAnswerIn }),
    answer: createAnswer({
      ...{ ...parts, kept, held },
      context: createContext(model),
      pictures: createFetchPictures({ model, log }),
    }),
    title: (question, signal) =>
      threadTitle(
        question,
        {
          model,
          screen: parts.moderation.screen,
          prompt: parts.prompts.title,
          selfName: parts.selfName,
        },
        signal,
      ),
    idle: () => queue.counts().waiting === 0,
  });
  const admission = createAdmission(parts.admission);
  const isHeld = createIsHeld({ ...parts, held });
  const consider = createConsider({
    ...parts,
    admission,
    ownThreads,
    isHeld,
    queue,
    queueLimits: parts.queue,
    keepPlace,
    replies,
    kept,
    ownWord,
    jobs,
  });
  const conversation = createConversation({
    ...parts,
    admission,
    held,
    isHeld,
    consider,
    queue,
    replies,
    kept,
    showAnew,
    digest: createDigest({
      ...parts,
      queue,
      records: digestRecords,
      interruptions,
      adapterOf: replies.adapterOf,
      mayAnswerIn,
      held,
      showAnew,
    }),
  });
  const dealing = createDealing({ inbox, conversation, log, now });

  /** What is delivered while starting waits here for what a former run left: it may be about that. */
  let early: Arrival[] | undefined = [];
  let stopping = false;

  const deliver: Deliver = async (event) => {
    const at = now();
    const fresh = await inbox.accept(event).catch((error: unknown) => {
      observe({ type: "event", event: event.type, outcome: "refused" });
      throw error;
    });
    observe({ type: "event", event: event.type, outcome: fresh ? "new" : "duplicate" });
    // While stopping it is only stored: the next start takes it up.
    if (!fresh || stopping) return;
    const arrival = { event, at, replayed: false, settling: [] };
    if (early) early.push(arrival);
    else dealing.takeUp(arrival);
  };

  async function startAdapters(): Promise<void> {
    const started: ChatAdapter[] = [];
    try {
      for (const adapter of adapters) {
        await adapter.start(deliver);
        started.push(adapter);
      }
    } catch (error) {
      stopping = true;
      await Promise.allSettled(started.map((adapter) => adapter.stop()));
      throw error;
    }
  }

  return {
    async start() {
      const unfinished = await Array.fromAsync(inbox.unfinished());
      await startAdapters();
      for (const event of unfinished) dealing.takeUp({ event, at: now(), replayed: true, settling: [] });
      for (const arrival of early ?? []) dealing.takeUp(arrival);
      early = undefined;
      if (unfinished.length > 0) log.info({ events: unfinished.length }, "took up unfinished events");
    },

    async stop(graceMs) {
      stopping = true;
      dealing.stopRetrying();
      await atMost(queue.drain(graceMs), graceMs + LAST_WORD_MS);
      await atMost(dealing.ended(), LAST_WORD_MS);
      const stops = await Promise.allSettled(adapters.map((adapter) => adapter.stop()));
      for (const stop of stops)
        if (stop.status === "rejected") log.error({ err: stop.reason }, "platform not stopped");
    },

    deliver,
    counts: () => queue.counts(),
  };
}

async function atMost(work: Promise<unknown>, ms: number): Promise<void> {
  const over = new AbortController();
  await Promise.race([work, pause(ms, over.signal)]);
  over.abort();
}
