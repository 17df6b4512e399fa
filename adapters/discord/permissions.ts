import { ApplicationFlags, PermissionFlagsBits } from "discord.js";
import type { DiscordConfig } from "./config.ts";

/** The permissions that Maru uses, by Discord's names in English, and what for. */
export const neededPermissions = [
  {
    flag: PermissionFlagsBits.ViewChannel,
    name: "View Channels",
    why: "to see the channels that it is asked in",
  },
  {
    flag: PermissionFlagsBits.SendMessages,
    name: "Send Messages",
    why: "to answer where threads are not possible",
  },
  {
    flag: PermissionFlagsBits.CreatePublicThreads,
    name: "Create Public Threads",
    why: "to answer in a thread",
  },
  {
    flag: PermissionFlagsBits.SendMessagesInThreads,
    name: "Send Messages in Threads",
    why: "to answer in a thread",
  },
  {
    flag: PermissionFlagsBits.ReadMessageHistory,
    name: "Read Message History",
    why: "to know what a thread is about",
  },
] as const;

export type NeededPermission = (typeof neededPermissions)[number]["name"];

/** Those that Maru uses besides as a moderator. */
const moderatorPermissions = [
  { flag: PermissionFlagsBits.ManageMessages, name: "Manage Messages", why: "to delete messages" },
  { flag: PermissionFlagsBits.ModerateMembers, name: "Timeout Members", why: "to give timeouts" },
] as const;

/** … and to show cards to moderators. */
export const cardPermissions = [
  { flag: PermissionFlagsBits.EmbedLinks, name: "Embed Links", why: "to show cards to moderators" },
] as const;

export type Permission =
  | NeededPermission
  | (typeof moderatorPermissions)[number]["name"]
  | (typeof cardPermissions)[number]["name"];

/** A permission by its bit and its name. */
export interface Asked<Name extends Permission = Permission> {
  readonly flag: bigint;
  readonly name: Name;
}

/** What Maru needs by this config. */
export const permissionsFor = ({ moderation }: Pick<DiscordConfig, "moderation">): readonly Asked[] => [
  ...neededPermissions,
  ...(moderation ? moderatorPermissions : []),
  ...(moderation && moderation.channel !== false ? cardPermissions : []),
];

export const flagOf = (wanted: NeededPermission): bigint =>
  neededPermissions.find(({ name }) => name === wanted)?.flag ?? 0n;

/** Those of the permissions asked for that `granted` lacks. Administrators have all. */
export const missingFrom = <Name extends Permission>(
  granted: bigint,
  asked: readonly Asked<Name>[],
): readonly Name[] =>
  (granted & PermissionFlagsBits.Administrator) !== 0n
    ? []
    : asked.filter(({ flag }) => (granted & flag) === 0n).map(({ name }) => name);

/** The permission without which Maru cannot answer where it was granted these, if it lacks one. */
export function lackingToAnswer(granted: bigint, inThread: boolean): NeededPermission | undefined {
  const lacks = (...names: readonly NeededPermission[]) =>
    missingFrom(granted, neededPermissions).find((missing) => names.includes(missing));
  const unseen = lacks("View Channels");
  if (unseen || inThread) return unseen ?? lacks("Send Messages in Threads");
  return lacks("Create Public Threads", "Send Messages in Threads") && lacks("Send Messages");
}

/** Where to click to grant a permission in one channel. */
export const whereToGrant = (bot: string, channel: string, permission: NeededPermission): string =>
  `#${channel} → Edit Channel → Permissions → Advanced permissions → ${bot} → ${permission} ✓`;

/** The page on which the bot is invited with no more than it needs. */
export function inviteLink(application: string, asked: readonly Asked[]): string {
  const permissions = asked.reduce((all, { flag }) => all | flag, 0n);
  return `https://discord.com/oauth2/authorize?client_id=${application}&scope=bot+applications.commands&permissions=${permissions}`;
}

const PORTAL = "https://discord.com/developers/applications";

/** Where to click for a token. */
export const whereToResetToken = `${PORTAL} → the application → Bot → Reset Token`;

/** Whether the application's flags let the bot read messages that do not mention it. */
export const mayReadContent = (flags: number): boolean =>
  (flags & (ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited)) !== 0;

/** Where to click to let it. */
export const whereToSwitchOnContent = (application: string): string =>
  `${PORTAL}/${application}/bot → Privileged Gateway Intents → Message Content Intent → on → Save Changes`;
