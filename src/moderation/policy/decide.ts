import { type CategoryChances, type Findings, LADDER, type LadderStep } from "../../core/ports/index.ts";
import type { Category, Place } from "../../core/types.ts";
import type { Budgets } from "./budgets.ts";
import { closedLadder, inOrder, unnoticed } from "./ladder.ts";
import type { PolicyDecision, RuleMatch } from "./policy.ts";
import type { Ladder, PlaceSettings } from "./settings.ts";

/** What the router or the guard says of a message: to be what, and how likely. */
interface Word {
  readonly by: "router" | "guard";
  readonly of: readonly { readonly category: Category; readonly probability: number }[];
}

/** The threshold that maru.yaml has for people unless it says otherwise. */
const USUAL_QUEUE = 0.5;
const ROUTED: readonly Category[] = ["hate", "abuse", "threat"];

/**
 * What is to be done about what was found in a place. The guard's word counts where it has spoken, else the router's, which never has more done than that
 * people look; what it sent on is at least logged. What stands in the author's name is not undone by removing a message, so people look at that too.
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
  const by = word?.by ?? "router";
  for (const { category, probability } of word?.of ?? []) {
    const ladder = settings.categories[category];
    const reached = stepsReached(ladder, probability, (perDay) => {
      return budgets.threshold({ place, category, by }, perDay);
    });
    const found = isSentOn(findings) ? [...reached, ...leastSteps(ladder, findings)] : reached;
    const allowed = by === "router" || findings.part === "author-name" ? unnoticed(found) : found;
    if (allowed.length > 0) categories.add(category);
    for (const step of allowed) steps.add(step);
    if (hasBudget(ladder)) budgets.count({ place, category, by }, probability);
  }
  for (const { category, steps: own, isAgain } of matches) {
    if (own.length > 0) categories.add(category);
    for (const step of isAgain ? own : closedLadder(own)) steps.add(step);
  }
  if (steps.size > 0) steps.add("log");
  return { categories: [...categories], steps: inOrder(steps) };
}

function wordOf({ guard, router }: Findings): Word | undefined {
  // What the router's score says without a label is that it is hateful.
  const labelled = ROUTED.filter((category) => router?.labels.includes(category));
  const routed = labelled.length > 0 ? labelled : (["hate"] as const);
  if (guard !== undefined && "probability" in guard) {
    const { probability, categories, chances } = guard;
    if (chances !== undefined) return { by: "guard", of: likeliestFirst(chances) };
    // Below a half a guard names no category.
    const named = categories.length > 0 ? categories : routed;
    return { by: "guard", of: named.map((category) => ({ category, probability })) };
  }
  return router && { by: "router", of: routed.map((category) => ({ category, probability: router.score })) };
}

function likeliestFirst(chances: CategoryChances): Word["of"] {
  return Object.entries(chances)
    .map(([category, probability]) => ({ category: category as Category, probability }))
    .sort((a, b) => b.probability - a.probability);
}

/** Whether the router sent it on, and no guard has judged it. */
const isSentOn = ({ router, guard }: Findings): boolean =>
  router !== undefined &&
  router.score >= router.threshold &&
  !(guard !== undefined && "probability" in guard);

/**
 * What at least is done about a message that the router sent on and no guard has judged: nothing of it passes silently. The router's
 * threshold lies below the usual thresholds of people, which are meant for the guard's word. Where the guard was to judge it and could
 * not, people look at it instead. Where there is no guard, people look at all that is sent on, unless they asked for less.
 */
function leastSteps({ queue }: Ladder, { guard }: Findings): readonly LadderStep[] {
  if (queue === undefined) return [];
  const isForAll = guard !== undefined || (typeof queue === "number" && queue <= USUAL_QUEUE);
  return isForAll ? ["queue"] : ["log"];
}

function stepsReached(
  ladder: Ladder,
  probability: number,
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
