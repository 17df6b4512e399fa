import type { Context } from "hono";
import type { Logger } from "../../../src/core/ports/logger.ts";
import { StoreError } from "../../../src/core/ports/store.ts";
import { Refusal } from "../refusal.ts";
import type { Problem } from "../wire.ts";

export const asProblem = (code: Problem["error"]["code"], message: string, until?: string): Problem => ({
  error: { code, message, ...(until === undefined ? {} : { until }) },
});

/** Answers a request that failed: refusals and store errors say what to do, anything else is logged. */
export function answerFailure(context: Context, error: Error, log: Logger): Response {
  if (error instanceof Refusal) {
    return context.json(asProblem(error.code, error.message, error.until), error.status);
  }
  if (error instanceof StoreError) {
    log.error({ code: error.code, err: error }, "web request not stored");
    if (error.code === "full") {
      return context.json(
        asProblem("store-full", `Nothing was stored: the disk is full. ${error.message}`),
        507,
      );
    }
    return context.json(asProblem("store-failed", `Nothing was stored. ${error.message}`), 503);
  }
  log.error({ err: error }, "web request failed");
  return context.json(asProblem("internal", "Something went wrong in Maru; its log says what."), 500);
}
