import type { ExpectedThread } from "./own-threads.ts";
import type { ChatEvent, Message } from "./types.ts";

/** An event on its way through the core. */
export interface Arrival {
  readonly event: ChatEvent;
  /** Monotonic milliseconds. */
  readonly at: number;
  /** It was taken in before and not finished: by a former run, or by this one. */
  readonly replayed: boolean;
  /** What must have ended, besides, before the event is done: nobody waits for it until then. */
  readonly settling: Promise<unknown>[];
}

/** `left`: not finished, to be taken up again at the next start. */
export type Handled = "done" | "left";

/** A message on its way to an answer, if it gets one. Edits, a deletion and a Stop that come in time are noted here. */
export interface Question {
  /** The event that brought it: of its posting, or of the edit that made it a question. */
  readonly event: string;
  /** As it now stands. */
  message: Message;
  /** `begun`: its answer is being written, so edits come too late. */
  state: "waiting" | "begun";
  /** Deleted, or edited into what moderation holds: it gets no reply, and the one it has is removed. */
  withdrawn: boolean;
  /** Somebody pressed Stop, and it was not told yet. */
  stopped: boolean;
  /** Its reply was opened, so its author knows of it: if nothing comes of it, that is told. */
  owed: boolean;
  /** The thread that it opens, until Maru has it. */
  opened: ExpectedThread | undefined;
  /** Aborted when it failed and is worth trying again at once: it was stopped or withdrawn meanwhile. */
  sooner: AbortController;
}
