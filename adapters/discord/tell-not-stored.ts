import type { APIMessage } from "discord.js";
import type { Message } from "../../src/core/types.ts";
import { localeFor } from "../../src/text/language.ts";
import type { Api } from "./api.ts";
import type { Snowflake } from "./ids.ts";
import { words } from "./words.ts";

/**
 * Tells who wrote a message that it could not be stored.
 *
 * @param isForMaru always told then; of other messages seldom
 */
export type TellNotStored = (raw: APIMessage, message: Message, isForMaru: boolean) => Promise<void>;

/** While nothing can be stored, people who did not speak to Maru are told of it this seldom in a channel. */
const TELL_EVERY_MS = 10 * 60 * 1000;

/** @param parts.now Unix ms */
export function createTellNotStored(parts: {
  readonly api: Pick<Api, "post">;
  readonly now: () => number;
}): TellNotStored {
  const { api, now } = parts;
  const toldAt = new Map<Snowflake, number>();

  return async ({ id, channel_id: channel }, { author, text }, isForMaru) => {
    const recently = now() - (toldAt.get(channel) ?? 0) < TELL_EVERY_MS;
    if (author.kind !== "person" || (recently && !isForMaru)) return;
    toldAt.set(channel, now());
    const content = words[localeFor(text, author.locale)].notStored;
    await api.post(channel, { content, nonce: `${id}.x`, replyTo: id });
  };
}
