import { hash } from "node:crypto";
import { type APIMessage, DiscordAPIError } from "discord.js";
import type { Store } from "../../src/core/ports/store.ts";
import type { Api, NewMessage } from "./api.ts";
import { madeAt, type Snowflake, snowflakeAt } from "./ids.ts";
import { oldestFirst } from "./pages.ts";

/** What is remembered of a message that is posted once: ids only. */
interface PostRecord {
  readonly channel: Snowflake;
  /** Absent: it may or may not have been posted. */
  readonly message?: Snowflake;
  /** Unix ms: when it was last tried. */
  readonly at: number;
}

/**
 * Posts a message once for a key, whatever happens meanwhile: Discord gives the first message back for the same nonce, but only
 * for some minutes, so what a crash left in the dark is looked for in the channel.
 *
 * @param isIt whether one of Maru's messages is the one that was to be posted
 * @returns the message's id
 */
export type PostOnce = (
  key: string,
  channel: Snowflake,
  message: Omit<NewMessage, "nonce">,
  isIt: (message: APIMessage) => boolean,
) => Promise<Snowflake>;

/** As long as a case may still be appealed, with much to spare. */
export const KEEP_MS = 180 * 24 * 60 * 60 * 1000;

/** So much Maru's clock may differ from Discord's, and so long a request may wait for its turn. */
const SLACK_MS = 10 * 60 * 1000;

export function createPostOnce(parts: {
  readonly api: Api;
  readonly store: Store;
  readonly self: Snowflake;
  /** Unix ms. */
  readonly now: () => number;
}): PostOnce {
  const { api, self, now } = parts;
  const records = parts.store.records<PostRecord>("discord/posted-once");

  async function find(record: PostRecord, isIt: (message: APIMessage) => boolean) {
    for await (const found of oldestFirst(api, record.channel, snowflakeAt(record.at - SLACK_MS))) {
      if (found.author.id === self && isIt(found)) return found.id;
      if (madeAt(found.id) > record.at + SLACK_MS) return undefined;
    }
    return undefined;
  }

  return async (key, channel, message, isIt) => {
    const known = await records.get(key);
    if (known?.message !== undefined) return known.message;
    const before = known && (await find(known, isIt));
    const record = { channel: known?.channel ?? channel, at: now() };
    if (before === undefined) await records.set(key, record, KEEP_MS);
    try {
      const id = before ?? (await api.post(record.channel, { ...message, nonce: nonceOf(key) })).id;
      await records.set(key, { ...record, message: id }, KEEP_MS);
      return id;
    } catch (error) {
      // It was not posted there: next time possibly elsewhere.
      if (error instanceof DiscordAPIError && error.status < 500) await records.delete(key);
      throw error;
    }
  };
}

/** At most 25 characters (docs: resources/message#create-message). */
const nonceOf = (key: string): string => hash("sha256", key, "base64url").slice(0, 25);
