import type { AdapterModule } from "../../src/core/ports/chat-adapter.ts";
import { type WebConfig, webConfig } from "./config.ts";
import { doctor } from "./doctor.ts";
import { ADAPTER_NAME } from "./ids.ts";
import { createWebChat } from "./web-chat.ts";

/** The team chat that Maru brings along, served to this machine's browsers. */
export const adapter: AdapterModule<WebConfig> = {
  name: ADAPTER_NAME,
  config: webConfig,
  secrets: [],
  create: (config, parts) => createWebChat(config, parts),
  doctor,
};
