import { type APIOverwrite, type APIRole, OverwriteType, PermissionFlagsBits } from "discord.js";
import type { Snowflake } from "./ids.ts";

/** Somebody in a server, and what is granted there. */
export interface Standing {
  readonly guild: Snowflake;
  readonly isOwner: boolean;
  readonly user: Snowflake;
  /** Ids of the roles that the person was given; everybody has @everyone besides. */
  readonly roles: readonly Snowflake[];
  /** All roles of the server. */
  readonly allRoles: readonly Pick<APIRole, "id" | "permissions">[];
}

const EVERYTHING = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

/** What the roles give in the whole server, before any channel has its say. */
export function permissionsOf({ guild, isOwner, roles, allRoles }: Standing): bigint {
  const granted = allRoles
    .filter(({ id }) => id === guild || roles.includes(id))
    .reduce((all, { permissions }) => all | BigInt(permissions), 0n);
  return isOwner || (granted & PermissionFlagsBits.Administrator) !== 0n ? EVERYTHING : granted;
}

/**
 * What somebody may do in a channel: the roles' permissions, then the channel's overwrites of @everyone, of the roles
 * together and of the person. Who cannot see a channel can do nothing there (docs: topics/permissions#permission-overwrites
 * and #implicit-permissions).
 */
export function permissionsIn(overwrites: readonly APIOverwrite[], standing: Standing): bigint {
  const { guild, user, roles } = standing;
  let granted = permissionsOf(standing);
  if (granted === EVERYTHING) return EVERYTHING;
  for (const concerns of [
    ({ id }: APIOverwrite) => id === guild,
    ({ id, type }: APIOverwrite) => type === OverwriteType.Role && id !== guild && roles.includes(id),
    ({ id, type }: APIOverwrite) => type === OverwriteType.Member && id === user,
  ]) {
    const those = overwrites.filter(concerns);
    const denied = those.reduce((all, { deny }) => all | BigInt(deny), 0n);
    const allowed = those.reduce((all, { allow }) => all | BigInt(allow), 0n);
    granted = (granted & ~denied) | allowed;
  }
  return (granted & PermissionFlagsBits.ViewChannel) === 0n ? 0n : granted;
}
