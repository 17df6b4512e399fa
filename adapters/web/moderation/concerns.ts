import type { Deliver } from "../../../src/core/ports/chat-adapter.ts";
import type { CaseId, CaseMove, MessageId } from "../../../src/core/types.ts";
import { kindOf } from "../archive.ts";
import { type AsMessage, asAuthor } from "../as-message.ts";
import { type Person, SELF } from "../people.ts";
import type { ChatPlace } from "../places.ts";
import { notFound, Refusal } from "../refusal.ts";
import { eventIds } from "./event-ids.ts";
import type { Moderators } from "./moderators.ts";

/**
 * Hands on what people do about moderation. Nothing is kept for after a crash: what the core had not stored by then failed before the
 * person's eyes, who can send it again. Calls reject with a `StoreError`.
 */
export interface Concerns {
  move(by: Person, id: CaseId, made: { move: CaseMove; reason?: string; nonce: string }): Promise<void>;
  appeal(by: Person, id: CaseId, words: string, nonce: string): Promise<void>;
  label(by: Person, message: MessageId, label: "fine" | "harmful", nonce: string): Promise<void>;
  /** Rejects with a `Refusal`, too, when there is no such message, or it is one's own. */
  report(by: Person, place: ChatPlace, seq: number, words?: string): Promise<void>;
}

export function createConcerns(parts: {
  readonly deliver: Deliver;
  readonly asMessage: AsMessage;
  readonly moderators: Moderators;
}): Concerns {
  const { deliver, asMessage } = parts;
  const author = (person: Person) => asAuthor(person, parts.moderators.rolesOf(person.id));

  return {
    move: (by, id, { nonce, ...made }) =>
      deliver({ type: "move", id: eventIds.move(id, by.id, nonce), case: id, ...made, by: author(by) }),
    appeal: (by, id, words, nonce) =>
      deliver({ type: "appeal", id: eventIds.appeal(id, by.id, nonce), case: id, words, by: author(by) }),
    label: (by, message, label, nonce) =>
      deliver({ type: "label", id: eventIds.label(by.id, nonce), message, label, by: author(by) }),
    async report(by, place, seq, words) {
      const row = await place.archive.one(seq);
      if (!row || row.since.deleted || row.since.hidden || place.archive.withheld.has(seq)) throw notFound();
      if (row.said.author === by.id) {
        throw new Refusal(403, "own-message", "Your own message can be deleted; it needs no report.");
      }
      // Of what Maru says, its finished answers: not its notes, nor what is still being written.
      const kind = kindOf(row);
      if (row.said.author === SELF && (kind === undefined || kind === "notice")) throw notFound();
      await deliver({
        type: "report",
        id: eventIds.report(place.id, seq, by.id),
        message: asMessage(place, row),
        ...(words === undefined ? {} : { words }),
        by: author(by),
      });
    },
  };
}
