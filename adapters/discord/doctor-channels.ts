import {
  type APIGuild,
  type APIGuildChannel,
  type APIGuildMember,
  type APIUser,
  ChannelType,
  type REST,
  Routes,
} from "discord.js";
import type { Finding } from "../../src/core/ports/chat-adapter.ts";
import { permissionsIn, permissionsOf, type Standing } from "./channel-permissions.ts";
import { type DiscordConfig, worksIn } from "./config.ts";
import type { Snowflake } from "./ids.ts";
import { missingFrom, neededPermissions, type Permission, permissionsFor } from "./permissions.ts";
import { createRules } from "./rules.ts";

type Channel = APIGuildChannel<
  ChannelType.GuildText | ChannelType.GuildAnnouncement | ChannelType.GuildForum | ChannelType.GuildMedia
>;

const inChannels: readonly Permission[] = [...neededPermissions.map(({ name }) => name), "Manage Messages"];
/** Each question is a post there, with a thread of its own already. */
const inForums: readonly Permission[] = [
  "View Channels",
  "Send Messages in Threads",
  "Read Message History",
  "Manage Messages",
];

/** What Maru uses in channels with text, as far as the config asks for it. */
const usedIn: Readonly<Partial<Record<ChannelType, readonly Permission[]>>> = {
  [ChannelType.GuildText]: inChannels,
  [ChannelType.GuildAnnouncement]: inChannels,
  [ChannelType.GuildForum]: inForums,
  [ChannelType.GuildMedia]: inForums,
};

/** As many channels are named in one finding. */
const NAMED = 5;

/**
 * Looks at each channel of one server that Maru may work in by config, and names those where it lacks a permission that
 * its roles give it elsewhere. `undefined`: there is none.
 */
export async function checkChannels(
  rest: REST,
  guild: { readonly id: Snowflake; readonly name: string },
  config: DiscordConfig,
): Promise<Finding | undefined> {
  const check = "discord channels";
  if (!worksIn(config, guild.id)) return undefined;
  try {
    const lacking = await lackingChannels(rest, guild.id, config);
    if (lacking.length === 0) return undefined;
    const named = lacking.slice(0, NAMED).map(({ name, missing }) => `#${name} (${missing.join(", ")})`);
    const more = lacking.length > NAMED ? ` and ${lacking.length - NAMED} more` : "";
    return {
      check,
      level: "warn",
      detail: `In "${guild.name}" the bot lacks permissions in ${lacking.length} ${lacking.length === 1 ? "channel" : "channels"}: ${named.join(", ")}${more}.`,
      remedy:
        "In each: right-click the channel → Edit Channel → Permissions → Advanced permissions → + → the bot's role → switch on what is named here. Where Maru shall not work, name the channel under platforms.discord.places.channels.deny.",
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      check,
      level: "warn",
      detail: `The channels of "${guild.name}" cannot be looked at (${reason}).`,
      remedy: "Try again in a minute; if it stays, invite the bot again.",
    };
  }
}

interface Lacking {
  readonly name: string;
  readonly missing: readonly Permission[];
}

/** Those that Maru sees come first: a channel that it cannot see is often meant to be hidden. */
async function lackingChannels(
  rest: REST,
  id: Snowflake,
  config: DiscordConfig,
): Promise<readonly Lacking[]> {
  const channels = await channelsOf(rest, id);
  const standing = await ownStanding(rest, id);
  const asked = permissionsFor(config);
  const rules = createRules(config);
  const lacksEverywhere = new Set(missingFrom(permissionsOf(standing), asked));
  const names = new Map(channels.map((channel) => [channel.id, channel.name]));

  const found = channels.flatMap((channel): Lacking[] => {
    const used = usedIn[channel.type];
    if (!used) return [];
    const { name, parent_id: category, permission_overwrites: overwrites = [] } = channel as Channel;
    const where = {
      kind: "channel",
      guild: id,
      home: channel.id,
      place: { name },
      ...(category ? { category: { id: category, name: names.get(category) ?? category } } : {}),
    } as const;
    if (!rules.mayWorkIn(where)) return [];
    const lacks = missingFrom(permissionsIn(overwrites, standing), asked).filter((one) => used.includes(one));
    // Who cannot see a channel lacks all the rest by that alone.
    const missing = lacks.filter((one) => one === "View Channels" || !lacks.includes("View Channels"));
    const here = missing.filter((one) => !lacksEverywhere.has(one));
    return here.length > 0 ? [{ name, missing: here }] : [];
  });
  const isHidden = ({ missing }: Lacking) => Number(missing.includes("View Channels"));
  return found.toSorted((a, b) => isHidden(a) - isHidden(b));
}

export const channelsOf = async (rest: REST, guild: Snowflake): Promise<readonly APIGuildChannel[]> =>
  (await rest.get(Routes.guildChannels(guild))) as APIGuildChannel[];

export async function ownStanding(rest: REST, id: Snowflake): Promise<Standing> {
  const guild = (await rest.get(Routes.guild(id))) as APIGuild;
  const self = (await rest.get(Routes.user())) as APIUser;
  const { roles } = (await rest.get(Routes.guildMember(id, self.id))) as APIGuildMember;
  return { guild: id, isOwner: guild.owner_id === self.id, user: self.id, roles, allRoles: guild.roles };
}
