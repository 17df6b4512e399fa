import { refusedAs, tokenWords } from "./api-error.ts";
import type { Steadily } from "./steadily.ts";

/** What can be amiss, the plainest cause first: only one is told. */
const SOURCES = ["token", "app token", "start", "connection", "signature"] as const;
export type FaultSource = (typeof SOURCES)[number];

/** What keeps Maru from working until an operator does something, or has kept it from that for long: `ChatAdapter.fault`. */
export interface Fault {
  /** In words that say what to do; `undefined` while all is well. */
  readonly now: string | undefined;
  /**
   * @param remedy `undefined`: it is over
   * @param afterMs it counts only if it is not over by then, from the first time that it is set
   */
  set(source: FaultSource, remedy: string | undefined, afterMs?: number): void;
  /** Sees from each request whether the token is of any use. */
  watching(requests: Steadily): Steadily;
}

/**
 * @param badToken what to do when Slack does not take the token any more
 * @param now Unix ms
 */
export function createFault(badToken: string, now: () => number): Fault {
  const faults = new Map<FaultSource, { readonly remedy: string; readonly from: number }>();

  const set: Fault["set"] = (source, remedy, afterMs = 0) => {
    if (remedy === undefined) faults.delete(source);
    else faults.set(source, { remedy, from: faults.get(source)?.from ?? now() + afterMs });
  };

  async function watched<Result>(request: Promise<Result>): Promise<Result> {
    try {
      const result = await request;
      set("token", undefined);
      return result;
    } catch (error) {
      if (refusedAs(error, ...tokenWords)) set("token", badToken);
      throw error;
    }
  }

  return {
    get now() {
      return SOURCES.map((source) => faults.get(source)).find((one) => one && one.from <= now())?.remedy;
    },
    set,
    watching: ({ patiently, steadily }) => ({
      patiently: (request) => watched(patiently(request)),
      steadily: (request) => watched(steadily(request)),
    }),
  };
}
