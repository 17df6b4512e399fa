import type { Findings, LadderStep } from "../../core/ports/index.ts";

/** What a policy would have done with a message. */
export interface Performed {
  readonly mode: "off" | "shadow" | "active";
  /** Neither was the place off nor the author exempt. */
  readonly isLookedAt: boolean;
  /** From the lightest to the heaviest; empty: nothing. */
  readonly steps: readonly LadderStep[];
  /** With the categories that the policy saw; absent when it did nothing. */
  readonly findings?: Findings;
}

/** How likely it was found to be what it was found to be: by the guard, else by the router; certain where only a rule says so. */
export function probabilityOf({ guard, router, rules }: Findings): number {
  if (guard !== undefined && "probability" in guard) return guard.probability;
  return rules.length > 0 && (router === undefined || router.score < router.threshold)
    ? 1
    : (router?.score ?? 1);
}

/** Whether of two policies one only notes what the other does. */
export const isModeChanged = (performances: readonly Pick<Performed, "mode">[]): boolean =>
  new Set(performances.map(({ mode }) => mode)).size > 1;
