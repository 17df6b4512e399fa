import type { Claims, Store } from "./ports/index.ts";
import type { ChatEvent } from "./types.ts";

/** Platforms redeliver within minutes; a connection resumed after a long weekend is the longest seen. */
const REMEMBER_MS = 3 * 24 * 60 * 60 * 1000;

/** Where every event is stored before it is acknowledged, and stays until it has been dealt with. */
export interface Inbox {
  /** Stores the event. `false`: it was delivered before, and is or has been dealt with. */
  accept(event: ChatEvent): Promise<boolean>;
  /** The event needs no more work, also not after a crash. */
  done(event: ChatEvent): Promise<void>;
  /** What was accepted and never done, oldest first: read once, at start, before new events come. */
  unfinished(): AsyncIterable<ChatEvent>;
}

export function createInbox(store: Store): Inbox {
  const claims: Claims<ChatEvent> = store.claims("core/inbox");
  return {
    accept: (event) => claims.claim(event.id, event),
    done: (event) => claims.settle(event.id, REMEMBER_MS),
    async *unfinished() {
      for await (const { value } of claims.pending()) yield value;
    },
  };
}
