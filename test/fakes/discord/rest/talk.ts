import { ChannelType } from "discord-api-types/v10";
import { channelPermissions, has, type PermissionName, requireIn } from "../permissions.ts";
import { changeChannel } from "../world/channels.ts";
import type { Attachment, Channel } from "../world/shapes.ts";
import type { World } from "../world/world.ts";
import { apiError } from "./errors.ts";

interface Said {
  readonly content?: string | null | undefined;
  readonly embeds?: readonly unknown[] | null | undefined;
  readonly components?: readonly unknown[] | null | undefined;
  readonly sticker_ids?: readonly string[] | null | undefined;
  readonly tts?: boolean | null | undefined;
}

/** 50006 for a message with nothing in it. */
export const requireSomething = (said: Said, files: readonly Attachment[]): void => {
  const { content, embeds, components, sticker_ids } = said;
  if (!content && !embeds?.length && !components?.length && !sticker_ids?.length && files.length === 0)
    throw apiError(400, 50006, "Cannot send an empty message");
};

/** The permission to speak: in threads it is another than in channels (docs: topics/threads#permissions). */
export const speaking = (channel: Channel): PermissionName =>
  channel.thread_metadata ? "SendMessagesInThreads" : "SendMessages";

/**
 * Whether the bot may say this here (docs: resources/message#create-message).
 * @throws ApiError 50001, 50013, 50008, 50007, 50006, 160005, 200000
 */
export const requireTalk = (
  world: World,
  channel: Channel,
  said: Said,
  files: readonly Attachment[],
): void => {
  if (channel.type === ChannelType.GuildCategory || channel.type === ChannelType.GuildForum) {
    requireIn(world, channel);
    throw apiError(400, 50008, "Cannot send messages in a non-text channel");
  }
  requireIn(world, channel, speaking(channel));
  if (said.embeds?.length) requireIn(world, channel, "EmbedLinks");
  if (files.length > 0) requireIn(world, channel, "AttachFiles");
  if (said.tts) requireIn(world, channel, "SendTTSMessages");
  const person = channel.recipients?.[0];
  if (person && !reachable(world, person.id)) throw apiError(403, 50007, "Cannot send messages to this user");
  if (
    channel.thread_metadata?.locked &&
    !has(channelPermissions(world, channel, world.bot.id), "ManageThreads")
  )
    throw apiError(403, 160005, "Thread is locked");
  requireSomething(said, files);
  const isExempt = !channel.guild_id || has(channelPermissions(world, channel, world.bot.id), "ManageGuild");
  if (!isExempt && world.blocked?.test(JSON.stringify([said.content, said.embeds])))
    throw apiError(400, 200000, "Message was blocked by automatic moderation");
};

/** Somebody without a server in common, or who takes no direct messages, cannot be written to. */
const reachable = (world: World, personId: string): boolean =>
  !world.closedDoors.has(personId) &&
  [...world.guilds.values()].some(({ members }) => members.has(personId) && members.has(world.bot.id));

/** "Sending a message will automatically unarchive the thread, unless it has been locked" (docs: topics/threads). */
export const wakeThread = (world: World, channel: Channel): void => {
  if (channel.thread_metadata?.archived)
    changeChannel(world, channel, ({ thread_metadata }) => {
      if (thread_metadata) thread_metadata.archived = false;
    });
};
