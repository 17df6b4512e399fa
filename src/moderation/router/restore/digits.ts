import { hashOf } from "../hash.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { createKnownWords } from "./known-words.ts";

/** Digits as the letters they stand for; where there are two, both are tried. */
export const digitLetters: Readonly<Record<string, string>> = {
  0: "o",
  1: "il",
  3: "e",
  4: "a",
  5: "s",
  7: "t",
  8: "b",
  9: "g",
  6: "g",
};

/** Rarer words are no likelier than a number. */
const MAX_RARITY = 70;

/** Reads digits as a very common word; undefined where they are none: 15 is "is". */
export function createDigitReader(vocabulary: Vocabulary) {
  const { rarity } = createKnownWords(vocabulary);
  return (chars: Uint16Array, start: number, end: number): string | undefined => {
    for (let one = 0; one < 2; one++) {
      let word = "";
      for (let i = start; i < end; i++) {
        const read = digitLetters[String.fromCharCode(chars[i] as number)] ?? "";
        word += read.charAt(Math.min(one, read.length - 1));
      }
      if (word.length === end - start && rarity(hashOf(word), word.length) <= MAX_RARITY) return word;
    }
    return undefined;
  };
}
