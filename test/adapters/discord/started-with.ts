import { createDiscordChat } from "../../../adapters/discord/discord-chat.ts";
import { COMMANDS } from "../../../src/core/index.ts";
import type { AdapterParts, ChatAdapter, Deliver, Store } from "../../../src/core/ports/index.ts";
import type { FakeDiscord } from "../../fakes/discord/index.ts";
import { listeningLog } from "../listening-log.ts";
import { configured, memoryStore, quick } from "./chat.ts";

/** Starts the adapter on a Discord of our own; rejects as the start does. */
export async function startedWith(
  discord: FakeDiscord,
  parts: {
    readonly deliver?: Deliver;
    readonly store?: Store;
    readonly mayAnswerIn?: AdapterParts["mayAnswerIn"];
  } = {},
): Promise<ChatAdapter> {
  const adapter = createDiscordChat(
    configured(),
    {
      store: parts.store ?? (await memoryStore()),
      log: listeningLog(),
      now: Date.now,
      selfName: "Maru",
      commands: COMMANDS,
      mayAnswerIn: parts.mayAnswerIn ?? (() => true),
      secrets: { DISCORD_TOKEN: discord.token, DISCORD_API: discord.api },
      routes: {},
    },
    quick,
  );
  await adapter.start(parts.deliver ?? (async () => {}));
  return adapter;
}
