import { type RateLimitData, RateLimitError, RequestMethod } from "discord.js";
import { remember } from "../../src/platform/remember.ts";
import type { Snowflake } from "./ids.ts";

/** Whoever asks waits no longer for a thread; the answer then stands in the channel. */
const PATIENCE_MS = 3_000;
/** Starting a thread from a message, as discord.js calls the route. */
const START_THREAD = "/channels/:id/messages/:id/threads";
/** Channels that are remembered to be at their limit. */
const REMEMBERED = 200;

const waitMs = ({ retryAfter, timeToReset, sublimitTimeout }: RateLimitData) =>
  Math.max(retryAfter, timeToReset, sublimitTimeout);

/**
 * Whether discord.js shall give a request up (by a `RateLimitError`) rather than wait until the limit has passed. Discord
 * takes some 50 new threads in five minutes of a channel, and tells only by its headers.
 */
export const isTooLong = (limit: RateLimitData): boolean =>
  limit.method === RequestMethod.Post && limit.route === START_THREAD && waitMs(limit) > PATIENCE_MS;

/** Remembers which channels take no new threads at present, so that they are not asked each time. */
export interface ThreadLimit {
  isReached(channel: Snowflake): boolean;
  /** Whether a request failed because a channel is at its limit. */
  note(channel: Snowflake, error: unknown): boolean;
}

/** @param now Unix ms */
export function createThreadLimit(now: () => number): ThreadLimit {
  const reachedUntil = new Map<Snowflake, number>();
  return {
    isReached: (channel) => now() < (reachedUntil.get(channel) ?? 0),
    note(channel, error) {
      if (!(error instanceof RateLimitError)) return false;
      remember(reachedUntil, channel, now() + waitMs(error), REMEMBERED);
      return true;
    },
  };
}
