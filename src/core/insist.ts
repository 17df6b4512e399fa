import { setTimeout as pause } from "node:timers/promises";

/** Pauses between tries of a call to a platform, long enough to outlast a short disturbance. */
const PAUSES_MS = [250, 1_000, 4_000];

/** Calls until it succeeds; after the last try its error is thrown. Only for calls that may be repeated. */
export async function insist<Result>(call: () => Promise<Result>): Promise<Result> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await call();
    } catch {
      await pause(pauseMs);
    }
  }
  return call();
}
