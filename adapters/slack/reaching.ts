import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "../../src/core/ports/logger.ts";
import { OperatorError } from "../../src/core/ports/operator-error.ts";
import { rateLimitMs } from "./api-error.ts";
import { codeOf } from "./error-code.ts";
import type { Fault } from "./fault.ts";

/**
 * The first connection. A network that is late, or a Slack that is down, is no reason to keep the other platforms waiting: it is
 * tried in the background then, as long as it takes.
 */
export interface Reaching<Opened> {
  /**
   * Resolves when the connection is open or goes on being tried. Rejects with an `OperatorError` when an operator has to do
   * something first.
   */
  begin(): Promise<void>;
  /** Resolves when the connection is open. Rejects when it will not be any more. */
  readonly opened: Promise<Opened>;
  /** Tries no more. Resolves to what was opened, which is the caller's to close. */
  end(): Promise<Opened | undefined>;
}

/** When Slack does not let Maru in, an operator may be about to change that. */
const REFUSED_PAUSE_MS = 60_000;

export const checkNetwork =
  "Maru goes on trying. Check this machine's network, firewall and proxy, SLACK_API_URL if it is set, and https://slack-status.com.";

export function createReaching<Found, Opened>(parts: {
  /** Asks Slack something first; not waited for at the end. */
  readonly ask: () => Promise<Found>;
  readonly open: (found: Found, signal: AbortSignal) => Promise<Opened>;
  readonly fault: Pick<Fault, "set">;
  /** So long the first try may hold up whoever waits for it. */
  readonly withinMs: number;
  /** Before each further try, the last one for all that follow. */
  readonly pausesMs: readonly [number, ...number[]];
  readonly log: Logger;
}): Reaching<Opened> {
  const { ask, open, fault, pausesMs, log } = parts;
  const ending = new AbortController();
  const { signal } = ending;
  const opened = Promise.withResolvers<Opened>();
  // Perhaps nobody waits for it.
  opened.promise.catch(() => {});
  const given = Promise.withResolvers<void>();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  aborted.catch(() => {});
  let isAwaited = true;
  let trying: Promise<Opened | undefined> | undefined;

  /** `undefined`: it was ended before. */
  async function keepTrying(): Promise<Opened | undefined> {
    for (let tries = 1; ; tries++) {
      try {
        const found = await Promise.race([ask(), aborted]);
        const result = await open(found, signal);
        fault.set("start", undefined);
        opened.resolve(result);
        return result;
      } catch (error) {
        if (signal.aborted) return undefined;
        if (isAwaited && error instanceof OperatorError) throw error;
        const waitMs = noted(error, tries);
        given.resolve();
        await pause(waitMs, undefined, { signal }).catch(() => {});
        if (signal.aborted) return undefined;
      }
    }
  }

  /** @returns how long to wait before the next try, in ms */
  function noted(error: unknown, tries: number): number {
    if (error instanceof OperatorError) {
      fault.set("start", error.message);
      log.error({ tries, remedy: error.message }, "slack does not let Maru in");
      return REFUSED_PAUSE_MS;
    }
    const limitedMs = rateLimitMs(error);
    if (limitedMs !== undefined) {
      const wait = `wants Maru to wait ${Math.ceil(limitedMs / 1000)} s before it connects`;
      fault.set("start", `Slack ${wait}: it was connected to too often. Maru connects then.`);
      log.warn({ tries }, `slack ${wait}`);
      return limitedMs;
    }
    fault.set("start", `Slack cannot be reached (${codeOf(error)}). ${checkNetwork}`);
    const err = tries === 1 ? { err: error } : {};
    log.warn({ tries, reason: codeOf(error), ...err }, "slack not reached yet");
    return pausesMs[Math.min(tries, pausesMs.length) - 1]!;
  }

  return {
    opened: opened.promise,
    async begin() {
      trying = keepTrying();
      const over = new AbortController();
      const late = pause(parts.withinMs, undefined, { signal: over.signal }).then(
        () => {
          isAwaited = false;
          fault.set("start", `Slack has not answered yet. ${checkNetwork}`);
          log.warn({}, "slack not reached yet: it is tried in the background");
        },
        () => {},
      );
      try {
        await Promise.race([trying, given.promise, late]);
      } finally {
        over.abort();
        isAwaited = false;
      }
    },
    async end() {
      ending.abort(new Error("Slack has been stopped."));
      opened.reject(signal.reason);
      return trying?.catch(() => undefined);
    },
  };
}
