import { type REST, RESTEvents } from "discord.js";
import type { Snowflake } from "./ids.ts";

/** How long to wait between edits in a channel. */
export interface Pace {
  waitMs(channel: Snowflake): number;
  stop(): void;
}

/** Channels whose last answer is remembered. */
const REMEMBERED = 200;

/**
 * About one edit a second, and slower where the rate-limit headers of the last edit leave less, so that
 * there is always one left for the end of an answer (docs: topics/rate-limits#header-format).
 */
export function createPace(rest: REST, usualMs: number): Pace {
  const waits = new Map<Snowflake, number>();

  const listen = (request: { method: string; path: string }, response: { headers: Headers }) => {
    const channel = /^\/channels\/(\d+)\/messages\/\d+$/.exec(request.path)?.[1];
    if (!channel || request.method !== "PATCH") return;
    const remaining = Number(response.headers.get("x-ratelimit-remaining") ?? Number.NaN);
    const resetMs = Number(response.headers.get("x-ratelimit-reset-after") ?? Number.NaN) * 1000;
    if (Number.isNaN(remaining) || Number.isNaN(resetMs)) return;
    waits.delete(channel);
    waits.set(channel, resetMs / Math.max(1, remaining));
    for (const oldest of waits.keys()) {
      if (waits.size <= REMEMBERED) break;
      waits.delete(oldest);
    }
  };
  rest.on(RESTEvents.Response, listen as never);
  return {
    waitMs: (channel) => Math.max(usualMs, waits.get(channel) ?? 0),
    stop: () => rest.off(RESTEvents.Response, listen as never),
  };
}
