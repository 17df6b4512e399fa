import type { Reply, ReplyKind } from "../../src/core/ports/chat-adapter.ts";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { InTurn } from "../../src/waiting/in-turn.ts";
import type { Since } from "./archive.ts";
import { cleanText } from "./clean-text.ts";
import { growth } from "./growth.ts";
import { messageId } from "./ids.ts";
import type { Live } from "./live.ts";
import type { OpenReplies, OpenReply } from "./open-replies.ts";
import type { ChatPlace } from "./places.ts";
import type { Showing } from "./showing.ts";

/** Where a reply stands. */
export interface Standing {
  readonly place: ChatPlace;
  readonly seq: number;
  readonly root: number;
}

/** The replies whose growth is not stored yet. */
export interface Growing {
  /** Set once Maru stops: from then on growth is not stored by itself. */
  closed: boolean;
  readonly unsaved: Set<() => Promise<void>>;
}

/**
 * One reply that was opened.
 *
 * @param finished a former run ended it
 * @param removed told once people do not see it any more
 */
export function createReply(
  { place, seq, root }: Standing,
  finished: boolean,
  removed: () => Promise<void>,
  parts: {
    readonly openReplies: OpenReplies;
    readonly showing: Showing;
    readonly live: Live;
    readonly inTurn: InTurn;
    readonly log: Logger;
    readonly now: () => number;
    readonly during: <Result>(work: () => Promise<Result>) => Promise<Result>;
    readonly persistMs: number;
    readonly growing: Growing;
  },
): Reply {
  const { openReplies, showing, live, inTurn, log, during, growing } = parts;
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
    growing.unsaved.delete(save);
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
    if (growing.unsaved.has(save)) saveSoon();
  }

  function saveSoon(): void {
    if (growing.closed) return;
    growing.unsaved.add(save);
    if (timer || saving) return;
    const waitMs = Math.max(0, Math.min(parts.persistMs, savedAt + parts.persistMs - parts.now()));
    timer = setTimeout(() => void save(), waitMs);
    timer.unref();
  }

  function end(): void {
    clearTimeout(timer);
    growing.unsaved.delete(save);
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
        const ended = await change((since) =>
          since.deleted || since.kind !== undefined ? undefined : { ...since, text, kind },
        );
        if (!ended) return;
        end();
        await showing.show(place, seq);
      }),
    revise: (markdown) =>
      during(async () => {
        const text = cleanText(markdown);
        const revised = await change((since) =>
          since.deleted || since.kind === undefined ? undefined : { ...since, text },
        );
        if (revised) await showing.show(place, seq);
      }),
    remove: () =>
      during(async () => {
        const gone = await change(({ text: _, ...since }) =>
          since.deleted ? undefined : { ...since, deleted: true },
        );
        if (gone) {
          end();
          live.tell(place, { type: "removed", ...where });
        }
        await removed();
      }),
  };
}
