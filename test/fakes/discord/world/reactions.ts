import type { Channel, Post, User } from "./shapes.ts";
import type { World } from "./world.ts";

/** Adds somebody's reaction; once per person and emoji. */
export const react = (world: World, channel: Channel, post: Post, user: User, emoji: string): void => {
  const users = post.reactors.get(emoji) ?? new Set();
  if (users.has(user.id)) return;
  post.reactors.set(emoji, users.add(user.id));
  announce(world, channel, post, user, emoji, "MESSAGE_REACTION_ADD");
};

export const unreact = (world: World, channel: Channel, post: Post, user: User, emoji: string): void => {
  const users = post.reactors.get(emoji);
  if (!users?.delete(user.id)) return;
  if (users.size === 0) post.reactors.delete(emoji);
  announce(world, channel, post, user, emoji, "MESSAGE_REACTION_REMOVE");
};

const announce = (world: World, channel: Channel, post: Post, user: User, emoji: string, t: string) => {
  const guild = channel.guild_id === undefined ? undefined : world.guilds.get(channel.guild_id);
  world.dispatch({
    t,
    d: {
      user_id: user.id,
      channel_id: channel.id,
      message_id: post.message.id,
      ...(guild ? { guild_id: guild.id } : {}),
      ...(guild && t === "MESSAGE_REACTION_ADD" ? { member: guild.members.get(user.id) } : {}),
      ...(t === "MESSAGE_REACTION_ADD" ? { message_author_id: post.message.author.id } : {}),
      emoji: { id: null, name: emoji },
      burst: false,
      type: 0,
    },
    channel,
  });
};
