import { authorFields } from "../world/authors.ts";
import { type NewFile, storeFile } from "../world/files.ts";
import { tellOfChange } from "../world/message-events.ts";
import { changeMessage, removeMessage, writeMessage } from "../world/messages.ts";
import type { Channel, Message, Post, Ts, User } from "../world/shapes.ts";
import type { World } from "../world/world.ts";

export interface Saying {
  /** The root of the thread to reply in, or its ts. */
  readonly thread?: Message | Ts;
  /** Also send the reply to the channel. */
  readonly broadcast?: boolean;
  readonly files?: readonly NewFile[];
  /** As classic integrations post: subtype `bot_message`, a `username`, and no `user`. */
  readonly asIntegration?: boolean;
}

/** What people (and other bots) say. Each call throws when the real client would not let them. */
export interface Speech {
  /** Writes a message in mrkdwn as clients send it: `<@U1>` for mentions, `&amp;` for &, `:wave:` for emoji. */
  say(person: User, channel: Channel, text: string, how?: Saying): Message;
  /** Forwards a message to a channel, with a word of one's own or without. */
  forward(person: User, message: Message, channel: Channel, text?: string): Message;
  edit(message: Message, text: string): Message;
  remove(message: Message): void;
  /** Slack adds the preview of a link: the message changes, though nobody edited it. */
  unfurl(message: Message): void;
  /** Looks a message up as it stands now; `undefined` when it is gone. */
  current(message: Message): Message | undefined;
}

export const createSpeech = (world: World, find: (message: { readonly ts: Ts }) => Post): Speech => ({
  say: (person, channel, text, how = {}) => {
    if (!channel.members.has(person.id)) throw new Error(`${person.name} is not in ${channel.id}`);
    if (channel.archived) throw new Error(`${channel.id} is archived`);
    const thread = typeof how.thread === "object" ? how.thread.ts : how.thread;
    const root = thread === undefined ? undefined : channel.posts.get(thread);
    if (thread !== undefined && (!root || root.deleted)) throw new Error(`there is no thread ${thread}`);
    if (root?.message.thread_ts !== undefined && root.message.thread_ts !== thread)
      throw new Error(`${thread} is a reply: say it in the thread ${root.message.thread_ts}`);
    const files = (how.files ?? []).map((file) => storeFile(world, channel, person, file));
    const { user: _user, ...integration } = authorFields(world, person.id, channel);
    const author = how.asIntegration
      ? { ...integration, username: person.profile.display_name }
      : authorFields(world, person.id, channel);
    return writeMessage(world, channel, {
      author,
      text,
      ...(thread === undefined ? {} : { thread }),
      ...(how.broadcast ? { broadcast: true } : {}),
      ...(files.length > 0 ? { files, subtype: "file_share" } : {}),
      ...(how.asIntegration ? { subtype: "bot_message" } : {}),
    }).message;
  },
  forward: (person, message, channel, text = "") => {
    if (!channel.members.has(person.id)) throw new Error(`${person.name} is not in ${channel.id}`);
    const post = find(message);
    const author = world.users.get(post.message.user ?? "");
    const path = `archives/${post.channel.id}/p${post.message.ts.replace(".", "")}`;
    const shared = {
      id: 1,
      is_msg_unfurl: true,
      is_share: true,
      from_url: `https://${world.team.domain}.slack.com/${path}`,
      author_id: author?.id,
      author_name: author?.profile.display_name,
      channel_id: post.channel.id,
      ts: post.message.ts,
      text: post.message.text,
      fallback: `[${post.message.ts}] ${author?.name}: ${post.message.text}`,
      mrkdwn_in: ["text"],
    };
    const fields = authorFields(world, person.id, channel);
    return writeMessage(world, channel, { author: fields, text, attachments: [shared] }).message;
  },
  edit: (message, text) => {
    const post = find(message);
    changeMessage(world, post, { text }, message.user ?? "");
    return post.message;
  },
  remove: (message) => removeMessage(world, find(message)),
  unfurl: (message) => {
    const post = find(message);
    const previous = post.message;
    post.message = {
      ...previous,
      attachments: [{ id: 1, from_url: "https://example.com/", title: "Example", fallback: "Example" }],
    };
    tellOfChange(world, post, previous, world.nextTs());
    world.tell();
  },
  current: (message) => {
    const post = find(message);
    return post.deleted ? undefined : post.message;
  },
});
