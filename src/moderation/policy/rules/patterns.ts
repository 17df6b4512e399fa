import { RE2JS } from "re2js";
import type { CompiledRule } from "./compiled-rule.ts";

/** Of a long text only the beginning is searched: some 5 µs a character at worst for each pattern of the size that the config allows. */
const SEARCHED_CHARS = 20_000;

/**
 * A rule that forbids what matches patterns, upper or lower case. RE2 needs time linear in the text for any pattern; that they compile and
 * are not too big, src/config/pattern-fault.ts has made sure of.
 */
export function createPatternRule(patterns: readonly string[]): CompiledRule {
  const compiled = patterns.map((pattern) => RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE));
  const isIn = (text: string) => compiled.some((pattern) => pattern.test(text));
  return {
    of: "words",
    matches({ text, readings }) {
      if (isIn(text.normalize("NFC").slice(0, SEARCHED_CHARS))) return "written";
      return readings().plain.some((plain) => isIn(plain.slice(0, SEARCHED_CHARS))) ? "hidden" : undefined;
    },
  };
}
