import { wordsOf } from "../../text/words/words.ts";
import type { Item } from "./partial.ts";

/** Claims of which so much is the same say the same: the share of common words among all words of both (Jaccard). */
const SAME = 0.8;

/** The items without those that say again what one before them in their section says; that one then names their sources too. */
export function withoutRepetitions(items: readonly Item[]): readonly Item[] {
  const kept: { item: Item; readonly words: ReadonlySet<string> }[] = [];
  for (const item of items) {
    const words = new Set(
      [...wordsOf(item.text)].map(({ base, forms }) => base ?? forms.keys().next().value ?? ""),
    );
    const before = kept.find((other) => other.item.section === item.section && alike(other.words, words));
    if (before === undefined) kept.push({ item, words });
    else before.item = { ...before.item, sources: [...new Set([...before.item.sources, ...item.sources])] };
  }
  return kept.map(({ item }) => item);
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const all = new Set([...a, ...b]);
  const differing = [...all].filter((word) => !(a.has(word) && b.has(word)));
  // A number makes all the difference: "8 people" and "9 people".
  if (all.size === 0 || differing.some((word) => /\p{N}/u.test(word))) return false;
  return 1 - differing.length / all.size >= SAME;
}
