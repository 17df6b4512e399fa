import type { ChatMessage } from "../../wire.ts";

/**
 * Everything of the talk that the page holds. Messages are kept once, by key; streams say which of
 * them stand where, and how far they have been read from the server.
 */
export interface Conversations {
  /** Counts the live events seen, so that a page of messages knows what happened since it was asked for. */
  readonly tick: number;
  readonly messages: ReadonlyMap<MessageKey, ChatMessage>;
  readonly streams: ReadonlyMap<StreamKey, Stream>;
  /** The tick of the last live event about a message (its removal too). */
  readonly touched: ReadonlyMap<MessageKey, number>;
  /** Growth of replies that have not been read yet, kept while their stream is being read. */
  readonly early: ReadonlyMap<MessageKey, readonly Growth[]>;
}

/** `place/seq`. */
export type MessageKey = `${string}/${number}`;
/** `place/root`; root 0 is the place's own stream. */
export type StreamKey = `${string}/${number}`;

export interface Stream {
  /** `reading`: its first page is on the way. */
  readonly state: "reading" | "ready" | "failed";
  /** Ascending, each once. */
  readonly seqs: readonly number[];
  /** Whether the server has older ones. */
  readonly more: boolean;
  /** It shows an older part of the place: what comes in newly does not belong to its end. */
  readonly detached: boolean;
  /** Something was missed: it has to be read again. */
  readonly stale: boolean;
}

export interface Growth {
  readonly from: number;
  readonly text: string;
}

export const nothingRead: Conversations = {
  tick: 0,
  messages: new Map(),
  streams: new Map(),
  touched: new Map(),
  early: new Map(),
};

export const messageKey = (place: string, seq: number): MessageKey => `${place}/${seq}`;
export const streamKey = (place: string, root = 0): StreamKey => `${place}/${root}`;

/** The messages of a stream, oldest first. */
export function messagesOf(held: Conversations, place: string, root = 0): readonly ChatMessage[] {
  const seqs = held.streams.get(streamKey(place, root))?.seqs ?? [];
  return seqs.flatMap((seq) => held.messages.get(messageKey(place, seq)) ?? []);
}

/** The reply that is being written; when all of them wait, the first that does. */
export function openReplyIn(messages: readonly ChatMessage[]): ChatMessage | undefined {
  const open = messages.filter(({ reply }) => reply?.state === "open");
  return open.find(isBegun) ?? open[0];
}

function isBegun({ text, reply }: ChatMessage): boolean {
  return text !== "" || (reply?.status !== undefined && reply.status.state !== "queued");
}
