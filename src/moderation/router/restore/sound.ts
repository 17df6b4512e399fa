import { addToHash, HASH_START } from "../hash.ts";
import { createHashTable, type HashTable } from "../hash-table.ts";

/** Fewer sounds are shared by too many words. */
const MIN_SOUNDS = 5;
const MIN_SHORT_SOUNDS = 3;

const VOWEL = 97;
/** Letters that are put for one another; vowels are one, whichever and however many. */
const sounds = new Uint8Array(128);
for (let letter = 97; letter <= 122; letter++) sounds[letter] = letter;
for (const vowel of "aeiouy") sounds[vowel.charCodeAt(0)] = VOWEL;
for (const [letter, sound] of ["zs", "ck", "qk", "vf", "jg"]) {
  sounds[(letter as string).charCodeAt(0)] = (sound as string).charCodeAt(0);
}

/** Vowels in short words, of which more sound alike: i and y are one, and o and u. */
const shortSounds = sounds.slice();
for (const pair of ["aa", "ee", "ii", "yi", "ou", "uu"]) {
  shortSounds[pair.charCodeAt(0)] = pair.charCodeAt(1);
}
export const isVowel = (letter: number): boolean => sounds[letter] === VOWEL;

/** A hash of how a word sounds, roughly: two spellings of one word share it. 0 where there is too little of it. */
export function soundOf(letters: ArrayLike<number>, length: number): number {
  return heard(letters, length, sounds, MIN_SOUNDS) || heard(letters, length, shortSounds, MIN_SHORT_SOUNDS);
}

function heard(letters: ArrayLike<number>, length: number, by: Uint8Array, least: number): number {
  let hash = HASH_START ^ least;
  let before = 0;
  let count = 0;
  for (let i = 0; i < length; i++) {
    const letter = letters[i] as number;
    let sound = by[letter] as number;
    // ph sounds as f; an h behind another consonant is not heard, nor is the g of -ing and the r of -er.
    if (letter === 112 && letters[i + 1] === 104) sound = 102;
    if (letter === 104 && before !== 0 && !isVowel(before)) continue;
    if (i === length - 1 && i > 3) {
      if (letter === 103 && letters[i - 1] === 110 && letters[i - 2] === 105) continue;
      if (letter === 114 && letters[i - 1] === 101) continue;
    }
    if (sound === before) continue;
    hash = addToHash(hash, sound);
    before = sound;
    count++;
  }
  return count < least ? 0 : hash;
}

/** The places of words by their sound; words that sound the same as an earlier one are left out. */
export function soundTable(words: readonly string[]): HashTable {
  const places = new Map<number, number>();
  words.forEach((word, at) => {
    const sound = soundOf(
      Uint16Array.from(word, (letter) => letter.charCodeAt(0)),
      word.length,
    );
    if (sound !== 0 && !places.has(sound)) places.set(sound, at);
  });
  return createHashTable(Int32Array.from(places.keys()), Int32Array.from(places.values()));
}
