import type { Clock } from "../clock.ts";

/** docs: apis/web-api/rate-limits#tiers: calls a minute of one app in one workspace, at least. */
const tiers = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;

/** Where Slack says "special": hundreds a minute. */
const hundreds = 600;

/** Calls a minute of each method (docs: each method's page). */
export const callsPerMinute: Readonly<Record<string, number>> = {
  "apps.connections.open": tiers[1],
  "assistant.threads.setStatus": hundreds,
  "assistant.threads.setSuggestedPrompts": tiers[3],
  "assistant.threads.setTitle": tiers[3],
  "auth.test": hundreds,
  "bots.info": tiers[3],
  "chat.appendStream": tiers[4],
  "chat.delete": tiers[3],
  "chat.getPermalink": hundreds,
  "chat.postEphemeral": tiers[4],
  "chat.postMessage": hundreds,
  "chat.startStream": tiers[2],
  "chat.stopStream": tiers[2],
  "chat.update": tiers[3],
  "conversations.history": tiers[3],
  "conversations.info": tiers[3],
  "conversations.list": tiers[2],
  "conversations.members": tiers[4],
  "conversations.open": tiers[3],
  "conversations.replies": tiers[3],
  "files.info": tiers[4],
  "users.conversations": tiers[2],
  "users.info": tiers[4],
  "views.open": tiers[4],
  "views.publish": tiers[4],
  "views.push": tiers[4],
  "views.update": tiers[4],
};

/** docs: apis/web-api/rate-limits#rtm-posting-messages: about one message a second and channel, with short bursts. */
const postsPerChannel = { burst: 4, perMs: 1_000 };

export interface RateLimiter {
  /** Seconds to wait, when the call is one too many. `channel`: where it posts. */
  take(method: string, channel: string | undefined): number | undefined;
}

export const createRateLimiter = (clock: Clock): RateLimiter => {
  const calls = new Map<string, number[]>();
  const posts = new Map<string, { tokens: number; at: number }>();

  const waitForMinute = (method: string): number => {
    const now = clock.now();
    const recent = (calls.get(method) ?? []).filter((at) => now - at < 60_000);
    calls.set(method, recent);
    if (recent.length < (callsPerMinute[method] ?? Number.POSITIVE_INFINITY)) {
      recent.push(now);
      return 0;
    }
    return recent[0]! + 60_000 - now;
  };

  const waitForChannel = (channel: string): number => {
    const now = clock.now();
    const { burst, perMs } = postsPerChannel;
    const before = posts.get(channel) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, before.tokens + (now - before.at) / perMs);
    if (tokens < 1) return (1 - tokens) * perMs;
    posts.set(channel, { tokens: tokens - 1, at: now });
    return 0;
  };

  return {
    take: (method, channel) => {
      const waitMs =
        (channel !== undefined && method === "chat.postMessage" ? waitForChannel(channel) : 0) ||
        waitForMinute(method);
      return waitMs > 0 ? Math.max(1, Math.ceil(waitMs / 1000)) : undefined;
    },
  };
};
