import type { ChatMessage, Page } from "../../wire.ts";
import {
  type Conversations,
  type MessageKey,
  messageKey,
  type Stream,
  type StreamKey,
  streamKey,
} from "./conversations.ts";
import { grown } from "./live.ts";

/** Marks a stream as being read for the first time, so that what happens meanwhile is kept. */
export function beginReading(held: Conversations, place: string, root: number): Conversations {
  const key = streamKey(place, root);
  const stream = held.streams.get(key);
  if (stream?.state === "ready" || stream?.state === "reading") return held;
  return withStream(held, key, { state: "reading", seqs: [], more: false, detached: false, stale: false });
}

export function failReading(held: Conversations, place: string, root: number): Conversations {
  const key = streamKey(place, root);
  const stream = held.streams.get(key);
  if (stream?.state !== "reading") return held;
  return withStream(held, key, { ...stream, state: "failed" });
}

/** Where a page of messages goes: at the end, before what is held, or instead of it (`window`: an older part). */
export type PagePosition = "newest" | "older" | "window";

export interface Reading {
  readonly place: string;
  /** 0 for the place's own stream. */
  readonly root: number;
  readonly page: Page;
  readonly position: PagePosition;
  /** `tick` when the page was asked for: later live events know better than the page. */
  readonly since: number;
}

/** Puts a page that was read from the server into the streams. */
export function applyPage(held: Conversations, reading: Reading): Conversations {
  const { place, root, page, position, since } = reading;
  const key = streamKey(place, root);
  const stream = held.streams.get(key);
  const messages = new Map(held.messages);
  const early = new Map(held.early);
  const fresh: number[] = [];
  let stale = false;
  for (const message of page.messages) {
    const name = messageKey(place, message.seq);
    const later = (held.touched.get(name) ?? -1) > since;
    if (later && !messages.has(name)) continue; // Removed since.
    fresh.push(message.seq);
    if (later) continue;
    const caught = withEarly(message, held.early.get(name) ?? []);
    early.delete(name);
    messages.set(name, caught ?? message);
    stale ||= caught === undefined;
  }

  const kept = keptOf(stream, page, position, held, place, since);
  for (const seq of stream?.seqs ?? []) {
    // A thread's root stands in the place's stream too, and must not vanish from there.
    if (!kept.includes(seq) && !fresh.includes(seq) && !heldElsewhere(held, key, place, seq)) {
      messages.delete(messageKey(place, seq));
    }
  }
  const seqs = [...new Set([...kept, ...fresh])].sort((a, b) => a - b);
  const oldestIsFresh = seqs.length === 0 || seqs[0] === fresh[0];
  const next: Stream = {
    state: "ready",
    seqs,
    more: position === "older" || oldestIsFresh ? page.more : (stream?.more ?? page.more),
    detached: position === "window" || (position === "older" && (stream?.detached ?? false)),
    stale,
  };
  return withStream({ ...held, messages, early }, key, next);
}

/** Which of the messages held stay, besides those of the page. */
function keptOf(
  stream: Stream | undefined,
  page: Page,
  position: PagePosition,
  held: Conversations,
  place: string,
  since: number,
): readonly number[] {
  const seqs = stream?.seqs ?? [];
  if (position === "older") return seqs;
  if (position === "window") return [];
  const first = page.messages[0]?.seq ?? 0;
  const last = page.messages.at(-1)?.seq ?? 0;
  const happenedSince = (seq: number) => (held.touched.get(messageKey(place, seq)) ?? -1) > since;
  // The page is the truth about its own range; what is held before it stays only where nothing lies between.
  const joins = stream !== undefined && !stream.detached && (seqs.some((seq) => seq >= first) || !page.more);
  return seqs.filter((seq) => {
    if (seq > last || (seq >= first && happenedSince(seq))) return happenedSince(seq);
    return seq < first && joins;
  });
}

function heldElsewhere(held: Conversations, key: StreamKey, place: string, seq: number): boolean {
  for (const [name, stream] of held.streams) {
    if (name !== key && name.startsWith(`${place}/`) && stream.seqs.includes(seq)) return true;
  }
  return false;
}

/** The message with the growth that came before it; `undefined` when a piece is missing. */
function withEarly(
  message: ChatMessage,
  growths: readonly { readonly from: number; readonly text: string }[],
): ChatMessage | undefined {
  if (message.reply?.state !== "open") return message;
  let text: string | undefined = message.text;
  for (const growth of growths) {
    text = grown(text, growth);
    if (text === undefined) return undefined;
  }
  return { ...message, text };
}

/** After the connection was lost: forgets the streams that are not shown, so that opening one reads it anew. */
export function forgetHidden(held: Conversations, shown: readonly StreamKey[]): Conversations {
  const streams = new Map([...held.streams].filter(([key]) => shown.includes(key)));
  const wanted = new Set<MessageKey>();
  for (const [key, stream] of streams) {
    const place = key.slice(0, key.lastIndexOf("/"));
    for (const seq of stream.seqs) wanted.add(messageKey(place, seq));
  }
  const messages = new Map([...held.messages].filter(([key]) => wanted.has(key)));
  return { ...held, streams, messages, early: new Map() };
}

function withStream(held: Conversations, key: StreamKey, stream: Stream): Conversations {
  return { ...held, streams: new Map(held.streams).set(key, stream) };
}
