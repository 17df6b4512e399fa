import type { Api } from "./api.ts";
import { refusedAs } from "./api-error.ts";
import type { AsMessage } from "./as-message.ts";
import type { Snowflake } from "./ids.ts";

/** Asks Discord for the roles of a message's author, where there is moderation and no event has told them yet: pages of messages do not. */
type LearnRoles = (user: Snowflake, guild: Snowflake | undefined) => Promise<void>;

export function createLearnRoles(parts: {
  readonly api: Pick<Api, "member">;
  readonly asMessage: Pick<AsMessage, "learn" | "knowsRoles">;
  readonly isModerated: boolean;
}): LearnRoles {
  const { api, asMessage, isModerated } = parts;

  return async (user, guild) => {
    if (!isModerated || guild === undefined || asMessage.knowsRoles(user, guild)) return;
    const member = await api.member(guild, user).catch((error: unknown) =>
      // Whoever has left has none; while Discord is in trouble they are not known.
      refusedAs(error, "unknownMember", "unknownUser") ? { roles: [] } : undefined,
    );
    asMessage.learn(user, guild, member);
  };
}
