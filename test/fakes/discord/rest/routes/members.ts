import { PermissionFlagsBits } from "discord-api-types/v10";
import { guildPermissions, highestPosition, requireInGuild } from "../../permissions.ts";
import { editMember } from "../../validation/bodies.ts";
import type { Guild } from "../../world/shapes.ts";
import { guildOf, memberOf } from "../../world/world.ts";
import { invalidForm, missingAccess, missingPermissions } from "../errors.ts";
import { ok, type Route, withForm } from "../router.ts";
import type { RouteParts } from "./parts.ts";

/** Members and time-outs (docs: resources/guild#modify-guild-member, topics/permissions#permission-hierarchy). */
export const memberRoutes = ({ world, portal }: RouteParts): Route[] => {
  const inside = (guildId: string): Guild => {
    const guild = guildOf(world, guildId);
    if (!guild.members.has(world.bot.id)) throw missingAccess();
    return guild;
  };
  return [
    {
      method: "GET",
      pattern: "/guilds/:guild/members/:user",
      limit: "member",
      run: ({ id }) => ok(memberOf(inside(id("guild")), id("user"))),
    },
    {
      method: "GET",
      pattern: "/guilds/:guild/members",
      limit: "member",
      run: ({ id, query }) => {
        // "This endpoint is restricted according to whether the GUILD_MEMBERS Privileged Intent is enabled for your application."
        const guild = inside(id("guild"));
        if (!portal.guildMembers) throw missingAccess();
        return ok([...guild.members.values()].slice(0, Number(query.get("limit") ?? 1)));
      },
    },
    withForm({
      method: "PATCH",
      pattern: "/guilds/:guild/members/:user",
      limit: "member",
      form: editMember(world.clock.now),
      run: ({ id, body }) => {
        const guild = inside(id("guild"));
        const member = memberOf(guild, id("user"));
        if (body.communication_disabled_until !== undefined) {
          requireInGuild(world, guild, "ModerateMembers");
          requireBelow(guild, member.user.id);
          member.communication_disabled_until = body.communication_disabled_until;
        }
        if (body.nick !== undefined) {
          requireInGuild(world, guild, "ManageNicknames");
          member.nick = body.nick;
        }
        if (body.roles) {
          requireInGuild(world, guild, "ManageRoles");
          member.roles = body.roles;
        }
        world.dispatch({ t: "GUILD_MEMBER_UPDATE", d: { ...member, guild_id: guild.id } });
        return ok(member);
      },
    }),
  ];

  /** Neither the owner, nor administrators, nor anybody whose highest role is not below the bot's. */
  function requireBelow(guild: Guild, userId: string) {
    if (userId === world.bot.id)
      throw invalidForm([
        {
          path: ["communication_disabled_until"],
          code: "INVALID_COMMUNICATION_DISABLED_TIMESTAMP",
          message: "Not oneself",
        },
      ]);
    const isAdministrator =
      (guildPermissions(world, guild, userId) & PermissionFlagsBits.Administrator) !== 0n;
    const bot = highestPosition(guild, memberOf(guild, world.bot.id));
    if (guild.ownerId === userId || isAdministrator || highestPosition(guild, memberOf(guild, userId)) >= bot)
      throw missingPermissions();
  }
};
