import type { Locale } from "../types.ts";

/** What the core tells whoever measures it. Durations in milliseconds, of a monotonic clock. */
export type Observation =
  | { readonly type: "event"; readonly event: string; readonly outcome: "new" | "duplicate" | "refused" }
  | { readonly type: "ignored"; readonly reason: string }
  | { readonly type: "queue"; readonly waiting: number; readonly running: number }
  /** From the event's arrival to the model's request, without the time spent waiting in the queue. */
  | { readonly type: "requested"; readonly overheadMs: number }
  /** From the start of the answer to its first piece. */
  | { readonly type: "first-piece"; readonly afterMs: number }
  /** From a piece of the model to the call that posts it. */
  | { readonly type: "posted"; readonly afterMs: number }
  | {
      readonly type: "answered";
      readonly outcome: AnswerOutcome;
      readonly tookMs: number;
      /** Pieces the model streamed; one piece is about one token. */
      readonly pieces: number;
    }
  | { readonly type: "feedback"; readonly rating: "up" | "down" | null }
  /** Moderation's router scored a message. */
  | {
      readonly type: "routed";
      /** Whether it is worth a second look; `over-budget`: it would be, but as much was sent on as may be. */
      readonly route: "clear" | "guard" | "over-budget";
      readonly language: Locale;
      /** What it may hold: `hate`, `abuse`, `threat`. */
      readonly labels: readonly string[];
      /** The scoring alone. */
      readonly tookMs: number;
    }
  /** The model's process died and is started again. */
  | { readonly type: "model-restarted" }
  /** One request to the model ended. */
  | {
      readonly type: "model-reply";
      /** Tokens of the whole prompt, and those of them that had to be evaluated (the rest was cached). */
      readonly promptTokens: number;
      readonly evaluatedTokens: number;
      readonly writtenTokens: number;
      /** From the request to the first written token; absent when none was. */
      readonly firstTokenMs?: number;
      readonly tookMs: number;
    };

export type AnswerOutcome =
  | "model"
  | "extractive"
  | "command"
  | "notice"
  | "stopped"
  | "held"
  | "removed"
  | "handed-back";

export type Observe = (observation: Observation) => void;
