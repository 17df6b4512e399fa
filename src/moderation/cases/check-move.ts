import type { CaseState, ModerationAbilities, MoveRefusal } from "../../core/ports/index.ts";
import type { CaseMove, PersonId } from "../../core/types.ts";
import { type CaseRecord, claimAt, type DecidingMove, isNotedOnly } from "./case-record.ts";
import { wouldDo } from "./tasks.ts";

/** What a move comes to: the state afterwards, or why it does not count. */
type MoveCheck =
  | { readonly state: CaseState }
  | { readonly refused: MoveRefusal; readonly by?: PersonId | undefined };

const nothing: ModerationAbilities = {
  remove: false,
  timeout: false,
  tell: false,
  cards: false,
  reports: false,
  missing: [],
};

/** Moves that make sense now, in the order in which they are offered. @param can absent: nothing. @param now Unix ms */
export function movesOf(
  record: CaseRecord,
  can: ModerationAbilities = nothing,
  now: number,
): readonly CaseMove[] {
  const claim: CaseMove = claimAt(record, now) ? "release" : "claim";
  const escalate: readonly CaseMove[] = record.escalated ? [] : ["escalate"];
  switch (record.state) {
    case "open":
    case "seconding": {
      const undo: readonly CaseMove[] = record.state === "seconding" ? ["undo"] : [];
      if (isNotedOnly(record)) return ["uphold", "dismiss", claim];
      const doing: CaseMove[] = [];
      if (can.tell) doing.push("warn");
      if (can.remove && !record.isGone) doing.push("delete");
      if (can.timeout && record.terms.message.author.kind !== "self") doing.push("timeout");
      return ["uphold", "dismiss", ...doing, ...escalate, ...undo, claim];
    }
    case "appealed":
      return ["uphold", "dismiss", ...escalate, claim];
    case "decided":
    case "final":
      return ["undo"];
    case "gone":
      return [];
    default:
      return record.state satisfies never;
  }
}

/**
 * Whether a move of this person's counts, and what state it leads to. Nobody moves a case of their own message; a claim keeps others away;
 * whoever escalated leaves it to somebody else; whoever decided does not decide about the appeal.
 */
export function checkMove(
  record: CaseRecord,
  move: CaseMove,
  by: PersonId,
  can: ModerationAbilities | undefined,
  now: number,
): MoveCheck {
  if (by === record.message.author) return { refused: "own-message" };
  const claim = claimAt(record, now);
  // Once more: it lasts longer then.
  if (move === "claim" && claim?.by === by) return { state: record.state };
  if (!movesOf(record, can, now).includes(move)) return impossible(record, move, claim?.by);
  const isClaimedByOther = claim !== undefined && claim.by !== by;
  switch (move) {
    case "claim":
    case "release":
    case "escalate":
      if (isClaimedByOther) return { refused: "claimed", by: claim.by };
      return { state: record.state };
    case "undo":
      if (isClaimedByOther) return { refused: "claimed", by: claim.by };
      return { state: record.state === "final" && record.appeal?.afterDecision ? "appealed" : "open" };
    case "uphold":
    case "dismiss":
    case "warn":
    case "delete":
    case "timeout":
      if (isClaimedByOther) return { refused: "claimed", by: claim.by };
      if (record.escalated?.by === by) return { refused: "same-person" };
      if (record.appeal?.deciders.includes(by)) return { refused: "own-decision" };
      return decide(record, move, by);
    default:
      return move satisfies never;
  }
}

function decide(record: CaseRecord, move: DecidingMove, by: PersonId): MoveCheck {
  if (record.state === "appealed") return { state: "final" };
  const needsTwo = record.twoPersons && move !== "dismiss" && wouldDo(record, move);
  if (needsTwo && record.proposal?.move !== move) return { state: "seconding" };
  if (needsTwo && record.proposal?.by === by) return { refused: "same-person" };
  return { state: record.appeal ? "final" : "decided" };
}

/** Why a move that is not offered is refused. */
function impossible(record: CaseRecord, move: CaseMove, claimer: PersonId | undefined): MoveCheck {
  if (move === "claim" && claimer) return { refused: "claimed", by: claimer };
  const { decision, state, appeal } = record;
  if (decision && move !== "undo" && (state === "decided" || state === "final"))
    return { refused: "decided", by: appeal?.by ?? decision.by };
  return { refused: "not-possible" };
}
