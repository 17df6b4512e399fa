import { pause } from "./pause.ts";
import { PlatformError } from "./ports/index.ts";

/** Pauses between tries of a call to a platform, long enough to outlast a short disturbance. */
const PAUSES_MS = [250, 1_000, 4_000];

/**
 * Calls until it succeeds, unless the platform refuses for good or the signal is aborted; after the last try its error
 * is thrown. Only for calls that may be repeated.
 */
export async function insist<Result>(call: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await call();
    } catch (error) {
      if (error instanceof PlatformError) throw error;
      await pause(pauseMs, signal);
      signal?.throwIfAborted();
    }
  }
  return call();
}
