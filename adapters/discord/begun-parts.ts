import type { Api } from "./api.ts";
import { isPartOf } from "./buttons.ts";
import { byAge, type Snowflake } from "./ids.ts";
import { PAGE } from "./pages.ts";
import type { ReplyRecord } from "./reply-records.ts";

/**
 * Finds the messages, in order, of a reply that a former run or try began: those that were recorded, and behind them what
 * may have been posted without being recorded any more.
 */
export type FindBegunParts = (question: Snowflake, record: ReplyRecord) => Promise<readonly Snowflake[]>;

/** So many messages behind the last one known are looked through. */
const SEARCHED = 300;

export function createFindBegunParts({
  api,
  self,
}: {
  readonly api: Pick<Api, "messages">;
  readonly self: Snowflake;
}): FindBegunParts {
  return async (question, { channel, messages }) => {
    const found = [...messages];
    let after = found.at(-1) ?? question;
    for (let read = 0; read < SEARCHED; read += PAGE) {
      const page = await api.messages(channel, { after, limit: PAGE });
      const sorted = page.toSorted((a, b) => byAge(a.id, b.id));
      for (const message of sorted)
        if (message.author.id === self && isPartOf(message, question, messages[0])) found.push(message.id);
      if (sorted.length < PAGE) break;
      after = sorted.at(-1)!.id;
    }
    return found;
  };
}
