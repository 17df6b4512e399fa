import type { ReviewCase } from "../../../../src/core/ports/index.ts";
import type { CaseMove } from "../../../../src/core/types.ts";
import { isNotedOnly } from "./tab-of.ts";

/** The key of each move; `c` also gives a claim back. */
export const MOVE_KEYS: Readonly<Record<CaseMove, string>> = {
  uphold: "u",
  dismiss: "d",
  warn: "w",
  delete: "x",
  timeout: "t",
  escalate: "e",
  undo: "z",
  claim: "c",
  release: "c",
};

/** The move that a key stands for in a case, when it can be made there. */
export const moveOfKey = (key: string, { moves }: ReviewCase): CaseMove | undefined =>
  moves.find((move) => MOVE_KEYS[move] === key);

/** Whether somebody reads why: the author, or the next moderator. Where nobody does, a reason may be left out. */
export function needsReason(move: CaseMove, shown: ReviewCase): boolean {
  switch (move) {
    case "uphold":
    case "warn":
    case "delete":
    case "timeout":
      return !isNotedOnly(shown);
    case "escalate":
      return true;
    case "dismiss":
    case "undo":
    case "claim":
    case "release":
      return false;
    default:
      return move satisfies never;
  }
}

/** Whether a reason is asked for at all. */
export const asksReason = (move: CaseMove) => move !== "claim" && move !== "release";

/** Whether the person is done with the case after it, so that the next one is opened. */
export const endsLooking = (move: CaseMove) => move !== "claim" && move !== "release" && move !== "undo";
