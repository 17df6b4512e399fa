import type {
  Logger,
  MadeSummary,
  Model,
  ShownSummary,
  Store,
  Summaries,
  SummaryRequest,
} from "../core/ports/index.ts";
import { summaryAsMarkdown } from "./as-markdown.ts";
import { summariseByQuoting } from "./extractive/extractive.ts";
import { maxWordsOf } from "./length.ts";
import type { SummaryPrompts } from "./model/prompts.ts";
import { createOptedOut } from "./opted-out.ts";
import type { Pace } from "./pace.ts";
import { sparingOthers } from "./spare-others.ts";
import { type Summarised, summarise } from "./summarise.ts";
import { createSummaryRecords, type KeptSummary, type Making } from "./summary-records.ts";
import { pointsOf } from "./without.ts";

interface SummariesParts {
  readonly store: Store;
  readonly model: Model;
  readonly prompts: SummaryPrompts;
  /** In which times are told, e.g. `Asia/Seoul`. */
  readonly timeZone: string;
  readonly log: Logger;
  /** Makes what lets others have the event loop during long work. */
  readonly pace: () => Pace;
  /** Monotonic ms. */
  readonly now: () => number;
  /** Unix ms. */
  readonly unixNow: () => number;
}

/** How long the model may take to begin: one that is busy with others is not waited for longer. */
const PATIENCE_MS = 60_000;
/** Nobody waits for it: it can wait. */
const BACKGROUND_PATIENCE_MS = 15 * 60_000;

/** The port `Summaries` of the core. */
export function createSummaries(parts: SummariesParts): Summaries {
  const { model, prompts, log } = parts;
  const records = createSummaryRecords(parts.store, parts.unixNow);
  const optedOut = createOptedOut(parts.store);

  function shown({ key, summary, locale = summary.locale }: KeptSummary): ShownSummary {
    return {
      key,
      locale,
      markdown: summaryAsMarkdown(summary, { locale, timeZone: parts.timeZone, now: parts.unixNow() }),
      links: summary.cited.map(({ link }) => link).filter((link) => link !== ""),
    };
  }

  async function summarised(request: SummaryRequest, making: Making): Promise<Summarised> {
    const { messages, length, locale, signal, urgency, conversation } = request;
    const read = await optedOut.all();
    if (request.quoting) {
      const how = { maxWords: maxWordsOf[length], pace: parts.pace(), optedOut: read };
      return { summary: await summariseByQuoting(messages, how) };
    }
    return summarise(messages, {
      model: sparingOthers(model, urgency),
      prompts,
      length,
      ...(locale === undefined ? {} : { locale }),
      signal,
      now: parts.now,
      onProgress: request.onProgress,
      partials: making.partials(conversation),
      optedOut: read,
      pace: parts.pace(),
      patienceMs: urgency === "background" ? BACKGROUND_PATIENCE_MS : PATIENCE_MS,
    });
  }

  return {
    async make(request): Promise<MadeSummary> {
      const making = records.begin();
      const { summary, fellBack } = await summarised(request, making);
      request.signal.throwIfAborted();
      if (fellBack?.error) log.warn({ summary: request.key, err: fellBack.error }, "model made no summary");
      const kept = await making.keep(request.key, summary, request.messages, request.locale);
      return {
        ...shown(kept),
        kind: kept.summary.kind,
        messagesRead: kept.summary.messagesRead,
        points: pointsOf(kept.summary),
        ...(fellBack ? { fellBack: fellBack.because } : {}),
      };
    },
    forgetMessages: async (messages) => (await records.forgetMessages(messages)).map(shown),
    edited: async ({ id, text }) => (await records.edited(id, text)).map(shown),
    changed: async () => (await records.forgetMessages([])).map(shown),
    shown: records.shown,
    count: records.count,
    erase: async (person) => (await records.erase(person)).map(shown),
    drop: records.drop,
    async optOut(person) {
      await optedOut.add(person.id);
      return (await records.erase(person)).map(shown);
    },
    optIn: optedOut.remove,
    isOptedOut: async (person) => (await optedOut.all()).has(person),
  };
}
