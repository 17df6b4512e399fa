import { PlatformError } from "../../../src/core/ports/chat-adapter.ts";
import type { Message } from "../../../src/core/types.ts";
import { parseMessageId, type Snowflake, type Spot } from "../ids.ts";

/**
 * Where a message stands.
 * @throws PlatformError when the id is none of Discord's
 */
export function spotOf({ id }: Pick<Message, "id">): Spot {
  const spot = parseMessageId(id);
  if (!spot) throw new PlatformError("gone", `${id} is no message of Discord's.`);
  return spot;
}

/** The server that a message stands in; `undefined` in a direct conversation. Also of a channel that is no more: its permalink tells. */
export const guildOf = ({ link }: Pick<Message, "link">): Snowflake | undefined =>
  /^https:\/\/discord\.com\/channels\/(\d{1,20})\//.exec(link)?.[1];

export const userOf = ({ author }: Pick<Message, "author">): Snowflake =>
  author.id.slice(author.id.indexOf(":") + 1);
