import { PlatformError } from "../../../src/core/ports/chat-adapter.ts";
import type { ModerationActions } from "../../../src/core/ports/moderation-actions.ts";
import type { Store } from "../../../src/core/ports/store.ts";
import type { Message } from "../../../src/core/types.ts";
import { createInTurn } from "../../../src/waiting/in-turn.ts";
import type { Api } from "../api.ts";
import type { Snowflake } from "../ids.ts";
import { decided } from "./refusal.ts";
import { guildOf, spotOf, userOf } from "./spot-of.ts";

/** The timeouts that Maru gave somebody in a server: until when (Unix ms), by the message that each was for. Ids only. */
type Given = Readonly<Record<Snowflake, number>>;

/** "can only be set up to 28 days in the future" (docs: resources/guild#modify-guild-member); clocks differ a little. */
const MOST_MS = 28 * 24 * 60 * 60 * 1000 - 60_000;

/** Discord may give back a time a little otherwise than it was set. */
const SAME_MS = 1_000;

/**
 * Timeouts of members. One that somebody else gave is neither cut short nor ended, and of several of Maru's the longest counts.
 * @param parts.now Unix ms
 */
export function createTimeouts(parts: {
  readonly api: Api;
  readonly store: Store;
  readonly now: () => number;
}): Pick<ModerationActions, "timeout" | "endTimeout"> {
  const { api, now } = parts;
  const records = parts.store.records<Given>("discord/timeouts");
  const inTurn = createInTurn();

  /** @throws PlatformError in a direct conversation */
  function memberOf(message: Message): { guild: Snowflake; user: Snowflake; key: string } {
    const guild = guildOf(message);
    if (!guild) throw new PlatformError("forbidden", "A direct conversation knows no timeouts.");
    const user = userOf(message);
    return { guild, user, key: `${guild}/${user}` };
  }

  /** Until when the member is silent now, in Unix ms; 0: not at all. */
  async function endOf(guild: Snowflake, user: Snowflake): Promise<number> {
    const { communication_disabled_until: until } = await api.member(guild, user);
    const end = Date.parse(until ?? "");
    return end > now() ? end : 0;
  }

  const inForce = (given: Given | undefined): Given =>
    Object.fromEntries(Object.entries(given ?? {}).filter(([, end]) => end > now()));
  const longest = (given: Given) => Math.max(0, ...Object.values(given));

  return {
    timeout: (message, until, about) =>
      decided("the author", async () => {
        const { guild, user, key } = memberOf(message);
        await inTurn(key, async () => {
          const end = Math.min(until, now() + MOST_MS);
          const present = await endOf(guild, user);
          if (present < end)
            await api.timeOut(guild, user, new Date(end).toISOString(), about ?? "moderation");
          const given = { ...inForce(await records.get(key)), [spotOf(message).message]: end };
          await records.set(key, given, longest(given) - now());
        });
      }),
    endTimeout: (message, about) =>
      decided("the author", async () => {
        const { guild, user, key } = memberOf(message);
        await inTurn(key, async () => {
          const given = inForce(await records.get(key));
          const { [spotOf(message).message]: _, ...others } = given;
          const present = await endOf(guild, user);
          const rest = longest(others);
          // Another end than Maru's: somebody else sees to it.
          if (Math.abs(present - longest(given)) < SAME_MS && present > rest)
            await api.timeOut(
              guild,
              user,
              rest > 0 ? new Date(rest).toISOString() : null,
              about ?? "moderation",
            );
          if (rest > 0) await records.set(key, others, rest - now());
          else await records.delete(key);
        });
      }),
  };
}
