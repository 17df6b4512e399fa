import { eventOf, mentionsApp, tellOfChange, tellOfMention, tellOfMessage } from "./message-events.ts";
import { render } from "./render.ts";
import { richText } from "./rich-text.ts";
import type { Block, Channel, File, Message, Post, Shape, Ts } from "./shapes.ts";
import { clearStatus } from "./statuses.ts";
import { textOfMarkdown } from "./text-of-markdown.ts";
import type { World } from "./world.ts";

export interface NewMessage {
  /** mrkdwn; also the fallback of blocks. */
  readonly text?: string;
  readonly markdown?: string;
  readonly blocks?: readonly Block[];
  readonly attachments?: readonly Shape[];
  readonly files?: readonly File[];
  readonly metadata?: Shape;
  readonly thread?: Ts;
  /** Also sent to the channel. */
  readonly broadcast?: boolean;
  readonly subtype?: string;
  readonly onlyFor?: string;
  readonly streaming?: boolean;
  /** Further fields, e.g. of a bot or of somebody from another organisation. */
  readonly author: Partial<Message>;
}

/** What a message says, in the fields in which Slack puts it. */
export const content = (
  world: World,
  said: Pick<NewMessage, "text" | "markdown" | "blocks">,
): Pick<Message, "text" | "blocks"> => {
  const text = said.markdown === undefined ? (said.text ?? "") : textOfMarkdown(said.markdown);
  if (said.blocks)
    return {
      text,
      blocks: [...(said.markdown === undefined ? [] : [richText(text, world.nextId("b"))]), ...said.blocks],
    };
  return text === "" ? { text } : { text, blocks: [richText(text, world.nextId("b"))] };
};

/** Blocks get an id when they have none; it stays. */
export const withIds = (world: World, blocks: readonly Block[]): Block[] =>
  blocks.map((block) => ({ block_id: world.nextId("b"), ...block }));

const rootOf = (channel: Channel, ts: Ts): Post | undefined => channel.posts.get(ts);

/** Messages of a thread after its root, oldest first, without what only one person sees. */
export const repliesOf = (channel: Channel, ts: Ts): Post[] =>
  [...channel.posts.values()].filter(
    ({ message, deleted, onlyFor }) =>
      !deleted && onlyFor === undefined && message.thread_ts === ts && message.ts !== ts,
  );

/** The root of a thread says how many replied. */
const countReplies = (root: Post): void => {
  const { message, channel } = root;
  const replies = repliesOf(channel, message.ts).map((reply) => reply.message);
  const {
    thread_ts: _thread,
    reply_count: _count,
    reply_users_count: _usersCount,
    latest_reply: _latest,
    reply_users: _users,
    ...alone
  } = message;
  const users = [...new Set(replies.map(({ user }) => user ?? ""))].filter((user) => user !== "");
  root.message =
    replies.length === 0
      ? alone
      : {
          ...alone,
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users_count: users.length,
          latest_reply: replies.at(-1)!.ts,
          reply_users: users,
          is_locked: false,
          subscribed: false,
        };
};

/** Writes a message and tells the app of it. */
export const writeMessage = (world: World, channel: Channel, said: NewMessage): Post => {
  const ts = world.nextTs();
  const given = said.blocks && withIds(world, said.blocks);
  const root = said.thread === undefined ? undefined : rootOf(channel, said.thread);
  const message: Message = {
    type: "message",
    ...(said.subtype === undefined ? {} : { subtype: said.subtype }),
    ...said.author,
    ...content(world, { ...said, ...(given ? { blocks: given } : {}) }),
    ts,
    ...(said.attachments ? { attachments: said.attachments } : {}),
    ...(said.files ? { files: said.files, upload: false } : {}),
    ...(said.metadata ? { metadata: said.metadata } : {}),
    ...(said.streaming ? { streaming_state: "in_progress" as const } : {}),
    ...(said.thread === undefined
      ? {}
      : { thread_ts: said.thread, ...(root?.message.user ? { parent_user_id: root.message.user } : {}) }),
  };
  const post: Post = {
    message,
    channel,
    deleted: false,
    ...(said.onlyFor === undefined ? {} : { onlyFor: said.onlyFor }),
    markdown: said.markdown,
    given,
    shown: [],
  };
  if (said.streaming) post.stream = { length: said.markdown?.length ?? 0 };
  post.shown.push(render(world, post));
  channel.posts.set(ts, post);
  if (said.onlyFor === undefined) {
    if (root) countReplies(root);
    if (said.broadcast && root)
      post.message = { ...post.message, subtype: "thread_broadcast", root: { ...root.message } };
    if (message.user === world.bot.id) clearStatus(world, channel, said.thread ?? ts);
    tellOfMessage(world, post);
  }
  world.tell();
  return post;
};

export interface Changes {
  readonly text?: string;
  readonly markdown?: string;
  /** Empty: none any more. */
  readonly blocks?: readonly Block[];
  readonly attachments?: readonly Shape[];
  readonly metadata?: Shape;
}

/**
 * What an edit leaves (docs: reference/methods/chat.update): blocks, attachments and metadata stay unless they are
 * given, so new text under old blocks changes only the fallback.
 */
export const changeContent = (world: World, post: Post, changes: Changes): void => {
  const { message } = post;
  if (changes.markdown !== undefined) {
    post.markdown = changes.markdown;
    post.given = undefined;
  } else if (changes.text !== undefined) post.markdown = undefined;
  if (changes.blocks) {
    post.given = changes.blocks.length > 0 ? withIds(world, changes.blocks) : undefined;
    post.markdown = undefined;
  }
  const { blocks: _blocks, ...rest } = message;
  post.message = {
    ...rest,
    ...content(world, {
      text: changes.text ?? message.text,
      ...(post.markdown === undefined ? {} : { markdown: post.markdown }),
      ...(post.given ? { blocks: post.given } : {}),
    }),
    ...(changes.attachments ? { attachments: changes.attachments } : {}),
    ...(changes.metadata ? { metadata: changes.metadata } : {}),
  };
  noteShown(world, post);
};

/** Remembers what people see from now on. */
export const noteShown = (world: World, post: Post): void => {
  const text = render(world, post);
  if (text !== post.shown.at(-1)) post.shown.push(text);
};

/** Edits a message and tells the app. `by`: the id of who edited; without it nobody did, as when Slack unfurls a link. */
export const changeMessage = (world: World, post: Post, changes: Changes, by?: string): void => {
  const { channel } = post;
  const previous = post.message;
  const ts = world.nextTs();
  changeContent(world, post, changes);
  if (by !== undefined) post.message = { ...post.message, edited: { user: by, ts } };
  world.tell();
  // Of what only one person sees, no app is told.
  if (post.onlyFor !== undefined) return;
  tellOfChange(world, post, previous, ts);
  if (mentionsApp(world, channel, post.message) && !mentionsApp(world, channel, previous))
    tellOfMention(world, post, ts);
  world.tell();
};

/** Deletes a message. The root of a thread leaves a tombstone, as long as there are replies. */
export const removeMessage = (world: World, post: Post): void => {
  const { channel, message: previous } = post;
  const ts = world.nextTs();
  if (repliesOf(channel, previous.ts).length > 0) {
    const { reply_count, reply_users_count, latest_reply, reply_users } = previous;
    post.message = {
      type: "message",
      subtype: "tombstone",
      text: "This message was deleted.",
      user: "USLACKBOT",
      hidden: true,
      ts: previous.ts,
      thread_ts: previous.ts,
      ...(reply_count === undefined ? {} : { reply_count }),
      ...(reply_users_count === undefined ? {} : { reply_users_count }),
      ...(latest_reply === undefined ? {} : { latest_reply }),
      ...(reply_users === undefined ? {} : { reply_users }),
      is_locked: false,
      subscribed: false,
    };
    post.markdown = undefined;
    post.given = undefined;
    tellOfChange(world, post, previous, ts);
  } else {
    post.deleted = true;
    world.emit(
      eventOf(
        channel,
        { subtype: "message_deleted", previous_message: previous, hidden: true, deleted_ts: previous.ts, ts },
        ts,
      ),
      channel,
    );
    const root =
      previous.thread_ts === undefined || previous.thread_ts === previous.ts
        ? undefined
        : rootOf(channel, previous.thread_ts);
    if (root && !root.deleted) {
      countReplies(root);
      if (root.message.subtype === "tombstone" && repliesOf(channel, root.message.ts).length === 0)
        root.deleted = true;
    }
  }
  world.tell();
};
