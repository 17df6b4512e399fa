import { addToHash, HASH_START } from "../hash.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { createKnownWords } from "./known-words.ts";
import { isVowel } from "./sound.ts";

const MAX_MISSING_LETTERS = 9;
const MAX_WRONG_LETTERS = 12;
/** In shorter words another consonant makes another word. */
const MIN_ANY_WRONG = 5;

/** Finds words that are one letter away from `word`, and leaves them in `letters`; each answers the length of the word, or 0. */
export function createNearWords(vocabulary: Vocabulary, word: Uint16Array, letters: Uint16Array) {
  const { isTelling, rarity } = createKnownWords(vocabulary);
  return { withWrong, withMissing };

  /** One letter put for another, not the first: only telling words, and of short ones only a vowel for a vowel. */
  function withWrong(length: number): number {
    if (length > MAX_WRONG_LETTERS) return 0;
    const any = length >= MIN_ANY_WRONG;
    let before = HASH_START;
    for (let at = 0; at < length; at++) {
      const own = word[at] as number;
      if (at > 0 && (any || isVowel(own))) {
        for (let letter = 97; letter <= 122; letter++) {
          if (letter === own || (!any && !isVowel(letter))) continue;
          let hash = addToHash(before, letter);
          for (let i = at + 1; i < length; i++) hash = addToHash(hash, word[i] as number);
          if (!isTelling(hash)) continue;
          letters.set(word.subarray(0, length));
          letters[at] = letter;
          return length;
        }
      }
      before = addToHash(before, own);
    }
    return 0;
  }

  /** The commonest word that has one letter more, not the first. */
  function withMissing(length: number, maxRarity: number): number {
    if (length > MAX_MISSING_LETTERS) return 0;
    let best = maxRarity;
    let bestAt = 0;
    let bestLetter = 0;
    let before = HASH_START;
    for (let at = 1; at <= length; at++) {
      before = addToHash(before, word[at - 1] as number);
      for (let letter = 97; letter <= 122; letter++) {
        let hash = addToHash(before, letter);
        for (let i = at; i < length; i++) hash = addToHash(hash, word[i] as number);
        const rare = rarity(hash, length + 1);
        if (rare >= best) continue;
        best = rare;
        bestAt = at;
        bestLetter = letter;
      }
    }
    if (bestAt === 0) return 0;
    letters.set(word.subarray(0, bestAt));
    letters[bestAt] = bestLetter;
    letters.set(word.subarray(bestAt, length), bestAt + 1);
    return length + 1;
  }
}
