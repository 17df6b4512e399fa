import { hash } from "node:crypto";
import type { MessageId, PersonId, PlaceId, ThreadId } from "../../src/core/types.ts";

/** The adapter's name, and the prefix of all its ids. */
export const ADAPTER_NAME = "slack";

/** Id of a person (`U…`, `W…`), a bot (`B…`), a user group (`S…`), a workspace (`T…`) or a conversation (`C…`, `G…`, `D…`). */
export type SlackId = string;

/** A message's time, its id within a conversation: Unix seconds and six digits, e.g. `1726000000.000100`. */
export type Ts = string;

/** Where a message stands: its conversation, and its id there. */
export interface Spot {
  readonly channel: SlackId;
  readonly ts: Ts;
}

export const personId = (user: SlackId): PersonId => `${ADAPTER_NAME}:${user}`;
export const placeId = (channel: SlackId): PlaceId => `${ADAPTER_NAME}:${channel}`;
export const messageId = ({ channel, ts }: Spot): MessageId => `${ADAPTER_NAME}:${channel}/${ts}`;
/** A thread has the id of its first message, in a direct conversation too. */
export const threadId = (channel: SlackId, root: Ts): ThreadId => `${ADAPTER_NAME}:${channel}/${root}`;
/** Maru's reply has its id before anything of it is posted: that of its question, with a mark. */
export const replyId = (question: Spot): MessageId => `${messageId(question)}/reply`;

const SPOT = /^slack:([A-Z0-9]{1,20})\/(\d{1,12}\.\d{6})$/;

/** Reads the id of a message or thread back; `undefined` when it is none of this adapter's, and for a reply's id. */
export function parseSpot(id: string): Spot | undefined {
  const [, channel, ts] = SPOT.exec(id) ?? [];
  return channel && ts ? { channel, ts } : undefined;
}

/** The question that a reply's id names; `undefined` when it is no reply's id. */
export const parseReplyId = (id: string): Spot | undefined =>
  id.endsWith("/reply") ? parseSpot(id.slice(0, -"/reply".length)) : undefined;

/** A message of Maru's own that answers nobody has its id before it is posted: its conversation, and what it is by its key. */
export const postId = (channel: SlackId, key: string): MessageId =>
  `${ADAPTER_NAME}:${channel}/post/${hash("sha256", key).slice(0, 24)}`;

/** Whether it is the id of such a message. */
export const isPostId = (id: string): id is MessageId =>
  /^slack:[A-Z0-9]{1,20}\/post\/[0-9a-f]{24}$/.test(id);

/** The id of what Maru wrote, by what its record is filed under: its question, or itself when it answers nobody. */
export function writtenId(filedUnder: MessageId): MessageId {
  const question = parseSpot(filedUnder);
  return question ? replyId(question) : filedUnder;
}

/** What the record of something that Maru wrote is filed under; `undefined` when it is no such id. */
export function filedUnder(id: string): MessageId | undefined {
  const question = parseReplyId(id);
  if (question) return messageId(question);
  return isPostId(id) ? id : undefined;
}

/** Reads a place id back; `undefined` when it is none of this adapter's. */
export const parsePlaceId = (id: string): SlackId | undefined => /^slack:([A-Z0-9]{1,20})$/.exec(id)?.[1];

/** Reads a person's id back; `undefined` when it is none of this adapter's. */
export const parsePersonId = parsePlaceId as (id: string) => SlackId | undefined;

/** Negative when `a` was posted before `b`. */
export const byAge = (a: Ts, b: Ts): number =>
  a.length === b.length ? (a < b ? -1 : a > b ? 1 : 0) : a.length - b.length;

export const isOlder = (a: Ts, b: Ts): boolean => byAge(a, b) < 0;

/** When it was posted, in Unix ms. */
export const postedAt = (ts: Ts): number => {
  const [seconds = "0", micros = "0"] = ts.split(".");
  return Number(seconds) * 1_000 + Math.floor(Number(micros) / 1_000);
};

/** The smallest `ts` of a message that can have been posted at `unixMs`. */
export const tsAt = (unixMs: number): Ts => {
  const ms = Math.max(0, Math.floor(unixMs));
  return `${Math.floor(ms / 1_000)}.${String((ms % 1_000) * 1_000).padStart(6, "0")}`;
};

/** The next `ts` that there can be. */
export const rightAfter = (ts: Ts): Ts => asTs(BigInt(ts.replace(".", "")) + 1n);

/** The last `ts` before it that there can be. */
export function rightBefore(ts: Ts): Ts {
  const micros = BigInt(ts.replace(".", ""));
  return asTs(micros > 0n ? micros - 1n : 0n);
}

const asTs = (micros: bigint): Ts =>
  micros
    .toString()
    .padStart(7, "0")
    .replace(/(\d{6})$/, ".$1");
