import type { Logger } from "../../src/core/ports/logger.ts";
import type { InTurn } from "../../src/waiting/in-turn.ts";
import type { Appended, Row, Subject } from "./archive.ts";
import type { AsMessage } from "./as-message.ts";
import { ADAPTER_NAME } from "./ids.ts";
import type { Mentioned } from "./mentioned.ts";
import { asStoreError, type DeliverSafely, type Outbox, type Request, settleDone } from "./outbox.ts";
import type { Person } from "./people.ts";
import type { ChatPlace } from "./places.ts";
import { notFound } from "./refusal.ts";
import type { Showing } from "./showing.ts";
import type { Threads } from "./threads.ts";
import type { Post } from "./wire.ts";

type PostRequest = Extract<Request, { type: "post" }>;

export interface Posting {
  /**
   * Posts a message exactly once per person, place and nonce: claim, append, deliver, settle. When one step
   * fails it rejects with a `StoreError`, nothing is shown, and the same nonce takes it up where it failed.
   * Rejects with a `Refusal` when the thread is not there.
   */
  post(
    place: ChatPlace,
    author: Person,
    post: Post,
    about?: Subject,
  ): Promise<{ readonly row: Row; readonly repeated: boolean }>;
  /** Finishes a post that a former run left undone, but does not settle it. */
  finish(key: string, place: ChatPlace, request: PostRequest): Promise<void>;
}

export function createPosting(parts: {
  readonly outbox: Outbox;
  readonly deliver: DeliverSafely;
  readonly asMessage: AsMessage;
  readonly mentioned: Mentioned;
  readonly threads: Threads;
  readonly showing: Showing;
  readonly inTurn: InTurn;
  readonly log: Logger;
  readonly now: () => number;
}): Posting {
  const { outbox, log } = parts;
  /** Claimed in this run and not finished: a step failed. */
  const unfinished = new Map<string, PostRequest>();

  async function append(key: string, place: ChatPlace, request: PostRequest): Promise<Appended> {
    const { author, text, at, root, about } = request;
    const mentions = parts.mentioned.keep(text);
    return place.archive.append(
      { author, text, at, ...(root === undefined ? {} : { root }), ...mentions, ...(about && { about }) },
      key,
    );
  }

  /** Nothing was stored of it: as if it had never been asked for. */
  async function withdraw(key: string): Promise<void> {
    try {
      await outbox.settle(key, 0);
      unfinished.delete(key);
    } catch (error) {
      log.warn({ request: key, err: error }, "web post kept for later");
    }
  }

  async function handOn(place: ChatPlace, { seq, fresh }: Appended, root: number | undefined): Promise<Row> {
    const late = place.archive.withheld.has(seq);
    place.archive.withheld.set(seq, "delivering");
    let row: Row | undefined;
    try {
      row = fresh ?? (await place.archive.one(seq));
      if (!row) throw notFound();
      const id = `${ADAPTER_NAME}:message/${place.id}/${seq}`;
      await parts.deliver({ type: "message", id, message: parts.asMessage(place, row) });
    } catch (error) {
      place.archive.withheld.set(seq, "failed");
      throw error;
    }
    await parts.showing.reveal(place, seq, row);
    if (root) await countReply(place, root, late);
    return row;
  }

  async function countReply(place: ChatPlace, root: number, late: boolean): Promise<void> {
    try {
      await (late ? parts.threads.changed(place, root) : parts.threads.grew(place, root));
      await parts.showing.show(place, root);
    } catch (error) {
      log.warn({ place: place.id, root, err: error }, "web thread not counted");
    }
  }

  async function rootOf(place: ChatPlace, root: number | undefined): Promise<number | undefined> {
    if (place.kind === "direct") {
      if (root) throw notFound();
      return 0;
    }
    if (root === undefined) return undefined;
    const row = await place.archive.one(root);
    if (!row || row.since.deleted || row.said.root !== undefined || place.archive.withheld.has(root)) {
      throw notFound();
    }
    return root;
  }

  return {
    async finish(key, place, request) {
      await handOn(place, await append(key, place, request), request.root);
    },
    post: (place, author, { text, nonce, root: asked }, about) =>
      parts.inTurn(place.id, async () => {
        const key = `post/${author.id}/${place.id}/${nonce}`;
        const root = await rootOf(place, asked);
        const at = new Date(parts.now()).toISOString();
        const fresh: PostRequest = {
          type: "post",
          place: place.id,
          author: author.id,
          text,
          at,
          ...(root === undefined ? {} : { root }),
          ...(about && { about }),
        };
        const isNew = await outbox.claim(key, fresh);
        const request = isNew ? fresh : unfinished.get(key);
        if (!request) {
          // Done before: its key finds it.
          const row = await place.archive.one((await append(key, place, fresh)).seq);
          if (!row || row.since.deleted) throw notFound();
          return { row, repeated: true };
        }
        unfinished.set(key, request);
        let appended: Appended;
        try {
          appended = await append(key, place, request);
        } catch (error) {
          await withdraw(key);
          throw asStoreError(error);
        }
        const row = await handOn(place, appended, request.root).catch((error: unknown) => {
          throw asStoreError(error);
        });
        unfinished.delete(key);
        await settleDone(outbox, key, log);
        return { row, repeated: !isNew };
      }),
  };
}
