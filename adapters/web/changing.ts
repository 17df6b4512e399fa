import type { Logger } from "../../src/core/ports/logger.ts";
import type { ChatEvent } from "../../src/core/types.ts";
import type { InTurn } from "../../src/waiting/in-turn.ts";
import { kindOf, type Row } from "./archive.ts";
import { type AsMessage, asAuthor } from "./as-message.ts";
import { ADAPTER_NAME, messageId, threadId } from "./ids.ts";
import type { Live } from "./live.ts";
import type { Mentioned } from "./mentioned.ts";
import { asStoreError, type DeliverSafely, type Outbox, type Request, settleDone } from "./outbox.ts";
import type { People, Person } from "./people.ts";
import type { ChatPlace } from "./places.ts";
import type { Rating, Ratings } from "./ratings.ts";
import { notFound, Refusal } from "./refusal.ts";
import type { Showing } from "./showing.ts";
import type { Threads } from "./threads.ts";

type ChangeRequest = Exclude<Request, { type: "post" }>;

/**
 * Edits, deletions and ratings: claimed, applied, delivered, settled, and finished after a crash. When a step
 * fails, what was applied is taken back and they reject with a `StoreError`; with a `Refusal` when the message
 * is not there or not the person's own. What would change nothing does nothing.
 */
export interface Changing {
  edit(place: ChatPlace, seq: number, by: Person, text: string): Promise<Row>;
  remove(place: ChatPlace, seq: number, by: Person): Promise<void>;
  rate(place: ChatPlace, seq: number, by: Person, rating: Rating): Promise<Row>;
  /** Finishes a change that a former run left undone, but does not settle it. */
  finish(key: string, place: ChatPlace, request: ChangeRequest): Promise<void>;
}

/** Something applied: what the core is to be told, and how to take it back. */
interface Applied {
  readonly event: ChatEvent;
  undo(): Promise<void>;
  /** After the core has taken it. */
  show(): Promise<void>;
}

export function createChanging(parts: {
  readonly outbox: Outbox;
  readonly deliver: DeliverSafely;
  readonly asMessage: AsMessage;
  readonly people: People;
  readonly mentioned: Mentioned;
  readonly ratings: Ratings;
  readonly threads: Threads;
  readonly showing: Showing;
  readonly live: Live;
  readonly inTurn: InTurn;
  readonly log: Logger;
  readonly now: () => number;
  readonly newId: () => string;
}): Changing {
  const { outbox, log, showing } = parts;

  async function standing(place: ChatPlace, seq: number): Promise<Row> {
    const row = await place.archive.one(seq);
    if (!row || row.since.deleted || place.archive.withheld.has(seq)) throw notFound();
    return row;
  }

  async function visible(place: ChatPlace, seq: number): Promise<Row> {
    const row = await standing(place, seq);
    if (row.since.hidden) throw notFound();
    return row;
  }

  function ensureOwn(row: Row, by: Person): void {
    if (row.said.author !== by.id) {
      throw new Refusal(403, "not-yours", "Only its author can change a message.");
    }
  }

  async function apply(key: string, place: ChatPlace, request: ChangeRequest): Promise<Applied | undefined> {
    const { seq } = request;
    const id = `${ADAPTER_NAME}:${key}`;
    const row = await place.archive.one(seq);
    if (!row) return undefined;
    const undo = () => place.archive.setSince(seq, row.since);
    switch (request.type) {
      case "edit": {
        // A newer edit, or the deletion, came through after this one had failed.
        if (row.since.deleted || (row.since.edits ?? 0) > request.revision) return undefined;
        const { mentions: _, ...before } = row.since;
        const since = {
          ...before,
          text: request.text,
          ...parts.mentioned.keep(request.text),
          editedAt: request.at,
          edits: request.revision,
        };
        await place.archive.setSince(seq, since);
        return {
          event: { type: "edited", id, message: parts.asMessage(place, { ...row, since }) },
          undo,
          show: () => showing.show(place, seq),
        };
      }
      case "delete": {
        await place.archive.setSince(seq, { ...row.since, deleted: true });
        const { root } = row.said;
        const thread = threadId(place.id, root ?? seq);
        return {
          event: { type: "deleted", id, message: messageId(place.id, seq), thread },
          undo,
          show: async () => {
            await place.archive.erase(seq);
            parts.live.tell(place, {
              type: "removed",
              place: place.id,
              seq,
              ...(root === undefined ? {} : { root }),
            });
            if (root) await recount(place, root);
          },
        };
      }
      case "rate": {
        const person = parts.people.byId(request.by);
        if (!person) return undefined;
        const before = await parts.ratings.get(person.id, place, seq);
        await parts.ratings.set(person.id, place, seq, request.rating);
        return {
          event: {
            type: "feedback",
            id,
            reply: messageId(place.id, seq),
            by: asAuthor(person),
            rating: request.rating,
          },
          undo: () => parts.ratings.set(person.id, place, seq, before),
          show: () => showing.show(place, seq, person),
        };
      }
      default:
        return request satisfies never;
    }
  }

  async function recount(place: ChatPlace, root: number): Promise<void> {
    try {
      await parts.threads.changed(place, root);
      await showing.show(place, root);
    } catch (error) {
      log.warn({ place: place.id, root, err: error }, "web thread not counted");
    }
  }

  /** Applies and delivers; takes back what was applied when it could not be delivered. */
  async function finish(key: string, place: ChatPlace, request: ChangeRequest): Promise<void> {
    const applied = await apply(key, place, request);
    if (!applied) return;
    try {
      await parts.deliver(applied.event);
    } catch (error) {
      await applied.undo();
      throw error;
    }
    await applied.show();
  }

  async function carryOut(key: string, place: ChatPlace, request: ChangeRequest): Promise<void> {
    try {
      await outbox.claim(key, request);
      try {
        await finish(key, place, request);
      } catch (error) {
        // The person is told that it failed, so it must not come true at the next start.
        await outbox.settle(key, 0);
        throw error;
      }
    } catch (error) {
      throw asStoreError(error);
    }
    await settleDone(outbox, key, log);
  }

  return {
    finish,
    edit: (place, seq, by, text) =>
      parts.inTurn(place.id, async () => {
        const row = await visible(place, seq);
        ensureOwn(row, by);
        if ((row.since.text ?? row.said.text) === text) return row;
        const revision = (row.since.edits ?? 0) + 1;
        const at = new Date(parts.now()).toISOString();
        const key = `edited/${place.id}/${seq}/${parts.newId()}`;
        await carryOut(key, place, { type: "edit", place: place.id, seq, text, at, revision });
        return visible(place, seq);
      }),
    remove: (place, seq, by) =>
      parts.inTurn(place.id, async () => {
        // Also what moderators removed: people's own words are theirs to delete.
        ensureOwn(await standing(place, seq), by);
        await carryOut(`deleted/${place.id}/${seq}`, place, { type: "delete", place: place.id, seq });
      }),
    rate: (place, seq, by, rating) =>
      parts.inTurn(place.id, async () => {
        const row = await visible(place, seq);
        const kind = kindOf(row);
        if (kind === undefined || kind === "notice") throw notFound();
        if ((await parts.ratings.get(by.id, place, seq)) === rating) return row;
        const key = `rated/${place.id}/${seq}/${by.id}/${parts.newId()}`;
        await carryOut(key, place, { type: "rate", place: place.id, seq, by: by.id, rating });
        return row;
      }),
  };
}
