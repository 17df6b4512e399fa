import type { Reply, ReplyKind } from "../../src/core/ports/chat-adapter.ts";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { Message } from "../../src/core/types.ts";
import type { Since } from "./archive.ts";
import { cleanText } from "./clean-text.ts";
import { growth } from "./growth.ts";
import { messageId, parseSpot } from "./ids.ts";
import type { InTurn } from "./in-turn.ts";
import type { Live } from "./live.ts";
import type { OpenReplies, OpenReply } from "./open-replies.ts";
import { SELF } from "./people.ts";
import type { ChatPlace, Places } from "./places.ts";
import type { Showing } from "./showing.ts";
import type { Threads } from "./threads.ts";

export interface Replying {
  /** `ChatAdapter.openReply`. Rejects with a `StoreError`, or an `Error` when there is no such message. */
  open(to: Message): Promise<Reply>;
  /** Stores what replies have grown by and was not stored yet. */
  flush(): Promise<void>;
}

/**
 * @param persistMs while a reply grows, its text is stored at most once in so many milliseconds
 */
export function createReplying(parts: {
  readonly places: Places;
  readonly openReplies: OpenReplies;
  readonly threads: Threads;
  readonly showing: Showing;
  readonly live: Live;
  readonly inTurn: InTurn;
  readonly log: Logger;
  readonly now: () => number;
  readonly persistMs: number;
}): Replying {
  const { places, openReplies, threads, showing, live, inTurn, log } = parts;
  const unsaved = new Set<() => Promise<void>>();

  /** Counts the reply in its thread and shows it; a failure only leaves the count behind for a while. */
  async function countIn(place: ChatPlace, root: number, anew: boolean): Promise<void> {
    if (place.kind === "direct") return;
    try {
      await (anew ? threads.changed(place, root) : threads.grew(place, root));
      await showing.show(place, root);
    } catch (error) {
      log.warn({ place: place.id, root, err: error }, "web thread not counted");
    }
  }

  async function open(to: Message): Promise<Reply> {
    const spot = parseSpot(to.id);
    const place = spot && places.find(spot.place);
    const question = spot && (await place?.archive.one(spot.seq));
    if (!spot || !place || !question) throw new Error(`There is no message ${to.id} to reply to.`);
    // The core has it, so people may see it, even if the core is still about to say so.
    await showing.reveal(place, spot.seq);

    const root = question.said.root ?? question.seq;
    const seq = await place.archive.append(
      { author: SELF, text: "", at: new Date(parts.now()).toISOString(), root, to: question.seq },
      `reply/${question.seq}`,
    );
    const since = await place.archive.since(seq);
    const over = since.deleted === true || since.kind !== undefined;
    const isNew = !over && !openReplies.get(place.id, seq);
    if (isNew) {
      openReplies.set(place.id, seq, { text: since.text ?? "" });
      await showing.show(place, seq);
      await countIn(place, root, false);
    }
    return createReply(place, seq, root, over);
  }

  function createReply(place: ChatPlace, seq: number, root: number, finished: boolean): Reply {
    const where = { place: place.id, seq, root };
    const key = `reply ${place.id}/${seq}`;
    let saving = false;
    let savedAt = parts.now();
    let timer: NodeJS.Timeout | undefined;

    const state = (): OpenReply | undefined => openReplies.get(place.id, seq);

    /** One change of the stored reply at a time; none after its end. */
    const change = (next: (since: Since) => Since) =>
      inTurn(key, async () => place.archive.setSince(seq, next(await place.archive.since(seq))));

    async function save(): Promise<void> {
      clearTimeout(timer);
      timer = undefined;
      unsaved.delete(save);
      saving = true;
      try {
        await inTurn(key, async () => {
          const since = await place.archive.since(seq);
          const reply = state();
          if (reply && since.kind === undefined) {
            await place.archive.setSince(seq, { ...since, text: reply.text });
          }
        });
      } catch (error) {
        log.warn({ reply: messageId(place.id, seq), err: error }, "web reply not saved while it grows");
      }
      savedAt = parts.now();
      saving = false;
      if (unsaved.has(save)) saveSoon();
    }

    function saveSoon(): void {
      unsaved.add(save);
      if (timer || saving) return;
      const waitMs = Math.max(0, Math.min(parts.persistMs, savedAt + parts.persistMs - parts.now()));
      timer = setTimeout(() => void save(), waitMs);
      timer.unref();
    }

    function close(): void {
      clearTimeout(timer);
      unsaved.delete(save);
      openReplies.delete(place.id, seq);
    }

    return {
      id: messageId(place.id, seq),
      finished,
      async status(status) {
        const reply = state();
        if (reply?.text !== "") return;
        reply.status = status;
        live.tell(place, { type: "status", ...where, status });
      },
      async update(markdown) {
        const reply = state();
        if (!reply) return;
        const text = cleanText(markdown);
        if (text === reply.text) return;
        const grown = growth(reply.text, text);
        reply.text = text;
        reply.status = undefined;
        live.tell(place, { type: "grew", ...where, ...grown });
        saveSoon();
        await live.keptUp(place);
      },
      async finish(markdown: string, kind: ReplyKind) {
        if (!state()) return;
        await change((since) => ({ ...since, text: cleanText(markdown), kind }));
        close();
        await showing.show(place, seq);
      },
      async remove() {
        await change(({ text: _, ...since }) => ({ ...since, deleted: true }));
        close();
        live.tell(place, { type: "removed", ...where });
        await countIn(place, root, true);
      },
    };
  }

  return {
    open,
    async flush() {
      await Promise.all([...unsaved].map((save) => save()));
    },
  };
}
