import type { MessageId, PersonId, PlaceId, ThreadId } from "../../src/core/types.ts";

/** The adapter's name, and the prefix of all its ids. */
export const ADAPTER_NAME = "discord";

/** Discord's ids: decimal, ordered by time (docs: reference#snowflakes). */
export type Snowflake = string;

/** Where a message stands: a channel, a thread or a direct conversation, and its id there. */
export interface Spot {
  readonly channel: Snowflake;
  readonly message: Snowflake;
}

export const personId = (user: Snowflake): PersonId => `${ADAPTER_NAME}:${user}`;
export const placeId = (channel: Snowflake): PlaceId => `${ADAPTER_NAME}:${channel}`;
export const messageId = (channel: Snowflake, message: Snowflake): MessageId =>
  `${ADAPTER_NAME}:${channel}/${message}`;
/** A thread has the id of the message that it was started from. A direct conversation is one thread with its own id. */
export const threadId = (place: Snowflake, thread: Snowflake): ThreadId =>
  `${ADAPTER_NAME}:${place}/${thread}`;

const PAIR = /^discord:(\d{1,20})\/(\d{1,20})$/;

/** Reads a message id back; `undefined` when it is none of this adapter's. */
export function parseMessageId(id: string): Spot | undefined {
  const [, channel, message] = PAIR.exec(id) ?? [];
  return channel && message ? { channel, message } : undefined;
}

/** Reads a thread id back; `undefined` when it is none of this adapter's. */
export function parseThreadId(id: string): { place: Snowflake; thread: Snowflake } | undefined {
  const [, place, thread] = PAIR.exec(id) ?? [];
  return place && thread ? { place, thread } : undefined;
}

/** Reads a place id back; `undefined` when it is none of this adapter's. */
export const parsePlaceId = (id: string): Snowflake | undefined => /^discord:(\d{1,20})$/.exec(id)?.[1];

const EPOCH_MS = 1_420_070_400_000;

/** The smallest id that can have been made at `unixMs`. */
export const snowflakeAt = (unixMs: number): Snowflake =>
  (BigInt(Math.max(0, Math.floor(unixMs) - EPOCH_MS)) << 22n).toString();

/** The id right before one: what is after it includes that one. */
export const justBefore = (id: Snowflake): Snowflake => {
  const before = BigInt(id) - 1n;
  return (before < 0n ? 0n : before).toString();
};

/** Whether a text can be an id: a number of 64 bits. */
export const isSnowflake = (text: string): boolean => /^\d{15,20}$/.test(text) && BigInt(text) < 1n << 64n;

/** When an id was made, in Unix ms. */
export const madeAt = (id: Snowflake): number => Number(BigInt(id) >> 22n) + EPOCH_MS;

/** Negative when `a` was made before `b`. */
export const byAge = (a: Snowflake, b: Snowflake): number =>
  a.length === b.length ? (a < b ? -1 : a > b ? 1 : 0) : a.length - b.length;

export const isOlder = (a: Snowflake, b: Snowflake): boolean => byAge(a, b) < 0;
