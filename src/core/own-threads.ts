import type { Store } from "./ports/index.ts";
import type { ThreadId } from "./types.ts";

/** A thread that nobody has spoken to Maru in for so long needs a mention again. */
const KEEP_MS = 90 * 24 * 60 * 60 * 1000;

/** The threads that Maru was asked to open: in them, follow-ups need no mention. */
export interface OwnThreads {
  add(thread: ThreadId): Promise<void>;
  has(thread: ThreadId): Promise<boolean>;
}

export function createOwnThreads(store: Store): OwnThreads {
  const records = store.records<true>("core/own-threads");
  // Known at once, before the store is: a follow-up can come while the first message is still being stored.
  const adding = new Set<ThreadId>();
  return {
    async add(thread) {
      adding.add(thread);
      try {
        await records.set(thread, true, KEEP_MS);
      } finally {
        adding.delete(thread);
      }
    },
    has: async (thread) => adding.has(thread) || (await records.get(thread)) === true,
  };
}
