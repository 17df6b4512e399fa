import type { PersonId, ThreadId } from "./types.ts";

/** What stands in the queue: a `Job`, or only its place, kept until it can be tried again. */
export interface Queued {
  /** Unique among those in the queue. */
  readonly id: string;
  readonly thread: ThreadId;
  readonly person: PersonId;
  /** Called when it is cancelled while it stands in the queue; then it is out of it. */
  cancelled(reason: CancelReason): void;
}

export type Urgency = "interactive" | "background";

/** What is made: how long the one takes says little of the other. */
export type Work = "answer" | "summary";

/** One piece of work waiting for, or at, the model: a question, a summary. When it is cancelled while it waits, it never runs. */
export interface Job extends Queued {
  /**
   * `interactive`: somebody waits for it. `background`: nobody does (a digest); it lets the others pass, for a while, and is
   * one at a time. What it asks of the model is in the background there as well (`ReplyOptions.urgency`).
   */
  readonly urgency: Urgency;
  readonly work: Work;
  /**
   * Does the work. The signal's reason is the `CancelReason`. Must not reject.
   */
  run(signal: AbortSignal): Promise<void>;
  /** Called when the place in the queue is known or has changed, never after `run`. */
  moved(position: Position): void;
}

export interface Position {
  /** Jobs that will be done first, those running now included. */
  readonly ahead: number;
  /**
   * Until this job starts, from the measured time of earlier jobs; absent before any was measured, and behind a place
   * that is kept.
   */
  readonly etaMs?: number;
}

/** `stopped`: somebody pressed Stop. `deleted`: the question is gone. `shutdown`: Maru ends and will go on with it next time. */
export type CancelReason = "stopped" | "deleted" | "shutdown";

export const isJob = (queued: Queued): queued is Job => "run" in queued;

/** Whether nobody waits for it; not of a place that is only kept. */
export const isBackground = (queued: Queued): queued is Job & { readonly urgency: "background" } =>
  isJob(queued) && queued.urgency === "background";
