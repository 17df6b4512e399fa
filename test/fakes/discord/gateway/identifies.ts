import type { Clock } from "../clock.ts";

export interface IdentifyLimits {
  /** Session starts in 24 hours; one more and Discord ends all sessions and resets the token (docs: events/gateway#session-start-limit-object). */
  readonly perDay: number;
  /** Least time between two session starts; Discord's is 5,000 with a `max_concurrency` of 1. A faster one gets INVALID_SESSION. */
  readonly intervalMs: number;
}

const dayMs = 86_400_000;

/** Counts session starts. RESUME does not count. */
export const createIdentifyCount = (clock: Clock, limits: IdentifyLimits) => {
  let dayEnds = 0;
  let used = 0;
  let last = Number.NEGATIVE_INFINITY;
  const today = () => {
    if (clock.now() < dayEnds) return;
    dayEnds = clock.now() + dayMs;
    used = 0;
  };
  return {
    count: (): "ok" | "too fast" | "too many today" => {
      today();
      if (clock.now() - last < limits.intervalMs) return "too fast";
      last = clock.now();
      used += 1;
      return used > limits.perDay ? "too many today" : "ok";
    },
    /** Docs: events/gateway#session-start-limit-object. */
    startLimit: () => {
      today();
      return {
        total: limits.perDay,
        remaining: Math.max(0, limits.perDay - used),
        reset_after: Math.max(0, Math.round(dayEnds - clock.now())),
        max_concurrency: 1,
      };
    },
  };
};
export type IdentifyCount = ReturnType<typeof createIdentifyCount>;
