import { ChannelType, type MessageType } from "discord-api-types/v10";
import { speaking, wakeThread } from "../rest/talk.ts";
import { textLength } from "../validation/fields.ts";
import { addThread, addToThread, changeChannel } from "../world/channels.ts";
import { type NewFile, storeFile } from "../world/files.ts";
import { changeMessage, removeMessage, writeMessage } from "../world/messages.ts";
import { react, unreact } from "../world/reactions.ts";
import type { Channel, Message, User } from "../world/shapes.ts";
import type { World } from "../world/world.ts";
import { homeOf, memberIn, requireMay } from "./rights.ts";

export interface Saying {
  /** The message that is answered with Discord's reply. */
  readonly replyTo?: Message;
  /** Whether the reply pings its author; default `true`. */
  readonly pingReplied?: boolean;
  readonly files?: readonly NewFile[];
  readonly type?: MessageType;
  /** The message comes from a webhook: its author is no member. */
  readonly webhook?: boolean;
}

/** What people (and other bots) say and do with messages. Each call throws when the real client would not let them. */
export interface Speech {
  /** Writes a message. Mentions are written as Discord sends them, e.g. `<@id>`. */
  say(person: User, channel: Channel, text: string, how?: Saying): Message;
  edit(message: Message, text: string): void;
  remove(message: Message): void;
  react(person: User, message: Message, emoji: string): void;
  unreact(person: User, message: Message, emoji: string): void;
  /** With `secret`: a private thread. */
  startThread(person: User, channel: Channel, name: string, from?: Message | "secret"): Channel;
  forumPost(person: User, forum: Channel, title: string, text: string): { thread: Channel; message: Message };
  /** Adds somebody, possibly the bot, to a thread: the way into a private one. */
  addToThread(whom: User, thread: Channel): void;
  /** Gives a thread another name: its owner may, and who has MANAGE_THREADS. */
  renameThread(person: User, thread: Channel, name: string): void;
  archive(thread: Channel, how?: { locked?: boolean }): void;
  typing(person: User, channel: Channel): void;
}

export const createSpeech = (world: World): Speech => ({
  say: (person, channel, text, how = {}) => {
    if (!how.webhook) requireMay(world, person, channel, "ViewChannel", speaking(channel));
    const author = how.webhook ? { ...person, bot: true } : person;
    if (channel.type === ChannelType.GuildForum || channel.type === ChannelType.GuildCategory)
      throw new Error(`nobody can write in ${channel.name}: it is no text channel`);
    if (channel.thread_metadata?.locked) throw new Error("the thread is locked");
    if (textLength(text) > 2000) throw new Error("people write at most 2,000 characters");
    wakeThread(world, channel);
    return writeMessage(world, channel, author, {
      text,
      attachments: (how.files ?? []).map((file) => storeFile(world, channel.id, file)),
      ...(how.type === undefined ? {} : { type: how.type }),
      ...(how.replyTo ? { refersTo: homeOf(world, how.replyTo).post } : {}),
      ...(how.pingReplied === false
        ? { allowedMentions: { parse: ["users", "roles", "everyone"], replied_user: false } }
        : {}),
      ...(how.webhook ? { webhookId: person.id } : {}),
    }).message;
  },
  edit: (message, text) => {
    const { channel, post } = homeOf(world, message);
    changeMessage(world, channel, post, { text });
  },
  remove: (message) => {
    const { channel, post } = homeOf(world, message);
    removeMessage(world, channel, post);
  },
  react: (person, message, emoji) => {
    const { channel, post } = homeOf(world, message);
    react(world, channel, post, person, emoji);
  },
  unreact: (person, message, emoji) => {
    const { channel, post } = homeOf(world, message);
    unreact(world, channel, post, person, emoji);
  },
  startThread: (person, channel, name, from) => {
    if (from === "secret") {
      requireMay(world, person, channel, "ViewChannel", "CreatePrivateThreads");
      return addThread(world, channel, { name, owner: person, type: ChannelType.PrivateThread });
    }
    requireMay(world, person, channel, "ViewChannel", "CreatePublicThreads");
    return addThread(world, channel, { name, owner: person }, from ? homeOf(world, from).post : undefined);
  },
  forumPost: (person, forum, title, text) => {
    requireMay(world, person, forum, "ViewChannel", "SendMessages");
    const thread = addThread(world, forum, { name: title, owner: person, tags: [] });
    return { thread, message: writeMessage(world, thread, person, { text, id: thread.id }).message };
  },
  addToThread: (whom, thread) => addToThread(world, thread, whom.id),
  renameThread: (person, thread, name) => {
    if (!thread.thread_metadata) throw new Error(`${thread.id} is not a thread`);
    if (thread.owner_id !== person.id) requireMay(world, person, thread, "ManageThreads");
    changeChannel(world, thread, (one) => {
      one.name = name;
    });
  },
  archive: (thread, how = {}) => {
    const metadata = thread.thread_metadata;
    if (!metadata) throw new Error(`${thread.id} is not a thread`);
    metadata.archived = true;
    metadata.locked = how.locked ?? metadata.locked;
    metadata.archive_timestamp = world.clock.timestamp();
    world.dispatch({ t: "THREAD_UPDATE", d: thread, channel: thread });
  },
  typing: (person, channel) =>
    world.dispatch({
      t: "TYPING_START",
      d: {
        channel_id: channel.id,
        user_id: person.id,
        timestamp: Math.floor(world.clock.now() / 1000),
        ...(channel.guild_id === undefined
          ? {}
          : { guild_id: channel.guild_id, member: memberIn(world, channel, person) }),
      },
      channel,
    }),
});
