import type { Locale } from "../types.ts";
import type { ModelErrorCode } from "./model.ts";
import type { CaseDecision, CaseSource, LadderStep } from "./review.ts";

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
  /** Moderation opened a case. */
  | { readonly type: "case-opened"; readonly source: CaseSource; readonly mode: "shadow" | "active" }
  /** Somebody decided about a case. `tookMs`: since it was opened, of an appeal since that came. */
  | { readonly type: "case-decided"; readonly move: CaseDecision["move"]; readonly tookMs: number }
  /** Something was done on a platform because of a case, or taken back, or could not be. */
  | {
      readonly type: "case-action";
      readonly step: LadderStep;
      readonly outcome: "done" | "failed" | "undone";
    }
  /** A sentence of Maru's own was judged. */
  | {
      readonly type: "screened";
      /** `clear`: by the router alone; `allowed`: by the guard; `held`. */
      readonly outcome: "clear" | "allowed" | "held";
      /** Of a held one: the guard's category, or why it could not judge, e.g. `unavailable`; `none`: there is no guard. */
      readonly why?: string;
    }
  /** The guard was asked about a message. */
  | {
      readonly type: "guarded";
      /** `allowed`: less likely than not that it breaks the rules; else why there is no verdict. */
      readonly outcome: "allowed" | "found" | ModelErrorCode;
      /** Waiting included. */
      readonly tookMs: number;
      /** Messages that wait for it then, and those turned away since the start because too many waited. */
      readonly waiting: number;
      readonly shed: number;
      /** How long the oldest that waits or is being judged has been there; 0 when there is none. */
      readonly oldestMs: number;
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
