import type { Findings } from "../../core/ports/index.ts";

/** The probability by which the policy decides about a case, and whose it is. */
export interface Word {
  readonly by: "guard" | "router";
  readonly probability: number;
}

/** As in the policy: the guard's word where it has spoken, else the router's; `undefined` where only a rule or a person has. */
export function wordOf({
  guard,
  router,
}: {
  readonly guard?: Findings["guard"] | undefined;
  readonly router?: { readonly score: number } | undefined;
}): Word | undefined {
  if (guard !== undefined && "probability" in guard) return { by: "guard", probability: guard.probability };
  return router && { by: "router", probability: router.score };
}
