import type { ChatEvent, Message } from "./types.ts";

/** An event on its way through the core. */
export interface Arrival {
  readonly event: ChatEvent;
  /** Monotonic milliseconds. */
  readonly at: number;
  /** It was taken in before and not finished: by a former run, or by this one. */
  readonly replayed: boolean;
}

/** `left`: not finished, to be taken up again at the next start. */
export type Handled = "done" | "left";

/** A message on its way to an answer, if it gets one. Edits, a deletion and a Stop that come in time are noted here. */
export interface Question {
  /** The event that brought it. */
  readonly event: string;
  /** As it now stands. */
  message: Message;
  /** `begun`: its answer is being written, so edits come too late. */
  state: "waiting" | "begun";
  /** Deleted, or edited into what moderation holds: it gets no reply, and the one it has is removed. */
  withdrawn: boolean;
  /** Somebody pressed Stop before it was queued. */
  stopped: boolean;
}
