import type { Store } from "./ports/index.ts";
import type { ThreadId } from "./types.ts";

/** So long after Maru was asked to open a thread, it needs a mention in it again. */
const KEEP_MS = 90 * 24 * 60 * 60 * 1000;

export interface ExpectedThread {
  keep(): Promise<void>;
  /** Idempotent; after `keep` it changes nothing. */
  drop(): void;
}

/** The threads that Maru was asked to open: in them, follow-ups need no mention. */
export interface OwnThreads {
  /**
   * Counts the thread as Maru's from now on, for a follow-up that comes before its first message has been dealt with;
   * then it is either kept or dropped.
   */
  expect(thread: ThreadId): ExpectedThread;
  has(thread: ThreadId): Promise<boolean>;
}

export function createOwnThreads(store: Store): OwnThreads {
  const records = store.records<true>("core/own-threads");
  const expected = new Set<ThreadId>();
  return {
    expect(thread) {
      expected.add(thread);
      const drop = () => void expected.delete(thread);
      return {
        drop,
        async keep() {
          await records.set(thread, true, KEEP_MS);
          drop();
        },
      };
    },
    has: async (thread) => expected.has(thread) || (await records.get(thread)) === true,
  };
}
