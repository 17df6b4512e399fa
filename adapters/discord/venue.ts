import { type Client, DiscordAPIError, PermissionFlagsBits } from "discord.js";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { Locale, Message } from "../../src/core/types.ts";
import type { TellOnce } from "../../src/platform/tell-once.ts";
import type { Api } from "./api.ts";
import { refusedAs } from "./api-error.ts";
import type { Snowflake, Spot } from "./ids.ts";
import { flagOf, type NeededPermission, whereToGrant } from "./permissions.ts";
import type { Places, Where } from "./places.ts";
import { steadily } from "./steadily.ts";
import type { ThreadLimit } from "./thread-limit.ts";
import { threadName } from "./thread-name.ts";
import { words } from "./words.ts";

/** Where a reply goes. */
export interface Venue {
  readonly channel: Snowflake;
  /** The message that it quotes. */
  readonly replyTo?: Snowflake;
}

/** Finds or makes the place for a reply. `undefined`: there is none (any more), and whoever can help was told. */
export type FindVenue = (to: Message, spot: Spot, locale: Locale) => Promise<Venue | undefined>;

export function createFindVenue(parts: {
  readonly client: Client<true>;
  readonly api: Api;
  readonly places: Places;
  readonly tellOnce: TellOnce;
  readonly threadLimit: ThreadLimit;
  readonly log: Logger;
}): FindVenue {
  const { client, api, places, tellOnce, threadLimit, log } = parts;

  return async (to, spot, locale) => {
    const where = await places.find(spot.channel);
    if (!where) return undefined;
    const plain: Venue = { channel: spot.channel };
    if (where.kind === "direct") return { ...plain, replyTo: spot.message };
    // Who may not read the past may not quote it either.
    const mayQuote = await may(where, "Read Message History", to, spot, locale, false);
    const quoting: Venue = mayQuote ? { ...plain, replyTo: spot.message } : plain;
    if (where.kind === "thread") {
      if (!(await may(where, "Send Messages in Threads", to, spot, locale))) return undefined;
      return spot.message === spot.channel ? plain : quoting;
    }
    const inThread =
      !threadLimit.isReached(spot.channel) &&
      (await may(where, "Send Messages in Threads", to, spot, locale, false)) &&
      (await may(where, "Create Public Threads", to, spot, locale, false));
    const thread = inThread ? await startThread(to, spot, locale) : undefined;
    if (thread === "gone") return undefined;
    if (thread) return { channel: thread };
    return (await may(where, "Send Messages", to, spot, locale)) ? quoting : undefined;
  };

  /** The thread of a channel's message, made unless it is there. `undefined` where there can be none. */
  async function startThread(
    to: Message,
    { channel, message }: Spot,
    locale: Locale,
  ): Promise<Snowflake | "gone" | undefined> {
    try {
      const name = threadName(to.text) || words[locale].untitled;
      return (await api.startThread(channel, message, name)).id;
    } catch (error) {
      if (refusedAs(error, "unknownMessage", "unknownChannel")) return "gone";
      if (refusedAs(error, "threadExists")) return (await isLocked(message)) ? undefined : message;
      // Refused: no thread can hang there, e.g. in the chat of a voice channel, or there are too many.
      if (error instanceof DiscordAPIError) return undefined;
      if (!threadLimit.note(channel, error)) throw error;
      log.info({ channel }, "discord takes no new threads there at present");
      return undefined;
    }
  }

  async function isLocked(thread: Snowflake): Promise<boolean> {
    const found = client.channels.cache.get(thread) ?? (await steadily(() => client.channels.fetch(thread)));
    return found?.isThread() === true && found.locked === true && !canManageThreads(thread);
  }

  function granted(channel: Snowflake): bigint | undefined {
    const found = client.channels.cache.get(channel);
    if (!found || found.isDMBased()) return undefined;
    return found.permissionsFor(client.user)?.bitfield;
  }

  function canManageThreads(channel: Snowflake): boolean {
    return ((granted(channel) ?? 0n) & PermissionFlagsBits.ManageThreads) !== 0n;
  }

  function can(where: Where, permission: NeededPermission): boolean {
    const bits = granted(where.home);
    // Unknown: Discord will say.
    return bits === undefined || (bits & flagOf(permission)) !== 0n || (bits & ADMINISTRATOR) !== 0n;
  }

  async function may(
    where: Where,
    permission: NeededPermission,
    to: Message,
    spot: Spot,
    locale: Locale,
    tellPerson = true,
  ): Promise<boolean> {
    if (can(where, permission)) return true;
    const remedy = whereToGrant(client.user.username, where.place.name, permission);
    const text = words[locale].mayNot(where.place.name, permission, remedy);
    const id = to.author.id.slice(to.author.id.indexOf(":") + 1);
    await tellOnce({
      key: `${permission} ${spot.channel}`,
      remedy,
      ...(tellPerson ? { person: { id, text } } : {}),
    });
    return false;
  }
}

const ADMINISTRATOR = PermissionFlagsBits.Administrator;
