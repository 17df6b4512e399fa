import { COMMANDS, createMaru, type Maru, preparePrompts } from "../../src/core/index.ts";
import type { AdapterParts, ChatAdapter, Model, Secrets } from "../../src/core/ports/index.ts";
import { createModeration } from "../../src/moderation/index.ts";
import { createPace, createRetrieval } from "../../src/search/index.ts";
import { createSummaries, prepareSummaryPrompts } from "../../src/summary/index.ts";
import { promptFiles, summaryPromptFiles } from "../core/prompt-files.ts";

export interface WholeParts extends Pick<AdapterParts, "store" | "log"> {
  readonly model: Model;
}

/** The real core with one adapter and nothing in the way of many questions. */
export function wholeCore(
  { store, log, model }: WholeParts,
  secrets: Secrets,
  createAdapter: (parts: AdapterParts) => ChatAdapter,
): Maru {
  const adapter = createAdapter({
    store,
    log,
    now: Date.now,
    selfName: "Maru",
    commands: COMMANDS,
    mayAnswerIn: () => true,
    secrets,
    routes: {},
  });
  return createMaru({
    store,
    adapters: [adapter],
    model,
    retrieval: createRetrieval(),
    summaries: createSummaries({
      ...{ store, model, log, timeZone: "UTC", prompts: prepareSummaryPrompts(summaryPromptFiles) },
      pace: () => createPace(() => performance.now()),
      now: () => performance.now(),
      unixNow: Date.now,
    }),
    timeZone: "UTC",
    moderation: createModeration({}),
    prompts: preparePrompts(promptFiles, "Maru"),
    selfName: "Maru",
    maxAnswerTokens: 256,
    admission: {
      bots: "ignore",
      places: { allow: [], deny: [] },
      perMinute: { person: 100_000, place: 100_000 },
    },
    queue: { waiting: 1_000, waitingPerPerson: 1_000 },
    log,
    observe: () => {},
    now: () => performance.now(),
    unixNow: Date.now,
  });
}
