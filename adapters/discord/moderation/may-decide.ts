import type { APIInteractionGuildMember, Client } from "discord.js";
import { PermissionFlagsBits } from "discord.js";
import { permissionsIn } from "../channel-permissions.ts";
import type { DiscordModeration } from "../config.ts";
import type { Snowflake } from "../ids.ts";

/** Whether somebody is a moderator. */
export type MayDecide = (who: {
  readonly member: APIInteractionGuildMember | undefined;
  /** The server in which they pressed. */
  readonly guild: Snowflake | undefined;
  /** The channel of the message that is decided on. */
  readonly place: Snowflake | undefined;
}) => boolean;

const MODERATES = PermissionFlagsBits.ModerateMembers | PermissionFlagsBits.ManageMessages;

/** By roles, where the config names some; else by what Discord lets them do where the message stands. */
export function createMayDecide(client: Client<true>, moderation: DiscordModeration): MayDecide {
  const named = new Set(moderation.roles);

  return ({ member, guild: id, place }) => {
    if (!member) return false;
    const guild = client.guilds.cache.get(id ?? "");
    if (named.size > 0)
      return member.roles.some(
        (role) => named.has(role) || named.has(guild?.roles.cache.get(role)?.name ?? ""),
      );
    return (permissionsAt(member, guild, place) & MODERATES) !== 0n;
  };

  /** In the place of the message; where that is gone, or not in this server, those of where they pressed. */
  function permissionsAt(
    member: APIInteractionGuildMember,
    guild: ReturnType<typeof client.guilds.cache.get>,
    place: Snowflake | undefined,
  ): bigint {
    const channel = guild?.channels.cache.get(place ?? "");
    const home = channel?.isThread() ? channel.parent : channel;
    if (!guild || !home || home.isThread()) return BigInt(member.permissions);
    const overwrites = [...home.permissionOverwrites.cache.values()].map(({ id, type, allow, deny }) => ({
      id,
      type,
      allow: allow.bitfield.toString(),
      deny: deny.bitfield.toString(),
    }));
    return permissionsIn(overwrites, {
      guild: guild.id,
      isOwner: guild.ownerId === member.user.id,
      user: member.user.id,
      roles: member.roles,
      allRoles: [...guild.roles.cache.values()].map((role) => ({
        id: role.id,
        permissions: role.permissions.bitfield.toString(),
      })),
    });
  }
}
