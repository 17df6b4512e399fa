import { type Channel, ChannelType, type Client, type GuildBasedChannel } from "discord.js";
import type { Locale } from "../../../src/core/types.ts";
import { unless } from "../api-error.ts";
import { type DiscordConfig, worksIn } from "../config.ts";
import type { Snowflake } from "../ids.ts";
import { steadily } from "../steadily.ts";
import { localeOf } from "../words.ts";

/** Where moderators see cases. */
export interface ModeratorsChannel {
  readonly id: Snowflake;
  readonly guild: Snowflake;
  /** That of the server. */
  readonly locale: Locale;
}

export interface ModeratorsChannels {
  /** That of a server; by name, each server has one of its own. Without a server, or in one that has none: the first there is. */
  of(guild: Snowflake | undefined): Promise<ModeratorsChannel | undefined>;
  all(): Promise<readonly ModeratorsChannel[]>;
}

const WRITABLE: ReadonlySet<ChannelType> = new Set([ChannelType.GuildText, ChannelType.GuildAnnouncement]);

export function createModeratorsChannels(client: Client<true>, config: DiscordConfig): ModeratorsChannels {
  const wanted = config.moderation === false ? false : config.moderation.channel;

  async function all(): Promise<readonly ModeratorsChannel[]> {
    if (wanted === false) return [];
    const byId = /^\d{15,20}$/.test(wanted) ? await fetched(wanted) : undefined;
    const found = byId
      ? [byId]
      : [...client.guilds.cache.values()].flatMap((guild) => named(guild.channels.cache));
    return found
      .filter(({ guildId }) => worksIn(config, guildId))
      .map(({ id, guildId, guild }) => ({
        id,
        guild: guildId,
        locale: localeOf(guild.preferredLocale) ?? "en",
      }));
  }

  async function fetched(id: Snowflake): Promise<GuildBasedChannel | undefined> {
    const channel: Channel | undefined =
      client.channels.cache.get(id) ??
      (await unless(
        ["unknownChannel", "missingAccess"],
        steadily(() => client.channels.fetch(id)),
      )) ??
      undefined;
    return channel && !channel.isDMBased() && WRITABLE.has(channel.type) ? channel : undefined;
  }

  const named = (channels: ReadonlyMap<Snowflake, GuildBasedChannel>) =>
    [...channels.values()].filter(({ type, name }) => WRITABLE.has(type) && name === wanted).slice(0, 1);

  return {
    all,
    async of(guild) {
      const channels = await all();
      return channels.find((one) => one.guild === guild) ?? channels[0];
    },
  };
}
