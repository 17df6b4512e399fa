import { type Findings, LADDER, type LadderStep } from "../../core/ports/index.ts";
import type { Category, Place } from "../../core/types.ts";
import type { Budgets } from "./budgets.ts";
import { closedLadder, unnoticed } from "./ladder.ts";
import type { PolicyDecision, RuleMatch } from "./policy.ts";
import type { Ladder, PlaceSettings } from "./settings.ts";

/** What the router or the guard says of a message: how likely it is, and to be what. */
interface Word {
  readonly by: "router" | "guard";
  readonly probability: number;
  readonly categories: readonly Category[];
}

const ROUTED: readonly Category[] = ["hate", "abuse", "threat"];

/**
 * What is to be done about what was found in a place. The guard's word counts where it has spoken, else the router's, which never has more done than that
 * people look. What stands in the author's name is not undone by removing a message, so people look at that too.
 */
export function decide(
  findings: Findings,
  matches: readonly RuleMatch[],
  {
    settings,
    place,
    budgets,
  }: { settings: Pick<PlaceSettings, "categories">; place: Place; budgets: Budgets },
): PolicyDecision {
  const word = wordOf(findings);
  const categories = new Set<Category>();
  const steps = new Set<LadderStep>();
  for (const category of word?.categories ?? []) {
    const reached = stepsReached(settings.categories[category], word as Word, (perDay) => {
      return budgets.threshold({ place, category, by: (word as Word).by }, perDay);
    });
    const allowed = word?.by === "router" || findings.part === "author-name" ? unnoticed(reached) : reached;
    if (allowed.length > 0) categories.add(category);
    for (const step of allowed) steps.add(step);
    if (hasBudget(settings.categories[category]))
      budgets.count({ place, category, by: (word as Word).by }, (word as Word).probability);
  }
  for (const match of matches) {
    if (match.steps.length > 0) categories.add(match.category);
    for (const step of match.steps) steps.add(step);
  }
  return { categories: [...categories], steps: closedLadder(steps) };
}

function wordOf({ guard, router }: Findings): Word | undefined {
  // What the router's score says without a label is that it is hateful.
  const labelled = ROUTED.filter((category) => router?.labels.includes(category));
  const routed = labelled.length > 0 ? labelled : (["hate"] as const);
  if (guard !== undefined && "probability" in guard) {
    // Below a half a guard names no category.
    const categories = guard.categories.length > 0 ? guard.categories : routed;
    return { by: "guard", probability: guard.probability, categories };
  }
  return router && { by: "router", probability: router.score, categories: routed };
}

function stepsReached(
  ladder: Ladder,
  { probability }: Word,
  budgeted: (perDay: number) => number,
): readonly LadderStep[] {
  return closedLadder(
    LADDER.filter((step) => {
      const threshold = ladder[step];
      if (threshold === undefined) return false;
      return probability >= (typeof threshold === "number" ? threshold : budgeted(threshold.perDay));
    }),
  );
}

const hasBudget = ({ log, queue }: Ladder) => typeof log === "object" || typeof queue === "object";
