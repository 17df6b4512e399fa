import { type Channel, ChannelType, type Client } from "discord.js";
import type { Place } from "../../src/core/types.ts";
import { unless } from "./api-error.ts";
import { placeId, type Snowflake } from "./ids.ts";
import { steadily } from "./steadily.ts";

/** Where messages stand: a channel of a server, a thread in one, or a direct conversation. */
export interface Where {
  readonly channel: Snowflake;
  readonly kind: "channel" | "thread" | "direct";
  /** The channel that a thread hangs in; of a private thread, and of all else, its own id. */
  readonly home: Snowflake;
  /** The channel that a private thread hangs in. */
  readonly parent?: Snowflake;
  readonly place: Place;
  readonly guild?: Snowflake;
  readonly category?: { readonly id: Snowflake; readonly name: string };
  /** Its threads are posts: the first message stands in the thread itself. */
  readonly isForum: boolean;
  /** The title of a forum's post. */
  readonly title?: string;
  /** Of a thread: its name, who chose it, and when. Unix ms. */
  readonly thread?: { readonly name: string; readonly owner: Snowflake | null; readonly begunAt: number };
  /** A thread that Maru started. */
  readonly startedBySelf: boolean;
}

export interface Places {
  /** Asks Discord when it is not known yet. `undefined`: there is no such channel, or Maru cannot see it. */
  find(channel: Snowflake): Promise<Where | undefined>;
  /** What is known of a direct conversation from a message in it. */
  direct(channel: Snowflake, name: string): Where;
}

export function createPlaces(client: Client): Places {
  const fetched = async (id: Snowflake): Promise<Channel | undefined> =>
    client.channels.cache.get(id) ??
    (await unless(
      ["unknownChannel", "missingAccess"],
      steadily(() => client.channels.fetch(id)),
    )) ??
    undefined;

  return {
    async find(id) {
      if (id === "") return undefined;
      const channel = await fetched(id);
      if (!channel) return undefined;
      if (channel.isDMBased())
        return directPlace(id, "recipient" in channel ? nameOf(channel.recipient) : "");
      if (!channel.isThread()) return guildPlace(id, channel, false);
      const parent = channel.parentId ? await fetched(channel.parentId) : undefined;
      if (!parent || parent.isDMBased() || parent.isThread()) return undefined;
      const home = guildPlace(id, parent, true);
      const where: Where = {
        ...home,
        ...(home.isForum ? { title: channel.name } : {}),
        thread: { name: channel.name, owner: channel.ownerId, begunAt: channel.createdTimestamp ?? 0 },
        startedBySelf: channel.ownerId === client.user?.id,
      };
      return channel.type === ChannelType.PrivateThread ? ofItsOwn(where) : where;
    },
    direct: directPlace,
  };
}

const nameOf = (user: { displayName: string } | null | undefined) => user?.displayName ?? "";

function directPlace(channel: Snowflake, name: string): Where {
  return {
    channel,
    kind: "direct",
    home: channel,
    place: { id: placeId(channel), name: name || "direct", kind: "direct" },
    isForum: false,
    startedBySelf: false,
  };
}

/** Not everybody in the channel can read a private thread: it is a place of its own, under the channel's name. */
const ofItsOwn = (thread: Where): Where => ({
  ...thread,
  home: thread.channel,
  parent: thread.home,
  place: { ...thread.place, id: placeId(thread.channel) },
});

type GuildChannel = Exclude<Channel, { isDMBased(): this is never }> & {
  readonly name: string;
  readonly guildId: string;
  readonly parent?: { readonly id: string; readonly name: string } | null;
};

function guildPlace(id: Snowflake, found: Channel, isThread: boolean): Where {
  const home = found as GuildChannel;
  return {
    channel: id,
    kind: isThread ? "thread" : "channel",
    home: home.id,
    place: { id: placeId(home.id), name: home.name, kind: "channel" },
    guild: home.guildId,
    ...(home.parent ? { category: { id: home.parent.id, name: home.parent.name } } : {}),
    isForum: home.type === ChannelType.GuildForum || home.type === ChannelType.GuildMedia,
    startedBySelf: false,
  };
}
