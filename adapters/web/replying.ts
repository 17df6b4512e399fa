import { type Audience, PlatformError, type Reply } from "../../src/core/ports/chat-adapter.ts";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { Locale, Message } from "../../src/core/types.ts";
import type { InTurn } from "../../src/waiting/in-turn.ts";
import type { Part, Row, Said } from "./archive.ts";
import { parseSpot } from "./ids.ts";
import type { Live } from "./live.ts";
import type { OpenReplies } from "./open-replies.ts";
import { type People, SELF } from "./people.ts";
import type { ChatPlace, Places } from "./places.ts";
import { createReply, type Growing, type Standing } from "./reply.ts";
import type { Showing } from "./showing.ts";
import type { Threads } from "./threads.ts";

export interface Replying {
  /**
   * `ChatAdapter.openReply`. What is for the author of a message in a channel alone stands in their direct place, and a word in the
   * thread says so. Rejects with a `PlatformError`, or a `StoreError`.
   */
  open(to: Message, audience?: Audience): Promise<Reply>;
  /** Stores what replies have grown by and was not stored yet; from then on growth is not stored by itself. */
  close(): Promise<void>;
}

/** What stands in a thread in the place of an answer that only one person is to see. */
const ASIDE: Readonly<Record<Locale, string>> = {
  en: "The answer is for you alone: it is in your conversation with me.",
  ko: "혼자만 보실 수 있는 답변이라서 저와의 대화에 남겼어요.",
};

/**
 * @param during does a call's work; Maru waits for its end before it stops
 * @param persistMs while a reply grows, its text is stored at most once in so many milliseconds
 */
export function createReplying(parts: {
  readonly people: People;
  readonly places: Places;
  readonly openReplies: OpenReplies;
  readonly threads: Threads;
  readonly showing: Showing;
  readonly live: Live;
  readonly inTurn: InTurn;
  readonly log: Logger;
  readonly now: () => number;
  readonly during: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly persistMs: number;
}): Replying {
  const { people, places, openReplies, threads, showing, live, log, during } = parts;
  const growing: Growing = { closed: false, unsaved: new Set() };

  /** Counts the reply in its thread and shows it; a failure only leaves the count behind for a while. */
  async function countIn({ place, root }: Standing, anew: boolean): Promise<void> {
    if (place.kind === "direct") return;
    try {
      await (anew ? threads.changed(place, root) : threads.grew(place, root));
      await showing.show(place, root);
    } catch (error) {
      log.warn({ place: place.id, root, err: error }, "web thread not counted");
    }
  }

  async function open(to: Message, audience: Audience): Promise<Reply> {
    const spot = parseSpot(to.id);
    const place = spot && places.find(spot.place);
    const question = spot && (await place?.archive.one(spot.seq));
    if (!spot || !place || !question) throw gone(to);
    if (question.since.deleted && !(await hasReply(place, question))) throw gone(to);
    // The core has it, so people may see it, even if the core is still about to say so.
    await showing.reveal(place, spot.seq);

    const key = `reply/${question.seq}`;
    const here = await place.archive.append(inThread(place, question, audience), key);
    const standing = { place, seq: here.seq, root: question.said.root ?? question.seq };
    // Who was to see it was settled when it was opened first.
    const { aside } = (here.fresh ?? (await place.archive.one(here.seq)))?.said ?? {};
    if (aside === undefined) return asOpened(standing, () => countIn(standing, true));

    if (here.fresh) await appear(standing);
    const direct = places.find(aside);
    if (!direct) throw gone(to);
    const answer: Said = { ...blank(0), to: question.seq, toPlace: place.id, toRoot: standing.root };
    const there = await direct.archive.append(answer, `reply/${place.id}/${question.seq}`);
    return asOpened({ place: direct, seq: there.seq, root: 0 }, () => vanish(standing));
  }

  const blank = (root: number) => ({ author: SELF, text: "", at: new Date(parts.now()).toISOString(), root });

  /** What stands in the thread: the reply, or the word that it stands elsewhere. */
  function inThread(place: ChatPlace, { seq, said }: Row, audience: Audience): Said {
    const reply: Said = { ...blank(said.root ?? seq), to: seq };
    const author = place.kind === "channel" && audience === "author" ? people.byId(said.author) : undefined;
    if (!author) return reply;
    return { ...reply, text: ASIDE[author.locale], aside: places.directOf(author).id, kind: "notice" };
  }

  async function asOpened(standing: Standing, removed: () => Promise<void>): Promise<Reply> {
    const { place, seq } = standing;
    const since = await place.archive.since(seq);
    const over = since.deleted === true || since.kind !== undefined;
    if (!over && !openReplies.get(place.id, seq)) {
      openReplies.set(place.id, seq, { text: since.text ?? "" });
      await appear(standing);
    }
    return createReply(standing, over, removed, { ...parts, growing });
  }

  async function appear(standing: Standing): Promise<void> {
    await showing.show(standing.place, standing.seq);
    await countIn(standing, false);
  }

  async function vanish(standing: Standing): Promise<void> {
    const { place, seq, root } = standing;
    const since = await place.archive.since(seq);
    if (since.deleted) return;
    await place.archive.setSince(seq, { ...since, deleted: true });
    live.tell(place, { type: "removed", place: place.id, seq, root });
    await countIn(standing, true);
  }

  /** Whether a reply to it stands. */
  async function hasReply(place: ChatPlace, { seq, said }: Row): Promise<boolean> {
    const part: Part = place.kind === "direct" ? { part: "all" } : { part: "thread", root: said.root ?? seq };
    for await (const later of place.archive.oldestFirst(part, { after: seq })) {
      if (later.said.to === seq && later.said.toPlace === undefined) return true;
    }
    return false;
  }

  return {
    open: (to, audience = "all") => during(() => open(to, audience)),
    async close() {
      growing.closed = true;
      await Promise.all([...growing.unsaved].map((save) => save()));
    },
  };
}

const gone = ({ id }: Message) =>
  new PlatformError("gone", `There is no message ${id} to reply to (any more).`);
