import type { CaseId, CaseMove } from "../core/types.ts";

const MOVES: ReadonlySet<string> = new Set<CaseMove>([
  "claim",
  "release",
  "uphold",
  "dismiss",
  "warn",
  "delete",
  "timeout",
  "escalate",
  "undo",
]);

/** What a button or form of moderation is for. */
export type CaseWish =
  | { readonly does: "move"; readonly move: CaseMove; readonly case: CaseId }
  | { readonly does: "appeal"; readonly case: CaseId };

/** Moves whose reason is asked for: people concerned read it. */
const REASONED: ReadonlySet<CaseMove> = new Set(["uphold", "warn", "delete", "timeout", "undo"]);
export const takesReason = (move: CaseMove): boolean => REASONED.has(move);

/** Moves that decide: their buttons come first. */
const DECIDING: ReadonlySet<CaseMove> = new Set(["uphold", "dismiss", "warn", "delete", "timeout"]);
export const decides = (move: CaseMove): boolean => DECIDING.has(move);

/** Ids of buttons and forms alike. */
export const moveId = (move: CaseMove, id: CaseId): string => `move:${move}:${id}`;
export const appealId = (id: CaseId): string => `appeal:${id}`;

/** Reads the id of a button or form back; `undefined` when it is none of these. */
export function caseWishOf(id: string): CaseWish | undefined {
  const [does, first = "", second = ""] = id.split(":");
  if (does === "move" && MOVES.has(first) && isCaseId(second))
    return { does, move: first as CaseMove, case: second };
  return does === "appeal" && isCaseId(first) ? { does, case: first } : undefined;
}

export const isCaseId = (text: string): text is CaseId => /^c\d{1,15}$/.test(text);
