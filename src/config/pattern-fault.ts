import { RE2JS, RE2JSException } from "re2js";

/** A pattern bigger than this takes too long on every message; a repeat such as `{100}` counts as often as it repeats. */
const MAX_PATTERN_SIZE = 500;
/** All patterns of a policy together. */
export const MAX_PATTERNS_SIZE = 5_000;

/** How big a pattern is as a program of RE2's, or why it cannot be used, as the end of a sentence that begins with the setting's name. */
export type PatternFinding = { readonly size: number } | { readonly problem: string };

/** Looks at a pattern as src/moderation/policy/rules/patterns.ts compiles it. */
export function lookAtPattern(pattern: string): PatternFinding {
  try {
    const compiled = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
    const size = compiled.programSize();
    if (size > MAX_PATTERN_SIZE)
      return {
        problem: `is too big: ${size} steps, and at most ${MAX_PATTERN_SIZE} are possible. Repeat less in it`,
      };
    if (compiled.test("")) return { problem: "matches every message, since it matches nothing at all" };
    return { size };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return { problem: `is no pattern that can be used: ${reasonOf(error)}` };
  }
}

/** Without the mark for "upper or lower case" that was put in front. */
function reasonOf({ message }: Error): string {
  const reason = message.replace(/^error parsing regexp: /, "").replace("`(?i)", "`");
  const needsLooking = /\(\?(?:=|!|<=|<!|<)|escape sequence: `\\[1-9k]/.test(reason);
  return needsLooking ? `${reason}. Looking ahead or behind and references back are not possible` : reason;
}
