import type { AdapterModule } from "../../src/core/ports/chat-adapter.ts";
import { type SlackConfig, slackConfig } from "./config.ts";
import { ADAPTER_NAME } from "./ids.ts";
import { ADMIN_TOKEN, abilitiesOf } from "./moderation/abilities.ts";

/** Slack, by way of an app of the team's own. */
export const adapter: AdapterModule<SlackConfig> = {
  name: ADAPTER_NAME,
  config: slackConfig,
  secrets: ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL", ADMIN_TOKEN],
  create: async (config, parts) => (await import("./slack-chat.ts")).createSlackChat(config, parts),
  abilities: abilitiesOf,
  doctor: async (config, secrets) => (await import("./doctor.ts")).doctor(config, secrets),
};
