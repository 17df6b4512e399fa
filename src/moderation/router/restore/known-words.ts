import { addToHash, HASH_START } from "../hash.ts";
import { CLASS_MASK, type Vocabulary } from "../vocabulary.ts";
import { classNumber } from "../word-class.ts";

/** Rarer words are no better a reading than the letters as they stand. */
const MAX_RARITY = 175;

/** A word with fewer letters is short. */
const SHORT = 4;

/** Classes of words that are worth reading out of letters that make no word otherwise. */
const telling = new Set(
  (
    [
      "slur",
      "sexistInsult",
      "insult",
      "beast",
      "group",
      "member",
      "groupAdjective",
      "kill",
      "hate",
      "profanity",
      "bad",
      "crime",
      "remove",
    ] as const
  ).map((name) => classNumber(name)),
);

/** Asks what is known of a word that is being put together letter by letter. */
interface KnownWords {
  /** Whether the lexicon has it or it is among the commoner words. */
  readonly isKnown: (hash: number) => boolean;
  /** Whether it is of a class that decides what a message says. */
  readonly isTelling: (hash: number) => boolean;
  /** 255 for unknown, less for commoner words. Short words of the lexicon lie in many letters by chance. */
  readonly rarity: (hash: number, letters: number) => number;
}

export function createKnownWords({ lexicon, common }: Vocabulary): KnownWords {
  const isTelling = (hash: number) => {
    const known = lexicon.get(hash);
    return known > 0 && telling.has(known & CLASS_MASK);
  };
  const rarity = (hash: number, letters: number) => {
    const rare = common.get(hash);
    const known = lexicon.get(hash) < 0 ? 255 : letters < SHORT ? 90 : 40;
    return rare < 0 || rare > known ? known : rare;
  };
  const isKnown = (hash: number) => {
    if (lexicon.get(hash) >= 0) return true;
    const rare = common.get(hash);
    return rare >= 0 && rare <= MAX_RARITY;
  };
  return { isTelling, rarity, isKnown };
}

/** The hash of a word whose letters lie in an array. */
export function hashOfLetters(letters: Uint16Array, length: number): number {
  let hash = HASH_START;
  for (let i = 0; i < length; i++) hash = addToHash(hash, letters[i] as number);
  return hash;
}
