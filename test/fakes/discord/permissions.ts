import { ChannelType, PermissionFlagsBits } from "discord-api-types/v10";
import { missingAccess, missingPermissions } from "./rest/errors.ts";
import type { Channel, Guild, Member } from "./world/shapes.ts";
import type { World } from "./world/world.ts";

const P = PermissionFlagsBits;
export type PermissionName = keyof typeof PermissionFlagsBits;

const everything = Object.values(P).reduce((all, bit) => all | bit, 0n);

/** What a timed-out member keeps (docs: topics/permissions#permissions-for-timed-out-members). */
const timedOut = P.ViewChannel | P.ReadMessageHistory;

/** What people have in a direct message: no roles and no overwrites apply there. */
const direct =
  P.ViewChannel |
  P.SendMessages |
  P.ReadMessageHistory |
  P.EmbedLinks |
  P.AttachFiles |
  P.AddReactions |
  P.UseApplicationCommands;

export const bits = (names: readonly PermissionName[]): bigint =>
  names.reduce((all, name) => all | P[name], 0n);

/** The permissions that a fresh server gives to @everyone. */
export const usualForEveryone: readonly PermissionName[] = [
  "ViewChannel",
  "SendMessages",
  "SendMessagesInThreads",
  "CreatePublicThreads",
  "CreatePrivateThreads",
  "ReadMessageHistory",
  "EmbedLinks",
  "AttachFiles",
  "AddReactions",
  "UseExternalEmojis",
  "MentionEveryone",
  "UseApplicationCommands",
  "ChangeNickname",
  "CreateInstantInvite",
];

/** Bits in the guild, before any channel has its say (docs: topics/permissions#permission-hierarchy). */
export const guildPermissions = (world: World, guild: Guild, userId: string): bigint => {
  const member = guild.members.get(userId);
  if (!member) return 0n;
  if (guild.ownerId === userId) return everything;
  let granted = BigInt(guild.roles.get(guild.id)?.permissions ?? 0n);
  for (const role of member.roles) granted |= BigInt(guild.roles.get(role)?.permissions ?? 0n);
  if (granted & P.Administrator) return everything;
  return isTimedOut(world, member) ? granted & timedOut : granted;
};

/** Bits in a channel: overwrites of @everyone, then of the roles together, then of the member. A thread has its parent's. */
export const channelPermissions = (world: World, channel: Channel, userId: string): bigint => {
  const guild = channel.guild_id === undefined ? undefined : world.guilds.get(channel.guild_id);
  if (!guild)
    return channel.recipients?.some(({ id }) => id === userId) || userId === world.bot.id ? direct : 0n;
  const member = guild.members.get(userId);
  if (!member) return 0n;
  const base = guildPermissions(world, guild, userId);
  if (base === everything) return everything;
  const home = channel.thread_metadata ? world.channels.get(channel.parent_id ?? "") : channel;
  const overwrites = home?.permission_overwrites ?? [];
  const apply = (before: bigint, those: typeof overwrites): bigint => {
    const deny = those.reduce((all, one) => all | BigInt(one.deny), 0n);
    const allow = those.reduce((all, one) => all | BigInt(one.allow), 0n);
    return (before & ~deny) | allow;
  };
  let granted = apply(
    base,
    overwrites.filter(({ id }) => id === guild.id),
  );
  granted = apply(
    granted,
    overwrites.filter(({ id, type }) => type === 0 && member.roles.includes(id)),
  );
  granted = apply(
    granted,
    overwrites.filter(({ id, type }) => type === 1 && id === userId),
  );
  // "Implicit permissions": who cannot see a channel can do nothing there; who cannot send has nothing to send.
  if (!(granted & P.ViewChannel) || isShutOut(world, channel, userId, granted)) return 0n;
  return isTimedOut(world, member) ? granted & timedOut : granted;
};

export const has = (granted: bigint, name: PermissionName): boolean => (granted & P[name]) === P[name];

/** Private threads are there for those who were added, and for who has MANAGE_THREADS (docs: topics/threads#private-threads). */
const isShutOut = (world: World, channel: Channel, userId: string, granted: bigint): boolean =>
  channel.type === ChannelType.PrivateThread &&
  !(granted & P.ManageThreads) &&
  world.threadMembers.get(channel.id)?.has(userId) !== true;

/** Whether somebody sees a channel and what is said in it. */
export const canSee = (world: World, channel: Channel, userId: string): boolean =>
  has(channelPermissions(world, channel, userId), "ViewChannel");

/**
 * Refuses as Discord does: 50001 when the bot cannot even see the channel, 50013 when it can and may not.
 * @throws ApiError
 */
export const requireIn = (world: World, channel: Channel, ...names: readonly PermissionName[]): void => {
  const granted = channelPermissions(world, channel, world.bot.id);
  if (!has(granted, "ViewChannel")) throw missingAccess();
  if (!names.every((name) => has(granted, name))) throw missingPermissions();
};

/** @throws ApiError 50013 */
export const requireInGuild = (world: World, guild: Guild, ...names: readonly PermissionName[]): void => {
  const granted = guildPermissions(world, guild, world.bot.id);
  if (!guild.members.has(world.bot.id)) throw missingAccess();
  if (!names.every((name) => has(granted, name))) throw missingPermissions();
};

export const isTimedOut = (world: World, member: Member): boolean =>
  member.communication_disabled_until !== null &&
  Date.parse(member.communication_disabled_until) > world.clock.now();

/** The highest of a member's roles; who stands higher cannot be moderated (docs: topics/permissions#permission-hierarchy). */
export const highestPosition = (guild: Guild, member: Member): number =>
  Math.max(0, ...member.roles.map((role) => guild.roles.get(role)?.position ?? 0));
