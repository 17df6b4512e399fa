import { refusedAs, tokenWords } from "./api-error.ts";
import type { Steadily } from "./steadily.ts";

/** What keeps Maru from working until an operator does something: `ChatAdapter.fault`. */
export interface Fault {
  /** In words that say what to do; `undefined` while all is well. */
  readonly now: string | undefined;
  /** `undefined`: it is over. */
  set(source: "connection" | "token", remedy: string | undefined): void;
  /** Sees from each request whether the token is of any use. */
  watching(requests: Steadily): Steadily;
}

/** @param badToken what to do when Slack does not take the token any more */
export function createFault(badToken: string): Fault {
  const faults = new Map<string, string>();

  const set: Fault["set"] = (source, remedy) => {
    if (remedy === undefined) faults.delete(source);
    else faults.set(source, remedy);
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
      return faults.values().next().value;
    },
    set,
    watching: ({ patiently, steadily }) => ({
      patiently: (request) => watched(patiently(request)),
      steadily: (request) => watched(steadily(request)),
    }),
  };
}
