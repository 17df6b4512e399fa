import { hashOf } from "../../router/hash.ts";
import { createTellingHangul } from "../../router/restore/hangul-word.ts";
import { createKnownWords } from "../../router/restore/known-words.ts";
import type { Vocabulary } from "../../router/vocabulary.ts";
import type { Example } from "../example.ts";
import { pick, seededRandom } from "../random.ts";
import { englishWays } from "./english-ways.ts";
import { koreanWays } from "./korean-ways.ts";

/** So many of the examples are told in disguise as well; and how much a copy counts beside its original. */
const share = 0.7;
const WEIGHT = 0.6;
/** Shares of a text's words that are hidden, where it is not only those that decide what it says. */
const shares = [0.15, 0.35, 0.7] as const;
/** So many copies have no blanks between some of their words. */
const joinedShare = 0.08;
const maxChars = 400;

const isWord = /[a-z]{3,}|[가-힣]{2,}/gi;

/**
 * Copies of examples in which words are hidden as people hide them from filters: of harmful and harmless ones alike, so that
 * hiding alone says nothing. The same for the same seed.
 */
export function disguisedExamples(
  examples: readonly Example[],
  vocabulary: Vocabulary,
  seed: number,
): readonly Example[] {
  const random = seededRandom(seed);
  const { isTelling } = createKnownWords(vocabulary);
  const tellingIn = createTellingHangul(vocabulary);
  const tells = (word: string) =>
    word.charCodeAt(0) < 128 ? isTelling(hashOf(word.toLowerCase())) : tellingIn(word) > 0;
  const copies: Example[] = [];
  for (const example of examples) {
    if (random() >= share || example.text.length > maxChars) continue;
    const text = disguised(example.text, example.language, tells, random);
    if (text === example.text) continue;
    copies.push({ ...example, text, weight: example.weight * WEIGHT });
  }
  return copies;
}

function disguised(
  text: string,
  language: "en" | "ko",
  tells: (word: string) => boolean,
  random: () => number,
): string {
  if (random() < joinedShare) {
    const kept = pick(random, [0, 0.5]);
    return text.replace(/(?<=\p{L}) (?=\p{L})/gu, () => (random() < kept ? " " : ""));
  }
  const ways = language === "en" ? englishWays : koreanWays;
  const way = pick(random, ways);
  const mixed = random() < 0.2;
  const hide = (word: string) => (mixed ? pick(random, ways) : way)(word, random);
  const byMeaning = random() < 0.5;
  const hiddenShare = pick(random, shares);
  let hidden = 0;
  const made = text.replace(isWord, (word) => {
    if (byMeaning ? !tells(word) : random() >= hiddenShare) return word;
    hidden++;
    return hide(word);
  });
  return hidden > 0 ? made : text.replace(isWord, (word) => (random() < 0.5 ? hide(word) : word));
}
