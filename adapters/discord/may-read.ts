import { type APIChannel, type APIThreadChannel, ChannelType, PermissionFlagsBits } from "discord.js";
import type { ChatAdapter } from "../../src/core/ports/chat-adapter.ts";
import type { SummaryScope } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import { unless } from "./api-error.ts";
import { parsePlaceId, parseThreadId, personId, type Snowflake } from "./ids.ts";
import type { Places } from "./places.ts";
import type { Rules } from "./rules.ts";
import { everybodyReads, grantedTo, readsAll } from "./who-reads.ts";

/** What a scope comes to on Discord. */
type Source =
  | { readonly kind: "direct"; readonly channel: APIChannel }
  | { readonly kind: "channel"; readonly channel: APIChannel; readonly guild: Snowflake }
  | {
      readonly kind: "private thread";
      readonly thread: Snowflake;
      readonly channel: APIChannel;
      readonly guild: Snowflake;
    };

/**
 * `ChatAdapter.mayRead`: whoever sees a channel and may read its history; of a private thread, its members and who manages threads; of a
 * direct conversation, who has it. Nothing of this is remembered: Discord is asked each time. Where Maru does not work, nobody.
 */
export function createMayRead(parts: {
  readonly api: Pick<Api, "channel" | "guild" | "member" | "isInThread">;
  readonly places: Pick<Places, "find">;
  readonly rules: Pick<Rules, "mayWorkIn">;
}): ChatAdapter["mayRead"] {
  const { api, places, rules } = parts;

  const channelOf = (id: Snowflake) => unless(["unknownChannel", "missingAccess"], api.channel(id));
  const memberOf = (guild: Snowflake) => (user: Snowflake) =>
    unless(["unknownMember", "unknownUser"], api.member(guild, user));

  async function find(scope: SummaryScope): Promise<Source | undefined> {
    const inThread = "thread" in scope ? parseThreadId(scope.thread) : undefined;
    const place = "thread" in scope ? inThread?.place : parsePlaceId(scope.place);
    if (place === undefined) return undefined;
    const channel = await channelOf(place);
    if (!channel) return undefined;
    const isWhole = inThread === undefined || inThread.thread === place;
    if (channel.type === ChannelType.DM) return isWhole ? { kind: "direct", channel } : undefined;
    if (channel.type === ChannelType.PrivateThread) return isWhole ? privateThread(channel) : undefined;
    if (!("guild_id" in channel) || !channel.guild_id || "thread_metadata" in channel) return undefined;
    const inside = isWhole ? undefined : await channelOf(inThread.thread);
    // A private thread is a place of its own, and no thread of its channel's.
    if (inside && !isPublicThreadOf(place, inside)) return undefined;
    return { kind: "channel", channel, guild: channel.guild_id };
  }

  async function privateThread(thread: APIThreadChannel): Promise<Source | undefined> {
    const channel = await channelOf(thread.parent_id ?? "0");
    if (!channel || !thread.guild_id) return undefined;
    return { kind: "private thread", thread: thread.id, channel, guild: thread.guild_id };
  }

  return async (reader, scope) => {
    const source = await find(scope);
    const where =
      source && (await places.find(source.kind === "private thread" ? source.thread : source.channel.id));
    if (!source || !where || !rules.mayWorkIn(where)) return false;
    if (source.kind === "direct") {
      const people = "recipients" in source.channel ? (source.channel.recipients ?? []) : [];
      return reader === "everybody" || people.some(({ id }) => personId(id) === reader);
    }
    const overwrites = "permission_overwrites" in source.channel ? source.channel.permission_overwrites : [];
    const channel = { guild: await api.guild(source.guild), overwrites: overwrites ?? [] };
    if (reader === "everybody") return everybodyReads(channel, memberOf(source.guild));
    const user = reader.slice(reader.indexOf(":") + 1);
    const member = reader === personId(user) ? await memberOf(source.guild)(user) : undefined;
    const granted = member ? grantedTo(channel, member) : 0n;
    if (!readsAll(granted)) return false;
    if (source.kind === "channel" || (granted & PermissionFlagsBits.ManageThreads) !== 0n) return true;
    return api.isInThread(source.thread, user);
  };
}

const isPublicThreadOf = (home: Snowflake, channel: APIChannel): boolean =>
  (channel.type === ChannelType.PublicThread || channel.type === ChannelType.AnnouncementThread) &&
  channel.parent_id === home;
