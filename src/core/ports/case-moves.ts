import type { CaseMove } from "../types.ts";

/**
 * Who reads the reason of a move; `none`: no reason is asked for. Wherever people decide they are asked for it alike, and may leave it
 * empty. One press, without a form, may do for a dismissal that overturns nothing: it is the most frequent move, and mostly the author
 * has heard nothing of the case.
 */
export const REASON_READERS = {
  uphold: "author",
  dismiss: "author",
  warn: "author",
  delete: "author",
  timeout: "author",
  undo: "author",
  escalate: "moderators",
  claim: "none",
  release: "none",
} as const satisfies Readonly<Record<CaseMove, "author" | "moderators" | "none">>;

export type ReasonReaders = typeof REASON_READERS;

/** A move whose reason is asked for. */
export type ReasonedMove = {
  [Move in CaseMove]: ReasonReaders[Move] extends "none" ? never : Move;
}[CaseMove];

export const takesReason = (move: CaseMove): move is ReasonedMove => REASON_READERS[move] !== "none";
