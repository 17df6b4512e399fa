import { createHash } from "node:crypto";
import type { Clock } from "../clock.ts";

/**
 * Discord documents that there are buckets and their headers, not their sizes, and asks clients to follow the headers
 * (docs: topics/rate-limits). The sizes here are those that bot authors commonly report, unverified; a test may choose others.
 */
export interface RateLimit {
  readonly requests: number;
  readonly perMs: number;
}

export type RateLimitName =
  | "post message"
  | "edit message"
  | "delete message"
  | "read messages"
  | "typing"
  | "start thread"
  | "edit channel"
  | "rename channel"
  | "reaction"
  | "webhook"
  | "callback"
  | "commands"
  | "member"
  | "other";

export type RateLimits = Readonly<Record<RateLimitName, RateLimit>>;

export const reportedLimits: RateLimits = {
  "post message": { requests: 5, perMs: 5_000 },
  "edit message": { requests: 5, perMs: 5_000 },
  "delete message": { requests: 5, perMs: 1_000 },
  "read messages": { requests: 5, perMs: 5_000 },
  typing: { requests: 5, perMs: 5_000 },
  "start thread": { requests: 50, perMs: 300_000 },
  "edit channel": { requests: 5, perMs: 15_000 },
  /** A limit within "edit channel": changes of name or topic. */
  "rename channel": { requests: 2, perMs: 600_000 },
  reaction: { requests: 1, perMs: 250 },
  webhook: { requests: 5, perMs: 2_000 },
  callback: { requests: 1_000, perMs: 1_000 },
  commands: { requests: 5, perMs: 20_000 },
  member: { requests: 10, perMs: 10_000 },
  other: { requests: 50, perMs: 1_000 },
};

/** All of a bot's requests together (docs: topics/rate-limits#global-rate-limit); interaction endpoints do not count. */
export const globalPerSecond = 50;

export interface Taken {
  readonly headers: Readonly<Record<string, string>>;
  /** Set when the request is one too many. */
  readonly limited?: { readonly retryAfterS: number; readonly global: boolean };
}

interface Bucket {
  used: number;
  resetAt: number;
}

export interface RateLimiter {
  /** `everywhere`: whether the request counts for the global limit too. */
  take(name: RateLimitName, major: string, everywhere: boolean): Taken;
  /** A limit within another one: only whether it is exceeded, in seconds to wait. */
  takeInner(name: RateLimitName, major: string): number | undefined;
}

/** One request's turn. `major` is the channel, guild or webhook that has a bucket of its own. */
export const createRateLimiter = (
  clock: Clock,
  limits: RateLimits | "none",
  perSecond: number,
): RateLimiter => {
  const buckets = new Map<string, Bucket>();
  const take = (key: string, { requests, perMs }: RateLimit) => {
    const now = clock.now();
    let bucket = buckets.get(key);
    if (!bucket || now >= bucket.resetAt) {
      bucket = { used: 0, resetAt: now + perMs };
      buckets.set(key, bucket);
    }
    const allowed = bucket.used < requests;
    if (allowed) bucket.used += 1;
    return {
      allowed,
      remaining: requests - bucket.used,
      resetAt: bucket.resetAt,
      afterS: (bucket.resetAt - now) / 1000,
    };
  };

  const takeOuter: RateLimiter["take"] = (name, major, everywhere) => {
    if (limits === "none") return { headers: {} };
    const whole = everywhere ? take("global", { requests: perSecond, perMs: 1_000 }) : undefined;
    if (whole && !whole.allowed)
      return {
        headers: {
          "x-ratelimit-global": "true",
          "x-ratelimit-scope": "global",
          "retry-after": String(Math.ceil(whole.afterS)),
        },
        limited: { retryAfterS: whole.afterS, global: true },
      };
    const turn = take(`${name}:${major}`, limits[name]);
    const headers = {
      "x-ratelimit-limit": String(limits[name].requests),
      "x-ratelimit-remaining": String(turn.remaining),
      "x-ratelimit-reset": (turn.resetAt / 1000).toFixed(3),
      "x-ratelimit-reset-after": turn.afterS.toFixed(3),
      "x-ratelimit-bucket": createHash("md5").update(name).digest("hex"),
    };
    if (turn.allowed) return { headers };
    return {
      headers: { ...headers, "x-ratelimit-scope": "user", "retry-after": String(Math.ceil(turn.afterS)) },
      limited: { retryAfterS: turn.afterS, global: false },
    };
  };

  return {
    take: takeOuter,
    takeInner: (name, major) => {
      const turn = limits === "none" ? undefined : take(`${name}:${major}`, limits[name]);
      return turn?.allowed === false ? turn.afterS : undefined;
    },
  };
};

/** 10,000 answers of 401, 403 or 429 in ten minutes and the address is shut out (docs: topics/rate-limits#invalid-request-limit-aka-cloudflare-bans). A 429 of scope "shared" does not count. */
export const createInvalidCount = (clock: Clock, most: number) => {
  const windowMs = 600_000;
  let windowEnds = 0;
  let count = 0;
  const turn = () => {
    if (clock.now() < windowEnds) return;
    windowEnds = clock.now() + windowMs;
    count = 0;
  };
  return {
    note: (status: number, scope?: string) => {
      turn();
      if (scope === "shared") return;
      if (status === 401 || status === 403 || status === 429) count += 1;
    },
    shutOut: () => {
      turn();
      return count >= most;
    },
    count: () => count,
  };
};
