import type { SlackTimes } from "../../../adapters/slack/rooms.ts";
import { createSlackChat } from "../../../adapters/slack/slack-chat.ts";
import { COMMANDS, createMaru, type Maru, preparePrompts } from "../../../src/core/index.ts";
import type { Logger, Model, Secrets, Store } from "../../../src/core/ports/index.ts";
import { createModeration } from "../../../src/moderation/index.ts";
import { createRetrieval } from "../../../src/search/index.ts";
import { promptFiles } from "../../core/prompt-files.ts";
import { configured } from "./chat.ts";

/** The real core with the Slack adapter and nothing in the way of many questions. */
export function wholeMaru(parts: {
  readonly secrets: Secrets;
  readonly store: Store;
  readonly model: Model;
  readonly log: Logger;
  readonly times: SlackTimes;
  readonly config?: object;
}): Maru {
  const { store, model, log, secrets } = parts;
  const adapter = createSlackChat(
    configured(parts.config),
    { store, log, now: Date.now, selfName: "Maru", commands: COMMANDS, secrets, routes: {} },
    parts.times,
  );
  return createMaru({
    store,
    adapters: [adapter],
    model,
    retrieval: createRetrieval(),
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
  });
}
