import type { Clock } from "./clock.ts";

/** Ways to make a text grow, each with a rate limit of its own (docs: apis/web-api/rate-limits). */
export type Growing = "append" | "update";

/** How often texts grow: the limits are those of a whole workspace, so all replies share them. */
export interface Pace {
  /** How long the reply that has just grown is to wait until it may grow again. Takes its turn for it. */
  waitMs(way: Growing): number;
  /** Slack wants to be left alone for so long. */
  limited(way: Growing, ms: number): void;
}

/** @param everyMs between two of all replies together */
export function createPace(clock: Clock, everyMs: Readonly<Record<Growing, number>>): Pace {
  const nextAt: Record<Growing, number> = { append: 0, update: 0 };
  return {
    waitMs(way) {
      const now = clock.now();
      nextAt[way] = Math.max(now, nextAt[way]) + everyMs[way];
      return nextAt[way] - now;
    },
    limited(way, ms) {
      nextAt[way] = Math.max(nextAt[way], clock.now() + ms);
    },
  };
}
