import {
  type APIGuildChannel,
  type APIThreadChannel,
  ChannelType,
  type GatewayMessageUpdateDispatchData,
} from "discord.js";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { Api } from "./api.ts";
import { refusedAs, unless } from "./api-error.ts";
import { type Arrivals, inGuild } from "./arrivals.ts";
import { byAge, isOlder, madeAt, parseMessageId, type Snowflake } from "./ids.ts";
import type { Places } from "./places.ts";
import type { ReplyRecords } from "./reply-records.ts";
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
 * Reads what was said and edited while Maru was away, and which questions answered of late were deleted. What had arrived
 * before is known to the core by its id. Of channels where nothing new was said and nothing was answered of late, edits are
 * not noticed: Discord does not tell that there are any.
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
  readonly records: ReplyRecords;
  readonly log: Logger;
}): Missed {
  const { api, places, seen, arrivals, records, log } = parts;

  async function readUp(
    channel: Snowflake,
    cutoff: Snowflake,
    answered: readonly Snowflake[],
  ): Promise<void> {
    const where = await places.find(channel);
    if (!where) return;
    const page = await api.messages(channel, { limit: MAX_MESSAGES });
    for (const raw of page.toSorted((a, b) => byAge(a.id, b.id))) {
      const found = inGuild(raw, where);
      if (isOlder(cutoff, raw.id)) await arrivals.message(found, where);
      if (Date.parse(raw.edited_timestamp ?? "") > madeAt(cutoff))
        await arrivals.edited(found as GatewayMessageUpdateDispatchData, where);
    }
    const there = new Set(page.map(({ id }) => id));
    const oldest = page.length < MAX_MESSAGES ? "0" : [...there].toSorted(byAge)[0]!;
    for (const question of answered) {
      if (isOlder(question, oldest) || there.has(question) || !(await isGone(channel, question))) continue;
      const gone = { ids: [question], channel_id: channel };
      await arrivals.deleted(where.guild ? { ...gone, guild_id: where.guild } : gone);
    }
  }

  /** That a message is missing on a page can have another reason: Maru may not read the past any more. */
  async function isGone(channel: Snowflake, message: Snowflake): Promise<boolean> {
    return (await unless(["unknownMessage"], api.message(channel, message))) === undefined;
  }

  /** The questions that were answered of late, by channel. */
  async function answeredOfLate(): Promise<ReadonlyMap<Snowflake, readonly Snowflake[]>> {
    const questions = (await records.recentlyFinished()).flatMap(
      ({ question }) => parseMessageId(question) ?? [],
    );
    return new Map(
      [...Map.groupBy(questions, ({ channel }) => channel)].map(([channel, spots]) => [
        channel,
        spots.map(({ message }) => message),
      ]),
    );
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
      const answered = await answeredOfLate();
      const wanted = new Set([...newer.map(({ id }) => id), ...answered.keys()]);
      return async (channel) => {
        if (!cutoff || (listed.length > 0 && !wanted.has(channel))) return;
        await readUp(channel, cutoff, answered.get(channel) ?? []).catch((error: unknown) => {
          if (!refusedAs(error, "missingAccess", "missingPermissions", "unknownChannel"))
            log.warn({ channel, err: error }, "discord channel not read up");
        });
      };
    },
    directs: async () => (await seen.directs()).slice(0, MAX_CHANNELS),
  };
}
