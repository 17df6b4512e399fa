import type { Channel, ChannelKind } from "../world/shapes.ts";
import type { SlackEvent } from "../world/world.ts";

/** The subscription and the scope that an event takes (docs: reference/events, each event's page). */
export interface Requirement {
  readonly event: string;
  readonly scopes: readonly string[];
}

const messages: Readonly<Record<ChannelKind, Requirement>> = {
  channel: { event: "message.channels", scopes: ["channels:history"] },
  group: { event: "message.groups", scopes: ["groups:history"] },
  im: { event: "message.im", scopes: ["im:history"] },
  mpim: { event: "message.mpim", scopes: ["mpim:history"] },
};

const others: Readonly<Record<string, readonly string[]>> = {
  app_mention: ["app_mentions:read"],
  app_home_opened: [],
  app_context_changed: [],
  agent_session_stopped: ["chat:write"],
  app_uninstalled: [],
  tokens_revoked: [],
  member_joined_channel: ["channels:read"],
  channel_archive: ["channels:read"],
  channel_deleted: ["channels:read"],
  channel_rename: ["channels:read"],
  group_deleted: ["groups:read"],
  user_change: ["users:read"],
};

export const requirementOf = ({ type }: SlackEvent, channel: Channel | undefined): Requirement => {
  if (type === "message" && channel) return messages[channel.kind];
  const scopes = others[type];
  if (!scopes) throw new Error(`the fake does not know what the event ${type} takes`);
  return { event: type, scopes };
};
