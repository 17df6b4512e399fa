import { channelPermissions, has, type PermissionName } from "../permissions.ts";
import type { Channel, Member, Message, Post, User } from "../world/shapes.ts";
import type { World } from "../world/world.ts";

/**
 * Where a message stands.
 * @throws Error when it is gone
 */
export const homeOf = (world: World, message: Message): { channel: Channel; post: Post } => {
  const channel = world.channels.get(message.channel_id);
  const post = world.posts.get(message.channel_id)?.get(message.id);
  if (!channel || !post || post.deleted) throw new Error(`message ${message.id} is not there any more`);
  return { channel, post };
};

/** @throws Error that names what the person lacks */
export const requireMay = (
  world: World,
  person: User,
  channel: Channel,
  ...names: readonly PermissionName[]
): void => {
  const granted = channelPermissions(world, channel, person.id);
  const missing = names.filter((name) => !has(granted, name));
  if (missing.length > 0)
    throw new Error(`${person.username} lacks ${missing.join(", ")} in ${channel.name ?? channel.id}`);
};

export const memberIn = (world: World, channel: Channel, person: User): Member | undefined =>
  channel.guild_id === undefined ? undefined : world.guilds.get(channel.guild_id)?.members.get(person.id);
