import type { AdapterModule } from "../../src/core/ports/chat-adapter.ts";
import { type WebConfig, webConfig } from "./config.ts";
import { ADAPTER_NAME } from "./ids.ts";
import { abilities } from "./moderation/abilities.ts";

/** The team chat that Maru brings along, served to this machine's browsers. */
export const adapter: AdapterModule<WebConfig> = {
  name: ADAPTER_NAME,
  config: webConfig,
  secrets: [],
  create: async (config, parts) => (await import("./web-chat.ts")).createWebChat(config, parts),
  abilities: () => abilities,
  channels: ({ channels }) => channels,
  doctor: async (config) => (await import("./doctor.ts")).doctor(config),
};
