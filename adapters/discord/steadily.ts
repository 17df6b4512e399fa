import { setTimeout as pause } from "node:timers/promises";
import { DiscordAPIError, RateLimitError } from "discord.js";
import { PlatformError } from "../../src/core/ports/chat-adapter.ts";
import { OperatorError } from "../../src/core/ports/operator-error.ts";

/** discord.js itself repeats, without a pause, what is answered with 5xx, and nothing that is not answered at all. */
const PAUSES_MS = [100, 500];
const DECIDED = [DiscordAPIError, RateLimitError, PlatformError, OperatorError];

/**
 * Repeats a request that Discord did not decide on: the connection broke, or its servers failed. It may have taken effect all the same: only for requests
 * that may be repeated.
 */
export async function steadily<Result>(request: () => Promise<Result>): Promise<Result> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await request();
    } catch (error) {
      if (DECIDED.some((kind) => error instanceof kind)) throw error;
      await pause(pauseMs);
    }
  }
  return request();
}
