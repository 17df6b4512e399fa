import type { AdapterModule } from "../../src/core/ports/chat-adapter.ts";
import { type DiscordConfig, discordConfig } from "./config.ts";
import { ADAPTER_NAME } from "./ids.ts";
import { abilitiesOf } from "./moderation/abilities.ts";

/** Discord, by way of a bot of the team's own. */
export const adapter: AdapterModule<DiscordConfig> = {
  name: ADAPTER_NAME,
  config: discordConfig,
  secrets: ["DISCORD_TOKEN", "DISCORD_API"],
  create: async (config, parts) => (await import("./discord-chat.ts")).createDiscordChat(config, parts),
  abilities: (config) => abilitiesOf(config),
  doctor: async (config, secrets) => (await import("./doctor.ts")).doctor(config, secrets),
};
