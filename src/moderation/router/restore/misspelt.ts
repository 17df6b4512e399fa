import { addToHash, HASH_START, hashOf } from "../hash.ts";
import { createHashTable } from "../hash-table.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { digitLetters } from "./digits.ts";
import { createKnownWords, hashOfLetters } from "./known-words.ts";
import { createNearWords } from "./near-words.ts";
import { soundOf, soundTable } from "./sound.ts";

const MIN_LETTERS = 4;
/** In a word of three letters only letters that are swapped or left out leave it readable. */
const SHORT = 3;
/** So many letters beside the digits, or more than half. */
const MIN_SHOWN = 2;
export const MAX_LETTERS = 24;
const MAX_SHORT = 4;
const MAX_SHORT_RARITY = 70;
/** More places with doubled letters are not tried in all combinations, only all single. */
const MAX_DOUBLES = 4;
/** Shorter words without one of their letters are other words. */
const MIN_WATCHED = 4;
/** Shorter words with a letter too many are other words. */
const MIN_EXTRA = 6;
/** Only the commoner words are read out of letters of which one is missing. */
const MAX_MISSING_RARITY = 150;

/**
 * Finds the word that is meant by one that nobody knows: letters doubled, swapped, left out or put in, digits
 * for letters. Leaves it in `letters`.
 */
export interface SpellingReader {
  readonly letters: Uint16Array;
  /** The length of the word that is meant by `chars` from `start` to `end`; 0 where none is. */
  readonly read: (chars: Uint16Array, start: number, end: number) => number;
}

export function createSpellingReader(vocabulary: Vocabulary): SpellingReader {
  const { isKnown, isTelling, rarity } = createKnownWords(vocabulary);
  const watched = vocabulary.watched.filter((word) => word.length >= MIN_WATCHED && /^[a-z]+$/.test(word));
  const shortened = shortenedForms(watched);
  const sounds = soundTable(watched);
  const letters = new Uint16Array(MAX_LETTERS + 2);
  const word = new Uint16Array(MAX_LETTERS);
  const near = createNearWords(vocabulary, word, letters);

  return {
    letters,
    read(chars, start, end) {
      const length = end - start;
      if (length > MAX_LETTERS) return 0;
      let digits = 0;
      for (let i = 0; i < length; i++) {
        const char = chars[start + i] as number;
        if (char < 97 || char > 122) digits++;
        word[i] = char;
      }
      if (digits > 0)
        return digits < length ? fromDigits(length, length - digits >= MIN_SHOWN || length > digits * 2) : 0;
      if (length < MIN_LETTERS) {
        if (length < SHORT) return 0;
        return fromSwap(length) || fromMissing(length) || near.withMissing(length, MAX_SHORT_RARITY);
      }
      return (
        fromDoubles(length) ||
        fromSwap(length) ||
        fromMissing(length) ||
        fromOne(length) ||
        fromExtra(length) ||
        fromSound(length) ||
        near.withWrong(length) ||
        near.withMissing(length, MAX_MISSING_RARITY)
      );
    },
  };

  /** Every combination of doubled letters made single, fewest first. */
  function fromDoubles(length: number): number {
    let doubles = 0;
    for (let i = 1; i < length; i++) if (word[i] === word[i - 1]) doubles++;
    if (doubles === 0) return 0;
    const all = (1 << Math.min(doubles, MAX_DOUBLES)) - 1;
    for (let which = 1; which <= all; which++) {
      const size = withoutDoubles(length, which, doubles > MAX_DOUBLES);
      if (isKnown(hashOfLetters(letters, size))) return size;
    }
    const single = withoutDoubles(length, all, true);
    if (isKnown(hashOfLetters(letters, single))) return single;
    return 0;
  }

  function withoutDoubles(length: number, which: number, restToo: boolean): number {
    let size = 0;
    let double = 0;
    for (let i = 0; i < length; i++) {
      if (i > 0 && word[i] === word[i - 1]) {
        const drop = double >= MAX_DOUBLES ? restToo : ((which >> double) & 1) === 1;
        double++;
        if (drop) continue;
      }
      letters[size++] = word[i] as number;
    }
    return size;
  }

  function fromSwap(length: number): number {
    letters.set(word.subarray(0, length));
    for (let i = 0; i + 1 < length; i++) {
      letters[i] = word[i + 1] as number;
      letters[i + 1] = word[i] as number;
      if (isKnown(hashOfLetters(letters, length))) return length;
      letters[i] = word[i] as number;
      letters[i + 1] = word[i + 1] as number;
    }
    return 0;
  }

  function fromMissing(length: number): number {
    const found = shortened.get(hashOfLetters(word, length));
    if (found < 0) return 0;
    return take(watched[found] as string);
  }

  /** An i that was a 1 may have been an l. */
  function fromOne(length: number): number {
    letters.set(word.subarray(0, length));
    for (let i = 0; i < length; i++) {
      if (word[i] !== 105) continue;
      letters[i] = 108;
      if (isKnown(hashOfLetters(letters, length))) return length;
      letters[i] = 105;
    }
    return 0;
  }

  /** One letter too many, not at the ends: only telling words, since most short words lie near another. */
  function fromExtra(length: number): number {
    if (length < MIN_EXTRA) return 0;
    for (let left = 1; left < length - 1; left++) {
      let hash = HASH_START;
      for (let i = 0; i < length; i++) if (i !== left) hash = addToHash(hash, word[i] as number);
      if (!isTelling(hash)) continue;
      letters.set(word.subarray(0, left));
      letters.set(word.subarray(left + 1, length), left);
      return length - 1;
    }
    return 0;
  }

  /** Another spelling of the same sounds: muzlims, stoopid. */
  function fromSound(length: number): number {
    const found = sounds.get(soundOf(word, length));
    return found < 0 ? 0 : take(watched[found] as string);
  }

  function take(meant: string): number {
    for (let i = 0; i < meant.length; i++) letters[i] = meant.charCodeAt(i);
    return meant.length;
  }

  /** Where few letters are `shown`, only telling words and short ones that are very common: 7h3. */
  function fromDigits(length: number, shown: boolean): number {
    for (let one = 0; one < 2; one++) {
      let whole = true;
      for (let i = 0; i < length; i++) {
        const char = word[i] as number;
        const read = char >= 97 && char <= 122 ? undefined : digitLetters[String.fromCharCode(char)];
        if (read === undefined && (char < 97 || char > 122)) whole = false;
        letters[i] = read === undefined ? char : read.charCodeAt(Math.min(one, read.length - 1));
      }
      if (!whole) continue;
      const hash = hashOfLetters(letters, length);
      const common = length <= MAX_SHORT && rarity(hash, length) <= MAX_SHORT_RARITY;
      if (shown ? isKnown(hash) : isTelling(hash) || common) return length;
    }
    return 0;
  }

  /** Each watched word without one of its letters, but for the first, where that is no known word. */
  function shortenedForms(words: readonly string[]) {
    const places = new Map<number, number>();
    words.forEach((watchedWord, at) => {
      for (let i = 1; i < watchedWord.length; i++) {
        const form = hashOf(watchedWord.slice(0, i) + watchedWord.slice(i + 1));
        if (!places.has(form) && !isKnown(form) && vocabulary.common.get(form) < 0) places.set(form, at);
      }
    });
    return createHashTable(Int32Array.from(places.keys()), Int32Array.from(places.values()));
  }
}
