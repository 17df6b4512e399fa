import { allows } from "../../src/text/choice.ts";
import { type DiscordConfig, worksIn } from "./config.ts";
import type { Where } from "./places.ts";

/** What the config can name of a place. */
export type Named = Pick<Where, "kind" | "guild" | "category" | "parent" | "home"> & {
  readonly place: Pick<Where["place"], "name">;
};

/** Who and where Maru works for, by config. */
export interface Rules {
  mayWorkIn(where: Named): boolean;
  /** Whether it matters which roles somebody has. */
  readonly asksForRoles: boolean;
  /** @param roles ids and names of the person's roles */
  mayAnswer(roles: readonly string[]): boolean;
}

export function createRules(config: DiscordConfig): Rules {
  const { places } = config;
  const category = allows(places.categories);
  const channel = allows(places.channels);
  const role = allows(places.roles);
  return {
    mayWorkIn(where) {
      if (where.kind === "direct") return true;
      if (!worksIn(config, where.guild ?? "")) return false;
      return (
        category(where.category ? [where.category.id, where.category.name] : []) &&
        channel([where.parent ?? where.home, where.place.name])
      );
    },
    asksForRoles: places.roles.allow.length > 0 || places.roles.deny.length > 0,
    mayAnswer: role,
  };
}
