import type { APIMessage } from "discord.js";
import { createInTurn } from "../../src/waiting/in-turn.ts";
import type { Api } from "./api.ts";
import { refusedAs } from "./api-error.ts";
import { ratingsUnder } from "./buttons.ts";
import type { Snowflake } from "./ids.ts";
import { createScreen } from "./screen.ts";

/** What is remembered of something that was said, as far as it matters for saying it anew. */
export interface Said {
  readonly state: string;
  readonly channel: Snowflake;
  readonly messages: readonly Snowflake[];
  /** It only says that there is an answer elsewhere. */
  readonly isNote?: true;
  /** How often it was given another text. */
  readonly revisions?: number;
}

/**
 * Puts another text in the place of a finished one. What people deleted of it stays away, and nothing comes in the place of what they
 * deleted altogether.
 *
 * @param key of the record
 */
export type Revise = (key: string, markdown: string) => Promise<void>;

export function createRevise<Kept extends Said>(parts: {
  readonly api: Api;
  readonly records: {
    get(key: string): Promise<Kept | undefined>;
    set(key: string, record: Kept): Promise<void>;
  };
}): Revise {
  const { api, records } = parts;
  const inTurn = createInTurn();

  /** `unreadable`: it may be there, but Maru may not read the past of the channel (any more). */
  async function find(channel: Snowflake, id: Snowflake): Promise<APIMessage | "gone" | "unreadable"> {
    try {
      return await api.message(channel, id);
    } catch (error) {
      if (refusedAs(error, "unknownMessage", "unknownChannel", "missingAccess")) return "gone";
      if (refusedAs(error, "missingPermissions")) return "unreadable";
      throw error;
    }
  }

  return (key, markdown) =>
    inTurn(key, async () => {
      const record = await records.get(key);
      if (record?.state !== "finished" || record.isNote) return;
      const { channel } = record;
      const found: { id: Snowflake; message: APIMessage | "unreadable" }[] = [];
      for (const id of record.messages) {
        const message = await find(channel, id);
        if (message !== "gone") found.push({ id, message });
      }
      const last = found.at(-1)?.message;
      if (last === undefined) return;
      const round = (record.revisions ?? 0) + 1;
      let messages = found.map(({ id }) => id);
      const screen = createScreen({
        api,
        channel,
        question: key,
        posted: messages,
        round,
        async note(now) {
          messages = [...now];
          await records.set(key, { ...record, messages });
        },
      });
      await screen.show(markdown, last === "unreadable" ? undefined : ratingsUnder(last), true);
      await records.set(key, { ...record, messages, revisions: round });
    });
}
