import type { ReasonReaders, ReviewCase } from "../../../../src/core/ports/index.ts";
import type { CaseMove, PersonId } from "../../../../src/core/types.ts";

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

/**
 * The moves that a person of this chat is offered: who decided before an appeal does not decide about it. Whether they may in the end
 * is decided when they make it.
 *
 * @param me the author id of the person who looks
 */
export const movesFor = ({ moves, deciders }: ReviewCase, me: PersonId): readonly CaseMove[] =>
  deciders.includes(me) ? moves.filter((move) => move !== "uphold" && move !== "dismiss") : moves;

/** The move that a key stands for in a case, when it can be made there. */
export const moveOfKey = (key: string, { moves }: ReviewCase): CaseMove | undefined =>
  moves.find((move) => MOVE_KEYS[move] === key);

/** Who reads the reason of each move; the same as everywhere, or this is no `ReasonReaders`. */
export const REASON_READERS: ReasonReaders = {
  uphold: "author",
  dismiss: "author",
  warn: "author",
  delete: "author",
  timeout: "author",
  undo: "author",
  escalate: "moderators",
  claim: "none",
  release: "none",
};

/** Whether the person is done with the case after it, so that the next one is opened. */
export const endsLooking = (move: CaseMove) => move !== "claim" && move !== "release" && move !== "undo";
