import type { Store } from "./ports/index.ts";

/** A question that was in work at so many crashes of the whole program is not tried again. */
const MAX_INTERRUPTIONS = 10;
const KEEP_MS = 3 * 24 * 60 * 60 * 1000;

/** Counts how often work on an event was begun and never ended, so that nothing is tried for ever. */
export interface Interruptions {
  exhausted(event: string): Promise<boolean>;
  begin(event: string): Promise<void>;
  end(event: string): Promise<void>;
}

export function createInterruptions(store: Store): Interruptions {
  const begun = store.records<number>("core/interruptions");
  const count = async (event: string) => (await begun.get(event)) ?? 0;
  return {
    exhausted: async (event) => (await count(event)) >= MAX_INTERRUPTIONS,
    async begin(event) {
      await begun.set(event, (await count(event)) + 1, KEEP_MS);
    },
    async end(event) {
      await begun.delete(event);
    },
  };
}
