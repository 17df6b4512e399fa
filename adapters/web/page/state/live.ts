import type { ChatMessage, TalkEvent } from "../../wire.ts";
import {
  type Conversations,
  type Growth,
  type MessageKey,
  messageKey,
  type Stream,
  type StreamKey,
  streamKey,
} from "./conversations.ts";

/** A stream that grew longer than this while nobody looked further up gives its oldest messages back. */
const MAX_HELD = 1_200;
const KEPT = 800;

/** Applies what the server told, in order. Telling the same again changes nothing. */
export function applyLive(held: Conversations, events: readonly TalkEvent[]): Conversations {
  const draft = {
    tick: held.tick,
    messages: new Map(held.messages),
    streams: new Map(held.streams),
    touched: new Map(held.touched),
    early: new Map(held.early),
  };
  for (const event of events) {
    draft.tick++;
    switch (event.type) {
      case "welcome":
        break;
      case "message":
        applyMessage(draft, event.message);
        break;
      case "removed":
        applyRemoved(draft, event.place, event.seq);
        break;
      case "grew":
        applyGrew(draft, event.place, event.seq, event.root ?? 0, { from: event.from, text: event.text });
        break;
      case "status": {
        const key = messageKey(event.place, event.seq);
        const message = draft.messages.get(key);
        if (message?.reply?.state !== "open") break;
        draft.messages.set(key, { ...message, reply: { ...message.reply, status: event.status } });
        draft.touched.set(key, draft.tick);
        break;
      }
      default:
        event satisfies never;
    }
  }
  forgetOldTouches(draft.touched);
  return draft;
}

interface Draft {
  tick: number;
  readonly messages: Map<MessageKey, ChatMessage>;
  readonly streams: Map<StreamKey, Stream>;
  readonly touched: Map<MessageKey, number>;
  readonly early: Map<MessageKey, readonly Growth[]>;
}

function applyMessage(draft: Draft, message: ChatMessage): void {
  const key = messageKey(message.place, message.seq);
  const known = draft.messages.has(key);
  const root = message.root ?? 0;
  const stream = draft.streams.get(streamKey(message.place, root));
  const placed = stream !== undefined && stream.state !== "failed" && belongs(stream, message.seq);
  if (!known && !placed) return;
  draft.messages.set(key, message);
  draft.touched.set(key, draft.tick);
  draft.early.delete(key);
  if (placed)
    draft.streams.set(streamKey(message.place, root), trimmed(draft, message.place, stream, message.seq));
}

/** Whether a message that came in has a place in what the stream holds. */
function belongs(stream: Stream, seq: number): boolean {
  const first = stream.seqs[0];
  const last = stream.seqs.at(-1);
  if (first === undefined || last === undefined) return !stream.detached;
  if (seq < first) return stream.state === "reading" || !stream.more;
  return seq <= last || !stream.detached;
}

function trimmed(draft: Draft, place: string, stream: Stream, seq: number): Stream {
  const seqs = insert(stream.seqs, seq);
  if (seqs.length <= MAX_HELD) return { ...stream, seqs };
  for (const old of seqs.slice(0, -KEPT)) {
    // The root of a thread that stands open is still shown there.
    if (!draft.streams.has(streamKey(place, old))) draft.messages.delete(messageKey(place, old));
  }
  return { ...stream, seqs: seqs.slice(-KEPT), more: true };
}

function applyRemoved(draft: Draft, place: string, seq: number): void {
  const key = messageKey(place, seq);
  draft.messages.delete(key);
  draft.early.delete(key);
  draft.touched.set(key, draft.tick);
  for (const [name, stream] of draft.streams) {
    if (name.startsWith(`${place}/`) && stream.seqs.includes(seq)) {
      draft.streams.set(name, { ...stream, seqs: stream.seqs.filter((other) => other !== seq) });
    }
  }
}

function applyGrew(draft: Draft, place: string, seq: number, root: number, growth: Growth): void {
  const key = messageKey(place, seq);
  const message = draft.messages.get(key);
  if (message === undefined) {
    if (draft.streams.get(streamKey(place, root))?.state === "reading") {
      draft.early.set(key, [...(draft.early.get(key) ?? []), growth]);
    }
    return;
  }
  // What comes after the end was told before it; the final text stands.
  if (message.reply?.state !== "open") return;
  draft.touched.set(key, draft.tick);
  const text = grown(message.text, growth);
  if (text === undefined) {
    const name = streamKey(place, root);
    const stream = draft.streams.get(name);
    if (stream !== undefined) draft.streams.set(name, { ...stream, stale: true });
    return;
  }
  draft.messages.set(key, { ...message, text });
}

/** The text with the growth put in; `undefined` when a piece between them is missing. */
export function grown(text: string, growth: Growth): string | undefined {
  return growth.from > text.length ? undefined : text.slice(0, growth.from) + growth.text;
}

/** `seqs` with one more, in order, each once. */
function insert(seqs: readonly number[], seq: number): readonly number[] {
  const last = seqs.at(-1);
  if (last === undefined || last < seq) return [...seqs, seq];
  if (seqs.includes(seq)) return seqs;
  return [...seqs, seq].sort((a, b) => a - b);
}

function forgetOldTouches(touched: Map<MessageKey, number>): void {
  // Maps keep the order of insertion, so the first keys are the oldest touched for the first time: long done.
  let surplus = touched.size - 5_000;
  for (const key of touched.keys()) {
    if (surplus-- <= 0) break;
    touched.delete(key);
  }
}
