import { kindOf } from "./archive.ts";
import { asAuthor } from "./as-message.ts";
import { ADAPTER_NAME, messageId, threadId } from "./ids.ts";
import type { DeliverSafely } from "./outbox.ts";
import type { Person } from "./people.ts";
import type { ChatPlace, Places } from "./places.ts";
import { notFound } from "./refusal.ts";

/**
 * Hands on that somebody pressed Stop on the reply `seq`: that one alone is meant, whatever else is written or
 * waits in its thread. Nothing is kept for after a crash: what the core had not stored by then failed before the
 * person's eyes, who can press again. Rejects with a `Refusal` when it is no reply of Maru's that is still open,
 * or with a `StoreError`.
 */
export type StopReply = (place: ChatPlace, seq: number, by: Person) => Promise<void>;

export function createStopReply(deliver: DeliverSafely, places: Places, newId: () => string): StopReply {
  return async (place, seq, by) => {
    const row = await place.archive.one(seq);
    if (row?.said.to === undefined || row.since.deleted || kindOf(row) !== undefined) throw notFound();
    const { to, toPlace } = row.said;
    const asked = toPlace === undefined ? place : places.find(toPlace);
    const question = await asked?.archive.one(to);
    if (!asked || !question) throw notFound();
    await deliver({
      type: "stop",
      id: `${ADAPTER_NAME}:stop/${place.id}/${seq}/${newId()}`,
      thread: threadId(asked.id, question.said.root ?? to),
      question: messageId(asked.id, to),
      by: asAuthor(by),
    });
  };
}
