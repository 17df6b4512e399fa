import { type APIMessage, MessageType } from "discord.js";
import type { Api } from "./api.ts";
import { unless } from "./api-error.ts";
import { byAge, parseMessageId, type Snowflake } from "./ids.ts";
import { PAGE, UNREADABLE } from "./pages.ts";
import type { ReplyRecord, ReplyRecords } from "./reply-records.ts";
import type { Starters } from "./starters.ts";

/** An answer of Maru's in a channel, of which somebody may have quoted any part. */
export interface WholeAnswer {
  readonly question: Snowflake | undefined;
  /** In order. */
  readonly parts: readonly APIMessage[];
}

/** Finds the answer that one of Maru's messages is a part of; `undefined` when it is not known to be one. */
export type FindWholeAnswer = (part: APIMessage) => Promise<WholeAnswer | undefined>;

export function createFindWholeAnswer(given: {
  readonly api: Api;
  readonly records: ReplyRecords;
  readonly starters: Starters;
  readonly self: Snowflake;
}): FindWholeAnswer {
  const { api, records, starters, self } = given;

  /** Only the first part quotes the question, by which the answer is known. */
  async function recordOf(part: APIMessage): Promise<ReplyRecord | undefined> {
    const known = async (raw: APIMessage) => {
      const question = quotedBy(raw);
      const record = question === undefined ? undefined : await records.get(question);
      return record?.messages.includes(part.id) ? record : undefined;
    };
    if (part.type === MessageType.Reply) return known(part);
    if (part.type !== MessageType.Default) return undefined;
    const page = await unless(UNREADABLE, api.messages(part.channel_id, { before: part.id, limit: PAGE }));
    for (const raw of (page ?? []).toSorted((a, b) => byAge(b.id, a.id))) {
      const found = raw.author.id === self ? await known(raw) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  return async (part) => {
    const record = await recordOf(part);
    if (!record) return undefined;
    const parts: APIMessage[] = [];
    for (const id of record.messages) {
      const found = await starters.get(record.channel, id);
      if (found) parts.push(found);
    }
    return { question: parseMessageId(record.question)?.message, parts };
  };
}

/** The message that this one answers. */
export const quotedBy = (raw: APIMessage): Snowflake | undefined =>
  raw.type === MessageType.Reply ? raw.message_reference?.message_id : undefined;
