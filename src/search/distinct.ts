import { wordsOf } from "../text/words/words.ts";
import type { Pace } from "./pace.ts";
import type { Ranked } from "./rank.ts";

/** Messages that share at least this much of their words are the same news. */
const sameness = 0.8;
/** Looked at per place in the result, so that a flood of copies cannot make the search slow. */
const lookedAtPerPlace = 20;

/** The best `limit` of the ranked, each of which says something of its own. Of near-duplicates the newest stands for all. */
export async function distinct(
  ranked: readonly Ranked[],
  limit: number,
  pace: Pace,
): Promise<readonly Ranked[]> {
  const chosen: { words: ReadonlySet<string>; ranked: Ranked }[] = [];
  for (const candidate of ranked.slice(0, limit * lookedAtPerPlace)) {
    const words = new Set(
      [...wordsOf(candidate.message.text)].map(({ forms }) => forms.keys().next().value ?? ""),
    );
    const same = chosen.find((other) => saysTheSame(words, other.words));
    if (same === undefined) {
      if (chosen.length < limit) chosen.push({ words, ranked: candidate });
    } else if (candidate.message.sentAt > same.ranked.message.sentAt) {
      same.ranked = candidate;
    }
    await pace.rest();
  }
  return chosen.map(({ ranked }) => ranked);
}

/** Alike but for a few plain words. A number or version that differs makes it other news. */
function saysTheSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const differing = [...a].filter((word) => !b.has(word)).concat([...b].filter((word) => !a.has(word)));
  if (differing.some((word) => /\p{N}/u.test(word))) return false;
  const together = new Set([...a, ...b]).size;
  return together - differing.length >= sameness * together;
}
