import type { AdapterModule } from "../../src/core/ports/chat-adapter.ts";
import { type DiscordConfig, discordConfig } from "./config.ts";
import { createDiscordChat } from "./discord-chat.ts";
import { doctor } from "./doctor.ts";
import { ADAPTER_NAME } from "./ids.ts";

/** Discord, by way of a bot of the team's own. */
export const adapter: AdapterModule<DiscordConfig> = {
  name: ADAPTER_NAME,
  config: discordConfig,
  secrets: ["DISCORD_TOKEN", "DISCORD_API"],
  create: (config, parts) => createDiscordChat(config, parts),
  doctor,
};
