import { isExternallyShared } from "../world/channels.ts";
import type { Channel } from "../world/shapes.ts";
import type { SlackEvent, World } from "../world/world.ts";
import type { Deliveries } from "./delivery.ts";
import { requirementOf } from "./subscriptions.ts";

/** Brings an event to the app when it subscribed to it, has the scope for it, and may see where it happened. */
export const dispatchEvent = (
  parts: {
    readonly world: World;
    readonly deliveries: Deliveries;
    readonly verificationToken: string;
    /** Events subscribed to; `undefined`: all. */
    readonly subscribed: () => readonly string[] | undefined;
    readonly scopes: () => readonly string[];
  },
  event: SlackEvent,
  channel?: Channel,
): void => {
  const { world, deliveries } = parts;
  const { event: name, scopes } = requirementOf(event, channel);
  if (parts.subscribed()?.includes(name) === false) return;
  if (!scopes.every((scope) => parts.scopes().includes(scope))) return;
  if (channel && !channel.members.has(world.bot.id)) return;
  deliveries.event({
    type: "events_api",
    name: name.startsWith("message.") ? `event ${name}` : `event ${event.type}`,
    payload: {
      token: parts.verificationToken,
      team_id: world.team.id,
      context_team_id: world.team.id,
      context_enterprise_id: null,
      api_app_id: world.app.id,
      // A copy: the event says what was, whatever changes before it is brought.
      event: structuredClone(event),
      type: "event_callback",
      event_id: world.nextId("Ev"),
      event_time: Math.floor(world.clock.now() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: world.team.id,
          user_id: world.bot.id,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: channel !== undefined && isExternallyShared(channel),
      event_context: world.nextId("4-"),
    },
  });
};
