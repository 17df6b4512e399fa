import { createMaru, type Maru, type MaruParts, preparePrompts } from "../../src/core/index.ts";
import type { Observation, Store } from "../../src/core/ports/index.ts";
import { createModeration } from "../../src/moderation/index.ts";
import { createPace, createRetrieval } from "../../src/search/index.ts";
import { openStore } from "../../src/store/index.ts";
import { createSummaries, prepareSummaryPrompts } from "../../src/summary/index.ts";
import { type FakeModel, fakeModel } from "../fakes/model.ts";
import { FakePlatform } from "../fakes/platform.ts";
import { promptFiles, summaryPromptFiles } from "./prompt-files.ts";

export const quietLog = { debug() {}, info() {}, warn() {}, error() {} };

export const memoryStore = (): Promise<Store> =>
  openStore("memory:", { dataFolder: "/nowhere", now: Date.now, log: quietLog });

export interface Stage {
  readonly platform: FakePlatform;
  readonly model: FakeModel;
  readonly store: Store;
  readonly maru: Maru;
  readonly observed: Observation[];
}

/** The real core between a fake platform and a fake model. Parts given replace the usual ones. */
export async function stage(
  parts: Partial<MaruParts> & { platform?: FakePlatform; model?: FakeModel } = {},
): Promise<Stage> {
  const platform = parts.platform ?? new FakePlatform();
  const model = parts.model ?? fakeModel();
  const store = parts.store ?? (await memoryStore());
  const observed: Observation[] = [];
  const maru = createMaru({
    adapters: [platform.connect()],
    retrieval: createRetrieval(),
    summaries: createSummaries({
      store,
      model,
      prompts: prepareSummaryPrompts(summaryPromptFiles),
      timeZone: "UTC",
      log: quietLog,
      pace: () => createPace(() => performance.now()),
      now: () => performance.now(),
      unixNow: () => Date.UTC(2026, 0, 1, 9),
    }),
    timeZone: "UTC",
    moderation: createModeration({}),
    prompts: preparePrompts(promptFiles, "Maru"),
    selfName: "Maru",
    maxAnswerTokens: 256,
    admission: {
      bots: "ignore",
      places: { allow: [], deny: [] },
      perMinute: { person: 1_000, place: 1_000 },
    },
    queue: { waiting: 50, waitingPerPerson: 50 },
    log: quietLog,
    observe: (observation) => observed.push(observation),
    now: () => performance.now(),
    unixNow: () => Date.UTC(2026, 0, 1, 9),
    ...parts,
    model,
    store,
  });
  await maru.start();
  return { platform, model, store, maru, observed };
}
