import { asAuthor } from "./as-message.ts";
import { ADAPTER_NAME, messageId, threadId } from "./ids.ts";
import type { DeliverSafely } from "./outbox.ts";
import type { Person } from "./people.ts";
import type { ChatPlace } from "./places.ts";
import { notFound } from "./refusal.ts";

/**
 * Hands on that somebody pressed Stop on the reply `seq`: that one alone is meant, whatever else is written or
 * waits in its thread. Nothing is kept for after a crash: what the core had not stored by then failed before the
 * person's eyes, who can press again. Rejects with a `Refusal` when it is no reply of Maru's that is still open,
 * or with a `StoreError`.
 */
export type StopReply = (place: ChatPlace, seq: number, by: Person) => Promise<void>;

export function createStopReply(deliver: DeliverSafely, newId: () => string): StopReply {
  return async (place, seq, by) => {
    const row = await place.archive.one(seq);
    if (row?.said.to === undefined || row.since.deleted || row.since.kind !== undefined) throw notFound();
    await deliver({
      type: "stop",
      id: `${ADAPTER_NAME}:stop/${place.id}/${seq}/${newId()}`,
      thread: threadId(place.id, row.said.root ?? row.said.to),
      question: messageId(place.id, row.said.to),
      by: asAuthor(by),
    });
  };
}
