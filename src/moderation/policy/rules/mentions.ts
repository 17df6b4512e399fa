import type { CompiledRule } from "./compiled-rule.ts";

/** A rule against calling many people at once: more than so many different mentions, where one of a whole group counts as one. */
export function createMentionRule(moreThan: number): CompiledRule {
  return {
    of: "message",
    matches: ({ mentions }) =>
      new Set(mentions.map(({ id }) => id)).size > moreThan ? "written" : undefined,
  };
}
