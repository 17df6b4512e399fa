import { type APIEmbed, MessageFlags, MessageType } from "discord-api-types/v10";
import { discordTime } from "../clock.ts";
import { mentionFields, pingsOf } from "../mentions.ts";
import { madeAt } from "../snowflake.ts";
import type { AllowedMentions } from "../validation/bodies.ts";
import type { Attachment, Channel, Component, Message, Pings, Post, User } from "./shapes.ts";
import type { World } from "./world.ts";

const noFlags = 0 as MessageFlags;

/** What somebody writes. */
export interface Draft {
  readonly text?: string | undefined;
  /** Only for the first message of a forum post, which has the post's id. */
  readonly id?: string;
  readonly type?: MessageType;
  readonly embeds?: readonly APIEmbed[] | undefined;
  readonly components?: readonly Component[] | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
  readonly flags?: MessageFlags | undefined;
  readonly nonce?: string | number | undefined;
  readonly tts?: boolean | undefined;
  readonly allowedMentions?: AllowedMentions | undefined;
  /** The message that this one answers or, for thread starters, stands for. */
  readonly refersTo?: Post;
  readonly webhookId?: string;
  readonly interaction?: Readonly<Record<string, unknown>>;
  /** Only this person sees it. */
  readonly onlyFor?: string;
}

/** Posts a message and tells whoever may see it. */
export const writeMessage = (world: World, channel: Channel, author: User, draft: Draft): Post => {
  const repliedTo =
    draft.type === MessageType.ThreadStarterMessage ? undefined : draft.refersTo?.message.author;
  const text = draft.text ?? "";
  const pings = pingsOf(world, channel, author, text, draft.allowedMentions, repliedTo);
  const id = draft.id ?? world.newId();
  const message: Message = {
    id,
    channel_id: channel.id,
    type: draft.type ?? (draft.refersTo === undefined ? MessageType.Default : MessageType.Reply),
    author,
    content: text,
    ...mentionFields(world, pings),
    attachments: [...(draft.attachments ?? [])],
    embeds: shownEmbeds(draft.embeds, draft.flags ?? noFlags),
    components: numbered(draft.components ?? []),
    flags: draft.flags ?? noFlags,
    timestamp: discordTime(madeAt(id)),
    edited_timestamp: null,
    pinned: false,
    tts: draft.tts ?? false,
    ...(draft.nonce === undefined ? {} : { nonce: draft.nonce }),
    ...(author.id === world.bot.id ? { application_id: world.bot.id } : {}),
    ...(draft.webhookId === undefined ? {} : { webhook_id: draft.webhookId }),
    ...(draft.interaction === undefined ? {} : { interaction_metadata: draft.interaction }),
    ...reference(channel, draft.refersTo),
  };
  const post: Post = {
    message,
    pings,
    texts: [text],
    oldEdits: { hour: 0, count: 0 },
    deleted: false,
    reactors: new Map(),
    ...(draft.onlyFor === undefined ? {} : { onlyFor: draft.onlyFor }),
  };
  world.posts.get(channel.id)?.set(message.id, post);
  if (author.id === world.bot.id) world.typing.delete(channel.id);
  if (post.onlyFor === undefined) {
    channel.last_message_id = message.id;
    if (channel.thread_metadata) countInThread(world, channel, message);
  }
  announce(world, channel, post, "MESSAGE_CREATE");
  return post;
};

/** Who speaks in a thread or is mentioned there joins it (docs: topics/threads#thread-membership). */
const countInThread = (world: World, thread: Channel, { author, mentions }: Message) => {
  thread.message_count = (thread.message_count ?? 0) + 1;
  thread.total_message_sent = (thread.total_message_sent ?? 0) + 1;
  for (const { id } of [author, ...mentions]) world.threadMembers.get(thread.id)?.add(id);
};

const reference = (channel: Channel, to: Post | undefined): Partial<Message> =>
  to === undefined
    ? {}
    : {
        message_reference: {
          type: 0,
          message_id: to.message.id,
          channel_id: to.message.channel_id,
          ...(channel.guild_id === undefined ? {} : { guild_id: channel.guild_id }),
        },
      };

/** A message with the one that it refers to as it is now; `null` when that is gone. References of references are not followed. */
export const withReference = (world: World, message: Message): Message => {
  const to = message.message_reference;
  if (!to?.message_id) return message;
  const post = world.posts.get(to.channel_id)?.get(to.message_id);
  return { ...message, referenced_message: !post || post.deleted ? null : post.message };
};

export interface Change {
  readonly text?: string | null | undefined;
  readonly embeds?: readonly APIEmbed[] | null | undefined;
  readonly components?: readonly Component[] | null | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
  readonly flags?: number | null | undefined;
  readonly allowedMentions?: AllowedMentions | undefined;
}

/**
 * Edits a message. `mentions` follows the new text under `allowed_mentions` of the edit, not of the original
 * (docs: resources/message#edit-message). An edit notifies nobody, but it highlights: the fake counts it as a ping.
 */
export const changeMessage = (world: World, channel: Channel, post: Post, change: Change): Post => {
  const { message } = post;
  if (change.text !== undefined) {
    message.content = change.text ?? "";
    const repliedTo = withReference(world, message).referenced_message?.author;
    const pings = pingsOf(world, channel, message.author, message.content, change.allowedMentions, repliedTo);
    Object.assign(message, mentionFields(world, pings));
    post.pings = together(post.pings, pings);
    if (post.texts.at(-1) !== message.content) post.texts.push(message.content);
  }
  if (change.components !== undefined) message.components = numbered(change.components ?? []);
  if (change.attachments !== undefined) message.attachments = [...change.attachments];
  if (change.flags !== undefined && change.flags !== null) message.flags = change.flags;
  message.embeds = shownEmbeds(
    change.embeds === undefined ? message.embeds : (change.embeds ?? []),
    message.flags,
  );
  message.edited_timestamp = world.clock.timestamp();
  announce(world, channel, post, "MESSAGE_UPDATE");
  return post;
};

const together = (a: Pings, b: Pings): Pings => ({
  users: [...new Set([...a.users, ...b.users])],
  roles: [...new Set([...a.roles, ...b.roles])],
  everyone: a.everyone || b.everyone,
});

/** Deletes a message. Whoever looks at history finds no trace of it. */
export const removeMessage = (world: World, channel: Channel, post: Post): void => {
  forget(channel, post);
  if (post.onlyFor !== undefined) return;
  world.dispatch({
    t: "MESSAGE_DELETE",
    d: {
      id: post.message.id,
      channel_id: channel.id,
      ...(channel.guild_id === undefined ? {} : { guild_id: channel.guild_id }),
    },
    channel,
  });
};

/** Deletes several, said in one event. */
export const removeMessages = (world: World, channel: Channel, posts: readonly Post[]): void => {
  for (const post of posts) forget(channel, post);
  world.dispatch({
    t: "MESSAGE_DELETE_BULK",
    d: {
      ids: posts.map(({ message }) => message.id),
      channel_id: channel.id,
      ...(channel.guild_id === undefined ? {} : { guild_id: channel.guild_id }),
    },
    channel,
  });
};

const forget = (channel: Channel, post: Post) => {
  post.deleted = true;
  if (channel.message_count) channel.message_count -= 1;
};

const announce = (world: World, channel: Channel, post: Post, t: "MESSAGE_CREATE" | "MESSAGE_UPDATE") => {
  // What only one person sees is never sent over the gateway to a bot.
  if (post.onlyFor !== undefined) return;
  world.dispatch({ t, d: messageEvent(world, channel, post.message), channel });
};

/** A message as MESSAGE_CREATE and MESSAGE_UPDATE carry it (docs: events/gateway-events#message-create). */
export const messageEvent = (world: World, channel: Channel, message: Message): object => {
  const guild = channel.guild_id === undefined ? undefined : world.guilds.get(channel.guild_id);
  const { user: _, ...member } = guild?.members.get(message.author.id) ?? { user: undefined };
  return {
    ...withReference(world, message),
    channel_type: channel.type,
    ...(guild ? { guild_id: guild.id, ...(message.webhook_id === undefined ? { member } : {}) } : {}),
  };
};

/** "Do not include any embeds when serializing this message": the flag of a message takes all of them (docs: resources/message#message-object-message-flags). */
const shownEmbeds = (embeds: readonly APIEmbed[] | undefined, flags: number): APIEmbed[] =>
  (flags & MessageFlags.SuppressEmbeds) !== 0 ? [] : (embeds ?? []).map(shownEmbed);

const shownEmbed = (embed: APIEmbed): APIEmbed => ({
  ...embed,
  type: embed.type ?? ("rich" as NonNullable<APIEmbed["type"]>),
  ...(embed.fields ? { fields: embed.fields.map((field) => ({ inline: false, ...field })) } : {}),
});

/** Discord numbers the components that came without an id, depth first. */
const numbered = (components: readonly Component[]): Component[] => {
  let last = 0;
  const number = (one: Component): Component => {
    const id = one.id || ++last;
    return {
      ...(one.type === 3 ? { min_values: 1, max_values: 1, disabled: false } : {}),
      ...(one.type === 17 ? { accent_color: null, spoiler: false } : {}),
      ...one,
      id,
      ...(one.components ? { components: one.components.map(number) } : {}),
      ...(one.accessory ? { accessory: number(one.accessory) } : {}),
    };
  };
  return components.map(number);
};
