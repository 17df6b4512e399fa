import type { Client } from "discord.js";
import type { AdapterParts } from "../../src/core/ports/chat-adapter.ts";
import type { Snowflake } from "./ids.ts";
import type { Where } from "./places.ts";
import type { Rules } from "./rules.ts";

/** Whether Maru works for somebody in a place, by config. `roles`: ids, when the event tells them. */
export type MayAnswer = (
  where: Where,
  user: Snowflake,
  roles: readonly Snowflake[] | undefined,
) => Promise<boolean>;

export function createMayAnswer(parts: {
  readonly client: Client<true>;
  readonly rules: Rules;
  readonly mayAnswerIn: AdapterParts["mayAnswerIn"];
}): MayAnswer {
  const { client, rules, mayAnswerIn } = parts;

  return async (where, user, roles) => {
    if (!rules.mayWorkIn(where) || !mayAnswerIn(where.place)) return false;
    const guild = where.guild ? client.guilds.cache.get(where.guild) : undefined;
    if (!rules.asksForRoles || !guild) return true;
    const ids = roles ?? [
      ...((await guild.members.fetch(user).catch(() => undefined))?.roles.cache.keys() ?? []),
    ];
    return rules.mayAnswer(ids.flatMap((id) => [id, guild.roles.cache.get(id)?.name ?? id]));
  };
}
