import {
  type APIGuild,
  type APIGuildMember,
  type APIOverwrite,
  OverwriteType,
  PermissionFlagsBits,
} from "discord.js";
import { permissionsIn, permissionsOf } from "./channel-permissions.ts";
import type { Snowflake } from "./ids.ts";

/** A channel of a server, with what decides who can do what there. */
interface Guarded {
  readonly guild: Pick<APIGuild, "id" | "owner_id" | "roles">;
  readonly overwrites: readonly APIOverwrite[];
}

const { ViewChannel, ReadMessageHistory, Administrator } = PermissionFlagsBits;
const READING = ViewChannel | ReadMessageHistory;

/** What a member may do in a channel. */
export const grantedTo = ({ guild, overwrites }: Guarded, { user, roles }: APIGuildMember): bigint =>
  permissionsIn(overwrites, {
    guild: guild.id,
    isOwner: guild.owner_id === user.id,
    user: user.id,
    roles,
    allRoles: guild.roles,
  });

/** Whether these permissions let somebody read the past of a channel that they see. */
export const readsAll = (granted: bigint): boolean => (granted & READING) === READING;

const seesButCannotRead = (granted: bigint) =>
  (granted & ViewChannel) !== 0n && (granted & ReadMessageHistory) === 0n;

/**
 * Whether everybody who sees a channel can read its past, whatever roles they have. Who has which roles Discord tells bots only one by
 * one, so each combination counts that somebody could have: two roles at most make somebody see without reading, one that gives the
 * channel and one that takes the past.
 *
 * @param memberOf `undefined`: nobody (any more)
 */
export async function everybodyReads(
  channel: Guarded,
  memberOf: (user: Snowflake) => Promise<APIGuildMember | undefined>,
): Promise<boolean> {
  const { guild, overwrites } = channel;
  const roles = rolesThatMatter(channel);
  const granted = (held: readonly Snowflake[]) =>
    permissionsIn(overwrites, {
      guild: guild.id,
      isOwner: false,
      user: "",
      roles: held,
      allRoles: guild.roles,
    });
  for (const [at, one] of [[-1, undefined] as const, ...roles.entries()])
    for (const other of [undefined, ...roles.slice(at + 1)])
      if (seesButCannotRead(granted([one, other].filter((role) => role !== undefined)))) return false;
  for (const { id, type, allow, deny } of overwrites) {
    if (type !== OverwriteType.Member) continue;
    const takesPast = (BigInt(deny) & ReadMessageHistory) !== 0n;
    const givesSight = (BigInt(allow) & ViewChannel) !== 0n && (BigInt(allow) & ReadMessageHistory) === 0n;
    const member = takesPast || givesSight ? await memberOf(id) : undefined;
    if (member && !member.user.bot && seesButCannotRead(grantedTo(channel, member))) return false;
  }
  return true;
}

/** One role of each kind that gives or takes something that matters here. Bots' own roles are nobody's, and administrators read all. */
function rolesThatMatter({ guild, overwrites }: Guarded): readonly Snowflake[] {
  const kinds = new Map<string, Snowflake>();
  for (const { id, permissions, tags } of guild.roles) {
    const given = permissionsOf({
      guild: "",
      isOwner: false,
      user: "",
      roles: [id],
      allRoles: [{ id, permissions }],
    });
    if (id === guild.id || tags?.bot_id !== undefined || (given & Administrator) !== 0n) continue;
    const here = overwrites.find((one) => one.type === OverwriteType.Role && one.id === id);
    const kind = [given, BigInt(here?.allow ?? 0), BigInt(here?.deny ?? 0)].map((bits) => bits & READING);
    kinds.set(kind.join(" "), id);
  }
  return [...kinds.values()];
}
