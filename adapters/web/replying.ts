import { PlatformError, type Reply, type ReplyKind } from "../../src/core/ports/chat-adapter.ts";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { Message } from "../../src/core/types.ts";
import type { InTurn } from "../../src/platform/in-turn.ts";
import type { Part, Row, Since } from "./archive.ts";
import { cleanText } from "./clean-text.ts";
import { growth } from "./growth.ts";
import { messageId, parseSpot } from "./ids.ts";
import type { Live } from "./live.ts";
import type { OpenReplies, OpenReply } from "./open-replies.ts";
import { SELF } from "./people.ts";
import type { ChatPlace, Places } from "./places.ts";
import type { Showing } from "./showing.ts";
import type { Threads } from "./threads.ts";

export interface Replying {
  /** `ChatAdapter.openReply`. Rejects with a `PlatformError`, or a `StoreError`. */
  open(to: Message): Promise<Reply>;
  /** Stores what replies have grown by and was not stored yet; from then on growth is not stored by itself. */
  close(): Promise<void>;
}

/**
 * @param begin told when a call begins; the result when it ends
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
  readonly begin: () => () => void;
  readonly persistMs: number;
}): Replying {
  const { places, openReplies, threads, showing, live, inTurn, log } = parts;
  const unsaved = new Set<() => Promise<void>>();
  let closed = false;

  async function during<Result>(work: () => Promise<Result>): Promise<Result> {
    const end = parts.begin();
    try {
      return await work();
    } finally {
      end();
    }
  }

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
    if (!spot || !place || !question) throw gone(to);
    if (question.since.deleted && !(await hasReply(place, question))) throw gone(to);
    // The core has it, so people may see it, even if the core is still about to say so.
    await showing.reveal(place, spot.seq);

    const root = question.said.root ?? question.seq;
    const { seq } = await place.archive.append(
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

  /** Whether a reply to it stands. */
  async function hasReply(place: ChatPlace, { seq, said }: Row): Promise<boolean> {
    const part: Part = place.kind === "direct" ? { part: "all" } : { part: "thread", root: said.root ?? seq };
    for await (const later of place.archive.oldestFirst(part, { after: seq })) {
      if (later.said.to === seq) return true;
    }
    return false;
  }

  function createReply(place: ChatPlace, seq: number, root: number, finished: boolean): Reply {
    const where = { place: place.id, seq, root };
    const key = `reply ${place.id}/${seq}`;
    let saving = false;
    let savedAt = parts.now();
    let timer: NodeJS.Timeout | undefined;

    const state = (): OpenReply | undefined => openReplies.get(place.id, seq);

    /** One change of the stored reply at a time. `false`: the reply is not to be changed so any more. */
    const change = (next: (since: Since) => Since | undefined): Promise<boolean> =>
      inTurn(key, async () => {
        const changed = next(await place.archive.since(seq));
        if (changed) await place.archive.setSince(seq, changed);
        return changed !== undefined;
      });

    async function save(): Promise<void> {
      clearTimeout(timer);
      timer = undefined;
      unsaved.delete(save);
      saving = true;
      try {
        await change((since) => {
          const reply = state();
          const grows = reply && since.kind === undefined && !since.deleted;
          return grows ? { ...since, text: reply.text } : undefined;
        });
      } catch (error) {
        log.warn({ reply: messageId(place.id, seq), err: error }, "web reply not saved while it grows");
      }
      savedAt = parts.now();
      saving = false;
      if (unsaved.has(save)) saveSoon();
    }

    function saveSoon(): void {
      if (closed) return;
      unsaved.add(save);
      if (timer || saving) return;
      const waitMs = Math.max(0, Math.min(parts.persistMs, savedAt + parts.persistMs - parts.now()));
      timer = setTimeout(() => void save(), waitMs);
      timer.unref();
    }

    function end(): void {
      clearTimeout(timer);
      unsaved.delete(save);
      openReplies.delete(place.id, seq);
    }

    return {
      id: messageId(place.id, seq),
      finished,
      // What comes after the end changes nothing: the first end stands, and removal is the last.
      status: async (status) => {
        const reply = state();
        if (reply?.text !== "") return;
        reply.status = status;
        live.tell(place, { type: "status", ...where, status });
      },
      update: (markdown) =>
        during(async () => {
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
        }),
      finish: (markdown: string, kind: ReplyKind) =>
        during(async () => {
          if (!state()) return;
          const text = cleanText(markdown);
          const finished = await change((since) =>
            since.deleted || since.kind !== undefined ? undefined : { ...since, text, kind },
          );
          if (!finished) return;
          end();
          await showing.show(place, seq);
        }),
      remove: () =>
        during(async () => {
          const removed = await change(({ text: _, ...since }) =>
            since.deleted ? undefined : { ...since, deleted: true },
          );
          if (!removed) return;
          end();
          live.tell(place, { type: "removed", ...where });
          await countIn(place, root, true);
        }),
    };
  }

  return {
    open: (to) => during(() => open(to)),
    async close() {
      closed = true;
      await Promise.all([...unsaved].map((save) => save()));
    },
  };
}

const gone = ({ id }: Message) =>
  new PlatformError("gone", `There is no message ${id} to reply to (any more).`);
