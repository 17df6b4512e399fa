import { ChannelType, MessageFlags, MessageType } from "discord-api-types/v10";
import { messageEvent, writeMessage } from "./messages.ts";
import type { Channel, Guild, Overwrite, Post, User } from "./shapes.ts";
import type { World } from "./world.ts";

export interface NewChannel {
  readonly type?:
    | ChannelType.GuildText
    | ChannelType.GuildForum
    | ChannelType.GuildCategory
    | ChannelType.GuildAnnouncement;
  readonly parent?: Channel;
  readonly topic?: string;
  readonly nsfw?: boolean;
  readonly overwrites?: Overwrite[];
  readonly tags?: readonly string[];
}

export const addChannel = (world: World, guild: Guild, name: string, given: NewChannel = {}): Channel => {
  const type = given.type ?? ChannelType.GuildText;
  const channel: Channel = {
    id: world.newId(),
    type,
    guild_id: guild.id,
    flags: 0,
    name,
    position: world.channels.size,
    permission_overwrites: given.overwrites ?? [],
    parent_id: given.parent?.id ?? null,
    ...(type === ChannelType.GuildCategory
      ? {}
      : {
          topic: given.topic ?? null,
          nsfw: given.nsfw ?? false,
          rate_limit_per_user: 0,
          last_message_id: null,
        }),
    ...(type === ChannelType.GuildForum
      ? {
          available_tags: (given.tags ?? []).map((tag) => ({
            id: world.newId(),
            name: tag,
            moderated: false,
            emoji_id: null,
            emoji_name: null,
          })),
        }
      : {}),
  };
  keep(world, channel);
  world.dispatch({ t: "CHANNEL_CREATE", d: channel, channel });
  return channel;
};

const keep = (world: World, channel: Channel) => {
  world.channels.set(channel.id, channel);
  world.posts.set(channel.id, new Map());
};

/** The one direct conversation between the bot and a person. */
export const directChannel = (world: World, person: User): Channel => {
  for (const channel of world.channels.values())
    if (channel.type === ChannelType.DM && channel.recipients?.[0]?.id === person.id) return channel;
  const channel: Channel = {
    id: world.newId(),
    type: ChannelType.DM,
    flags: 0,
    last_message_id: null,
    recipients: [person],
  };
  keep(world, channel);
  return channel;
};

export interface NewThread {
  readonly name: string;
  readonly owner: User;
  readonly type?: number | undefined;
  readonly autoArchiveMinutes?: number | undefined;
  readonly tags?: readonly string[] | undefined;
}

/**
 * A thread in a channel or forum. Started from a message it has that message's id, the message gets the flag
 * HAS_THREAD, and the thread begins with a THREAD_STARTER_MESSAGE that only refers to it (docs: topics/threads).
 */
export const addThread = (world: World, parent: Channel, given: NewThread, starter?: Post): Channel => {
  const createdAt = world.clock.timestamp();
  const type =
    given.type ??
    (parent.type === ChannelType.GuildAnnouncement
      ? ChannelType.AnnouncementThread
      : ChannelType.PublicThread);
  const thread: Channel = {
    id: starter?.message.id ?? world.newId(),
    type,
    ...(parent.guild_id === undefined ? {} : { guild_id: parent.guild_id }),
    flags: 0,
    name: given.name,
    parent_id: parent.id,
    owner_id: given.owner.id,
    rate_limit_per_user: 0,
    last_message_id: null,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    thread_metadata: {
      archived: false,
      archive_timestamp: createdAt,
      auto_archive_duration: given.autoArchiveMinutes ?? 4320,
      locked: false,
      create_timestamp: createdAt,
      ...(type === ChannelType.PrivateThread ? { invitable: true } : {}),
    },
    ...(given.tags ? { applied_tags: [...given.tags] } : {}),
  };
  keep(world, thread);
  world.threadMembers.set(thread.id, new Set([given.owner.id]));
  world.dispatch({ t: "THREAD_CREATE", d: { ...thread, newly_created: true }, channel: thread });
  if (starter) {
    starter.message.thread = thread;
    starter.message.flags |= MessageFlags.HasThread;
    world.dispatch({ t: "MESSAGE_UPDATE", d: messageEvent(world, parent, starter.message), channel: parent });
    writeMessage(world, thread, starter.message.author, {
      type: MessageType.ThreadStarterMessage,
      refersTo: starter,
    });
  } else if (type !== ChannelType.PrivateThread && parent.type !== ChannelType.GuildForum) {
    writeMessage(world, parent, given.owner, { type: MessageType.ThreadCreated, text: given.name });
  }
  return thread;
};

/** Adds somebody to a thread. A private one is then created for them (docs: events/gateway-events#thread-create). */
export const addToThread = (world: World, thread: Channel, userId: string): void => {
  const members = world.threadMembers.get(thread.id);
  if (!members || members.has(userId)) return;
  members.add(userId);
  thread.member_count = members.size;
  if (userId !== world.bot.id) return;
  const member = { id: thread.id, user_id: userId, join_timestamp: world.clock.timestamp(), flags: 0 };
  world.dispatch({ t: "THREAD_CREATE", d: { ...thread, member }, channel: thread });
};

/** Changes a channel or thread and tells who may see it. */
export const changeChannel = (world: World, channel: Channel, change: (channel: Channel) => void): void => {
  change(channel);
  world.dispatch({ t: channel.thread_metadata ? "THREAD_UPDATE" : "CHANNEL_UPDATE", d: channel, channel });
};

export const removeChannel = (world: World, channel: Channel): void => {
  world.channels.delete(channel.id);
  world.posts.delete(channel.id);
  world.dispatch({
    t: channel.thread_metadata ? "THREAD_DELETE" : "CHANNEL_DELETE",
    d: channel.thread_metadata
      ? { id: channel.id, guild_id: channel.guild_id, parent_id: channel.parent_id, type: channel.type }
      : channel,
    channel,
  });
};
