import {
  type APIGuildChannel,
  type APIThreadChannel,
  ChannelType,
  type GatewayMessageUpdateDispatchData,
} from "discord.js";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { Api } from "./api.ts";
import { refusedAs } from "./api-error.ts";
import { type Arrivals, inGuild } from "./arrivals.ts";
import { byAge, isOlder, madeAt, type Snowflake } from "./ids.ts";
import type { Places } from "./places.ts";
import type { Seen } from "./seen.ts";

/** What GUILD_CREATE tells of a channel or thread. */
export type Listed = (APIGuildChannel | APIThreadChannel) & { readonly last_message_id?: string | null };

/** At most so many channels are read up after one outage, those with the newest messages first. */
const MAX_CHANNELS = 50;
/** And so many messages in each, the newest. */
const MAX_MESSAGES = 100;

const TEXT: ReadonlySet<ChannelType> = new Set([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

/**
 * Reads what was said and edited while Maru was away. What had arrived before is known to the core by its id. Of channels
 * where nothing new was said, edits are not noticed: Discord does not tell that there are any.
 */
export interface Missed {
  /**
   * For one new session: returns what reads up one channel or thread. To be called for each in turn with what the
   * channel's live events bring, so that the order stays.
   */
  session(listed: readonly Listed[]): Promise<(channel: Snowflake) => Promise<void>>;
  /** Direct conversations of the last days, which Discord does not list. */
  directs(): Promise<readonly Snowflake[]>;
}

export function createMissed(parts: {
  readonly api: Api;
  readonly places: Places;
  readonly seen: Seen;
  readonly arrivals: Arrivals;
  readonly log: Logger;
}): Missed {
  const { api, places, seen, arrivals, log } = parts;

  async function readUp(channel: Snowflake, cutoff: Snowflake): Promise<void> {
    const where = await places.find(channel);
    if (!where) return;
    const page = await api.messages(channel, { limit: MAX_MESSAGES });
    for (const raw of page.toSorted((a, b) => byAge(a.id, b.id))) {
      const found = inGuild(raw, where);
      if (isOlder(cutoff, raw.id)) await arrivals.message(found, where);
      if (Date.parse(raw.edited_timestamp ?? "") > madeAt(cutoff))
        await arrivals.edited(found as GatewayMessageUpdateDispatchData, where);
    }
  }

  return {
    async session(listed) {
      const cutoff = await seen.cutoff();
      const newer = listed
        .filter(
          ({ type, last_message_id: last }) => TEXT.has(type) && last && cutoff && isOlder(cutoff, last),
        )
        .toSorted((a, b) => byAge(b.last_message_id!, a.last_message_id!))
        .slice(0, MAX_CHANNELS);
      const wanted = new Set(newer.map(({ id }) => id));
      return async (channel) => {
        if (!cutoff || (listed.length > 0 && !wanted.has(channel))) return;
        await readUp(channel, cutoff).catch((error: unknown) => {
          if (!refusedAs(error, "missingAccess", "missingPermissions", "unknownChannel"))
            log.warn({ channel, err: error }, "discord channel not read up");
        });
      };
    },
    directs: async () => (await seen.directs()).slice(0, MAX_CHANNELS),
  };
}
