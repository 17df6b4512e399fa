import type { ReplyStatus } from "../../src/core/ports/chat-adapter.ts";

/** A reply while it is written: newer than what is stored of it. */
export interface OpenReply {
  text: string;
  /** Where it stands before its first word. */
  status?: ReplyStatus | undefined;
}

/** The replies that are being written, for whoever opens the page meanwhile. */
export interface OpenReplies {
  get(place: string, seq: number): OpenReply | undefined;
  set(place: string, seq: number, reply: OpenReply): void;
  delete(place: string, seq: number): void;
}

export function createOpenReplies(): OpenReplies {
  const open = new Map<string, OpenReply>();
  const key = (place: string, seq: number) => `${place}/${seq}`;
  return {
    get: (place, seq) => open.get(key(place, seq)),
    set(place, seq, reply) {
      open.set(key(place, seq), reply);
    },
    delete(place, seq) {
      open.delete(key(place, seq));
    },
  };
}
