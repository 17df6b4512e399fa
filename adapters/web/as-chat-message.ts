import { kindOf, type Row, type Subject, textOf } from "./archive.ts";
import type { Mentioned } from "./mentioned.ts";
import type { OpenReplies } from "./open-replies.ts";
import { createPace } from "./pace.ts";
import { type People, type Person, SELF } from "./people.ts";
import type { ChatPlace } from "./places.ts";
import type { Ratings } from "./ratings.ts";
import type { ThreadSummary, Threads } from "./threads.ts";
import type { ChatMessage, WirePerson, WireReply, WireSubject } from "./wire.ts";

/**
 * Messages as the page sees them, with what only `viewer` sees (its ratings) when there is one. A reply that is
 * being written has its newest text. Rejects with a `StoreError`.
 */
export type AsChatMessages = (
  place: ChatPlace,
  rows: readonly Row[],
  viewer?: Person,
) => Promise<ChatMessage[]>;

export function createAsChatMessages(parts: {
  readonly people: People;
  readonly mentioned: Mentioned;
  readonly selfName: string;
  readonly threads: Threads;
  readonly ratings: Ratings;
  readonly openReplies: OpenReplies;
}): AsChatMessages {
  function asAuthor(id: string): WirePerson {
    if (id === SELF) return { id, name: parts.selfName, kind: "self" };
    return { id, name: parts.people.byId(id)?.name ?? id, kind: "person" };
  }

  function asChatMessage(
    place: ChatPlace,
    row: Row,
    thread: ThreadSummary | undefined,
    rating: "up" | "down" | undefined,
  ): ChatMessage {
    const { seq, said, since } = row;
    const where = { place: place.id, seq, ...(said.root === undefined ? {} : { root: said.root }) };
    const shown = { author: asAuthor(said.author), sentAt: said.at, ...(thread ? { thread } : {}) };
    if (since.hidden) return { ...where, ...shown, text: "", removed: true };
    const open = parts.openReplies.get(place.id, seq);
    const mentions = parts.mentioned.of(row).map(({ name }) => name);
    const kind = kindOf(row);
    const { to, toPlace, toRoot, aside } = said;
    const reply: WireReply | undefined =
      to === undefined && kind === undefined
        ? undefined
        : {
            ...(to === undefined ? {} : { to }),
            ...(toPlace === undefined ? {} : { toPlace }),
            ...(toRoot === undefined ? {} : { toRoot }),
            ...(aside === undefined ? {} : { aside }),
            state: kind === undefined ? "open" : "done",
            ...(kind === undefined ? {} : { kind }),
            ...(kind === undefined && open?.status ? { status: open.status } : {}),
            ...(rating ? { rating } : {}),
          };
    return {
      ...where,
      ...shown,
      text: kind === undefined && open ? open.text : textOf(row),
      ...(mentions.length > 0 ? { mentions } : {}),
      ...(since.editedAt === undefined ? {} : { editedAt: since.editedAt }),
      ...(said.about ? { about: asWireSubject(said.about) } : {}),
      ...(reply ? { reply } : {}),
    };
  }

  return async (place, rows, viewer) => {
    const roots = rows.filter(({ said }) => said.root === undefined).map(({ seq }) => seq);
    const rated = viewer ? rows.filter((row) => kindOf(row) !== undefined).map(({ seq }) => seq) : [];
    const [summaries, ratings] = await Promise.all([
      parts.threads.summaries(place, roots),
      viewer ? parts.ratings.by(viewer, place, rated) : undefined,
    ]);
    const pace = createPace();
    const messages: ChatMessage[] = [];
    for (const row of rows) {
      messages.push(asChatMessage(place, row, summaries.get(row.seq), ratings?.get(row.seq)));
      await pace.rest();
    }
    return messages;
  };
}

const asWireSubject = ({ from, ...subject }: Subject): WireSubject =>
  from === undefined ? subject : { ...subject, from: from.seq };
