import type { Store } from "./ports/index.ts";

/** A question that took the whole program down so many times is not tried again. */
const MAX_TRIES = 5;
const KEEP_MS = 3 * 24 * 60 * 60 * 1000;

export interface Tries {
  /** Earlier tries that never ended. */
  readonly count: number;
  readonly exhausted: boolean;
}

/** Counts how often work on an event was begun and never ended, so that nothing is tried for ever. */
export interface Interruptions {
  begin(event: string): Promise<Tries>;
  end(event: string): Promise<void>;
}

export function createInterruptions(store: Store): Interruptions {
  const records = store.records<number>("core/interruptions");
  return {
    async begin(event) {
      const count = (await records.get(event)) ?? 0;
      await records.set(event, count + 1, KEEP_MS);
      return { count, exhausted: count >= MAX_TRIES };
    },
    async end(event) {
      await records.delete(event);
    },
  };
}
