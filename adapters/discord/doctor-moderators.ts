import {
  type APIGuildChannel,
  type APIOverwrite,
  ChannelType,
  PermissionFlagsBits,
  type REST,
} from "discord.js";
import type { Finding } from "../../src/core/ports/chat-adapter.ts";
import { permissionsIn } from "./channel-permissions.ts";
import { type DiscordConfig, worksIn } from "./config.ts";
import { channelsOf, ownStanding } from "./doctor-channels.ts";
import type { Snowflake } from "./ids.ts";
import { type Asked, cardPermissions, missingFrom, neededPermissions } from "./permissions.ts";

interface Server {
  readonly id: Snowflake;
  readonly name: string;
}

/** What a card takes in the moderators' channel. */
const USED: ReadonlySet<string> = new Set([
  "View Channels",
  "Send Messages",
  "Read Message History",
  ...cardPermissions.map(({ name }) => name),
]);
const asked: readonly Asked[] = [...neededPermissions, ...cardPermissions].filter(({ name }) =>
  USED.has(name),
);

/** Looks for the moderators' channel that the config names: whether it is there, whether cards can be shown in it, and who reads them. */
export async function checkModerators(
  rest: REST,
  servers: readonly Server[],
  config: DiscordConfig,
): Promise<readonly Finding[]> {
  const check = "discord moderators";
  const wanted = config.moderation === false ? false : config.moderation.channel;
  if (wanted === false) return [];
  const found: Finding[] = [];
  for (const server of servers.filter(({ id }) => worksIn(config, id))) {
    try {
      const channel = (await channelsOf(rest, server.id)).find(
        ({ id, name, type }) =>
          (id === wanted || name === wanted) &&
          (type === ChannelType.GuildText || type === ChannelType.GuildAnnouncement),
      );
      if (channel) found.push(await look(rest, server, channel));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      found.push({
        check,
        level: "warn",
        detail: `The moderators' channel of "${server.name}" cannot be looked at (${reason}).`,
        remedy: "Try again in a minute; if it stays, invite the bot again.",
      });
    }
  }
  if (found.length > 0) return found;
  return [
    {
      check,
      level: "warn",
      detail: `No server has a text channel "${wanted}" to show cases in.`,
      remedy:
        "Make one that only moderators and the bot's role can see, or name another one in platforms.discord.moderation.channel.",
    },
  ];
}

async function look(rest: REST, server: Server, channel: APIGuildChannel): Promise<Finding> {
  const check = "discord moderators";
  const { name, permission_overwrites: overwrites = [] } = channel as {
    readonly name: string;
    readonly permission_overwrites?: readonly APIOverwrite[];
  };
  const standing = await ownStanding(rest, server.id);
  const missing = missingFrom(permissionsIn(overwrites, standing), asked);
  if (missing.length > 0)
    return {
      check,
      level: "warn",
      detail: `In #${name} of "${server.name}", where cases are to be shown, the bot lacks: ${missing.join(", ")}.`,
      remedy: `#${name} → Edit Channel → Permissions → Advanced permissions → + → the bot's role → switch on ${missing.join(", ")}.`,
    };
  const anybody = permissionsIn(overwrites, { ...standing, isOwner: false, user: "", roles: [] });
  if ((anybody & PermissionFlagsBits.ViewChannel) !== 0n)
    return {
      check,
      level: "warn",
      detail: `Everybody in "${server.name}" can read #${name}, where cases are to be shown.`,
      remedy: `#${name} → Edit Channel → Permissions → Private Channel → on, with the moderators' role and the bot's.`,
    };
  return { check, level: "ok", detail: `Cases are shown in #${name} of "${server.name}".` };
}
