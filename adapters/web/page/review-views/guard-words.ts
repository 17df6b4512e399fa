import type { Words } from "../i18n/words.ts";

const STATES = ["absent", "loading", "ready", "restarting", "failed"] as const;
const REASONS = ["unavailable", "crashed", "deadline", "overflow", "aborted", "failed"] as const;

/** How the guard is doing; what has no word here stands for itself. */
export function guardState(words: Words, state: string): string {
  const known = STATES.find((each) => each === state);
  return known === undefined ? state : words.say(`guard.state.${known}`);
}

/** Why the guard could not be asked, likewise. */
export function guardWhy(words: Words, why: string): string {
  const known = REASONS.find((each) => each === why);
  return known === undefined ? why : words.say(`guard.why.${known}`);
}
