import type { CompiledRule } from "./compiled-rule.ts";
import { createWordFinder } from "./find-words.ts";
import { foldedText, plainText } from "./readings.ts";

/** A rule that forbids words; see `createWordFinder` for what `*` and edges are. */
export function createWordRule(words: readonly string[]): CompiledRule {
  const inWritten = createWordFinder(words.map(foldedText));
  const inPlain = createWordFinder(words.map(plainWord));
  return {
    of: "words",
    matches({ readings }) {
      const { written, plain } = readings();
      if (inWritten(written)) return "written";
      return plain.some(inPlain) ? "hidden" : undefined;
    },
  };
}

/** The normaliser knows nothing of `*`. */
function plainWord(word: string): string {
  const [, begins = "", inner = "", ends = ""] = /^(\**)(.*?)(\**)$/su.exec(word) ?? [];
  const plain = plainText(inner);
  return plain === "" ? "" : begins + plain + ends;
}
