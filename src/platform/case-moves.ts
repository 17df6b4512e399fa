import { type ReasonedMove, takesReason } from "../core/ports/case-moves.ts";
import type { ReviewCase } from "../core/ports/review.ts";
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

/** `asksReason`: a button for it opens a form that asks for the reason. */
export type MoveWish = { readonly does: "move"; readonly case: CaseId } & (
  | { readonly move: ReasonedMove; readonly asksReason: true }
  | { readonly move: CaseMove; readonly asksReason: false }
);

/** What a button or form of moderation is for. */
export type CaseWish = MoveWish | { readonly does: "appeal"; readonly case: CaseId };

/** Moves that decide: their buttons come first. */
const DECIDING: ReadonlySet<CaseMove> = new Set(["uphold", "dismiss", "warn", "delete", "timeout"]);
export const decides = (move: CaseMove): boolean => DECIDING.has(move);

/** Ids of forms, and of most buttons. */
export const moveId = (move: CaseMove, id: CaseId): string => `move:${move}:${id}`;
export const appealId = (id: CaseId): string => `appeal:${id}`;

/** The id of a move's button on a case that stands like this. */
export const buttonId = (move: CaseMove, { id, state }: Pick<ReviewCase, "id" | "state">): string =>
  move === "dismiss" && state === "appealed" ? `overturn:${id}` : moveId(move, id);

/** Reads the id of a button or form back; `undefined` when it is none of these. */
export function caseWishOf(id: string): CaseWish | undefined {
  const [does, first = "", second = ""] = id.split(":");
  if (does === "move" && MOVES.has(first) && isCaseId(second)) {
    const move = first as CaseMove;
    const asked = move !== "dismiss" && takesReason(move);
    return { does, case: second, ...(asked ? { move, asksReason: true } : { move, asksReason: false }) };
  }
  if (does === "overturn" && isCaseId(first))
    return { does: "move", case: first, move: "dismiss", asksReason: true };
  return does === "appeal" && isCaseId(first) ? { does, case: first } : undefined;
}

export const isCaseId = (text: string): text is CaseId => /^c\d{1,15}$/.test(text);
