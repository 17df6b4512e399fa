import { isUndecided, rateLimitMs } from "./api-error.ts";
import { type Clock, pause } from "./clock.ts";

/** Between tries of a request that Slack did not decide on. */
const PAUSES_MS = [200, 1_000];
/** A request is refused by the rate limit so often before it is given up for now; each time Slack says how long to wait. */
const WAITS = 5;

export interface Steadily {
  /** For any request: waits and repeats it as often as the rate limit wants. A refused request has had no effect. */
  patiently<Result>(request: () => Promise<Result>): Promise<Result>;
  /** Only for requests that may be repeated: repeats them also when nobody knows whether they took effect. */
  steadily<Result>(request: () => Promise<Result>): Promise<Result>;
}

/**
 * The SDK's own way is not used: it repeats posts too, which makes two of one when an answer was lost, and one method's
 * rate limit holds up all others.
 */
export function createSteadily(clock: Clock): Steadily {
  async function patiently<Result>(request: () => Promise<Result>): Promise<Result> {
    for (let waits = 0; ; waits++) {
      try {
        return await request();
      } catch (error) {
        const waitMs = rateLimitMs(error);
        if (waitMs === undefined || waits === WAITS) throw error;
        await pause(clock, waitMs);
      }
    }
  }

  return {
    patiently,
    async steadily(request) {
      for (const pauseMs of PAUSES_MS) {
        try {
          return await patiently(request);
        } catch (error) {
          if (!isUndecided(error)) throw error;
          await pause(clock, pauseMs);
        }
      }
      return patiently(request);
    },
  };
}
