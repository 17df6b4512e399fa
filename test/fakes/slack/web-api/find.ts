import { directWith } from "../world/channels.ts";
import type { Channel, Post, Ts, User } from "../world/shapes.ts";
import type { World } from "../world/world.ts";
import { blameFor, refuse } from "./api-error.ts";

/** A channel that the app may know of: public, or one that it is in. */
export const visibleChannel = (world: World, id: string | undefined): Channel => {
  const channel = world.channels.get(id ?? "");
  const isVisible = channel && (channel.kind === "channel" || channel.members.has(world.bot.id));
  return isVisible ? channel : refuse("channel_not_found");
};

/** A channel that a person may know of: public, or one that they are in. */
export const channelOfPerson = (world: World, person: User, id: string | undefined): Channel => {
  const channel = world.channels.get(id ?? "");
  const isVisible = channel && (channel.kind === "channel" || channel.members.has(person.id));
  return isVisible ? channel : refuse("channel_not_found");
};

/** A channel that the app is in. */
export const ownChannel = (world: World, id: string | undefined): Channel => {
  const channel = visibleChannel(world, id);
  return channel.members.has(world.bot.id) ? channel : refuse("not_in_channel");
};

/** Where the app may write. A person's id stands for the direct conversation (docs: reference/methods/chat.postMessage#channels). */
export const writableChannel = (world: World, id: string | undefined): Channel => {
  const channel = world.users.has(id ?? "") ? directWith(world, id!) : ownChannel(world, id);
  return channel.archived ? refuse("is_archived") : channel;
};

/** A message that stands there for everybody. */
export const findPost = (channel: Channel, ts: Ts | undefined, orElse = "message_not_found"): Post => {
  const post = channel.posts.get(ts ?? "");
  return post && !post.deleted && post.onlyFor === undefined ? post : refuse(orElse);
};

/** The root of the thread to write in. Replies to a reply are what Slack asks apps not to do. */
export const threadRoot = (channel: Channel, ts: Ts): Post => {
  const post = findPost(channel, ts, "thread_not_found");
  const { thread_ts } = post.message;
  if (thread_ts !== undefined && thread_ts !== ts)
    blameFor("cannot_reply_to_message", "thread_ts is that of a reply: use its parent's");
  return post;
};
