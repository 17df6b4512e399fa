import { createDiscordChat } from "../../../adapters/discord/discord-chat.ts";
import type { DiscordTimes } from "../../../adapters/discord/rooms.ts";
import { COMMANDS, createMaru, type Maru, preparePrompts } from "../../../src/core/index.ts";
import type { Logger, Model, Store } from "../../../src/core/ports/index.ts";
import { createModeration } from "../../../src/moderation/index.ts";
import { createRetrieval } from "../../../src/search/index.ts";
import { promptFiles } from "../../core/prompt-files.ts";
import { configured } from "./chat.ts";

/** The real core with the Discord adapter and nothing in the way of many questions. */
export function wholeMaru(parts: {
  readonly api: string;
  readonly token: string;
  readonly store: Store;
  readonly model: Model;
  readonly log: Logger;
  readonly times: DiscordTimes;
  /** `platforms.discord` of maru.yaml. */
  readonly config?: unknown;
}): Maru {
  const { store, model, log } = parts;
  const adapter = createDiscordChat(
    configured(parts.config),
    {
      store,
      log,
      now: Date.now,
      selfName: "Maru",
      commands: COMMANDS,
      secrets: { DISCORD_TOKEN: parts.token, DISCORD_API: parts.api },
      routes: {},
    },
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
