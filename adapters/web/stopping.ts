import { asAuthor } from "./as-message.ts";
import { ADAPTER_NAME, threadId } from "./ids.ts";
import type { DeliverSafely } from "./outbox.ts";
import type { Person } from "./people.ts";
import type { ChatPlace } from "./places.ts";

/**
 * Hands on that somebody pressed Stop in a thread. Nothing is kept for after a crash: what the core
 * had not stored by then failed before the person's eyes, who can press again. Rejects with a `StoreError`.
 */
export type StopAnswer = (place: ChatPlace, root: number, by: Person) => Promise<void>;

export function createStopAnswer(deliver: DeliverSafely, newId: () => string): StopAnswer {
  return (place, root, by) =>
    deliver({
      type: "stop",
      id: `${ADAPTER_NAME}:stop/${place.id}/${root}/${newId()}`,
      thread: threadId(place.id, root),
      by: asAuthor(by),
    });
}
