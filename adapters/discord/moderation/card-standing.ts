import type { CaseDecision, DoneAction, ReviewCase } from "../../../src/core/ports/review.ts";
import type { Author, CaseMove } from "../../../src/core/types.ts";
import { shorten } from "../../../src/text/cut-text.ts";
import { placeId } from "../ids.ts";
import { MAX } from "./card-limits.ts";
import { shownTime } from "./shown-time.ts";
import { behindSpoiler, plainLine } from "./untrusted.ts";
import type { ModerationWords } from "./words.ts";

/** What the policy says, or would say. */
export const stepsOf = ({ proposed }: ReviewCase, { card, step }: ModerationWords) =>
  proposed.map((one) => step[one]).join(", ") || card.nothing;

/** What was done, and what could not be. */
export function doneOf(done: readonly DoneAction[], { card, step, why }: ModerationWords): string {
  const lines = done.map((one) => {
    return [
      step[one.step],
      one.outcome === "failed" && one.why ? card.failed(why[one.why]) : "",
      one.until === undefined ? "" : card.until(shownTime(one.until)),
      one.undone ? card.undone : "",
    ]
      .filter(Boolean)
      .join(", ");
  });
  return shorten(lines.join("\n") || card.nothing, MAX.done);
}

/** Who has it in hand, and how it was decided. */
export function standingOf(shown: ReviewCase, { card, move, onAppeal }: ModerationWords): string {
  const { claim, proposal, escalated, decision } = shown;
  const named = (one: Extract<CaseMove, keyof typeof move>) =>
    shown.state === "appealed" && (one === "uphold" || one === "dismiss") ? onAppeal[one] : move[one];
  const lines: string[] = [];
  if (claim) lines.push(card.claimed(who(claim.by), shownTime(claim.until, "t")));
  if (escalated) lines.push(card.escalated(who(escalated.by)), ...reasonOf(escalated.reason));
  if (proposal)
    lines.push(card.proposes(who(proposal.by), named(proposal.move)), ...reasonOf(proposal.reason));
  if (decision) {
    const both = decidersOf(decision);
    lines.push(
      `${card.decided(both, move[decision.move])} ${shownTime(decision.at)}`,
      ...reasonOf(decision.reason),
    );
  }
  if (decision && shown.deciders.length > 0) lines.push(card.another(decidersOf(decision)));
  return lines.join("\n");
}

const decidersOf = ({ by, seconded }: CaseDecision): string =>
  [by, ...(seconded ? [seconded] : [])].map(who).join(", ");

/** What the author says to it, and what came of that. */
export function appealOf({ appeal }: ReviewCase, card: ModerationWords["card"]): string {
  if (!appeal) return "";
  const by = appeal.by ? who(appeal.by) : "";
  const outcome = appeal.outcome === undefined ? [] : [card[appeal.outcome](by)];
  return [behindSpoiler(appeal.words, MAX.evidence) || card.withoutWords, ...outcome].join("\n");
}

const reasonOf = (reason: string | undefined): string[] =>
  reason === undefined || reason.trim() === "" ? [] : [`> ${plainLine(reason, MAX.reason)}`];

/** A moderator; without a name, e.g. of the web chat, by id. */
const who = ({ name, id }: Author): string =>
  plainLine(name, MAX.name) ||
  (id.startsWith(placeId("")) ? `<@${id.slice(placeId("").length)}>` : plainLine(id, MAX.name));
