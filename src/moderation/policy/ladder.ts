import { LADDER, type LadderStep } from "../../core/ports/index.ts";

/** Steps that nobody but moderators notices. */
const UNNOTICED: readonly LadderStep[] = ["log", "queue"];

/**
 * The steps in order, each once, with those that belong to them: whatever is done is logged, and what takes something from
 * somebody is shown to people, who can undo it. `timeout` does not remove the message, and neither tells its author by `note`:
 * they are told of what was done anyway.
 */
export function closedLadder(steps: Iterable<LadderStep>): readonly LadderStep[] {
  const taken = new Set(steps);
  if (taken.size > 0) taken.add("log");
  if (taken.has("remove") || taken.has("timeout")) taken.add("queue");
  return inOrder(taken);
}

/** From the lightest to the heaviest. */
export const inOrder = (steps: ReadonlySet<LadderStep>): readonly LadderStep[] =>
  LADDER.filter((step) => steps.has(step));

/** Of all that belongs to these steps, what its author would not notice: instead of removing it, people are to look at it. */
export function unnoticed(steps: readonly LadderStep[]): readonly LadderStep[] {
  return closedLadder(steps).filter((step) => UNNOTICED.includes(step));
}
