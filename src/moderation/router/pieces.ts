import { HANGUL, JAMO, kindOf, LETTER, partsOf, type TextBuffer } from "../normalise/index.ts";
import { addFeature, type Features, PIECES } from "./feature-list.ts";
import { addToHash, HASH_START } from "./hash.ts";
import { findSounds } from "./sounds.ts";

const BLANK = 32;
const LATIN_SEED = HASH_START ^ 7;
const SYLLABLE_SEED = HASH_START ^ 11;
const JAMO_SEED = HASH_START ^ 13;

/** Jamo of one run of Hangul; a longer run is read this far, which is longer than any word. */
const MAX_JAMO = 250;
const jamo = new Uint16Array(MAX_JAMO + 6);
const jamoAt = new Int32Array(MAX_JAMO + 6);

/** Pieces of words, which stay alike where words are inflected, misspelt or unknown. */
export function findPieces(text: TextBuffer, features: Features): void {
  const { chars, length } = text;
  for (let at = 0; at < length; ) {
    const char = chars[at] as number;
    if (char >= 97 && char <= 122) at = latinPieces(text, at, features);
    else if (char < 128) at++;
    else {
      const kind = kindOf(char);
      at = kind === HANGUL || kind === JAMO ? hangulPieces(text, at, features) : at + 1;
    }
  }
}

/** Three to five letters inside a word, its ends marked. */
function latinPieces({ chars, length }: TextBuffer, from: number, features: Features): number {
  let until = from;
  while (until < length && kindOf(chars[until] as number) === LETTER) until++;
  for (let i = from - 1; i < until - 1; i++) {
    let hash = addToHash(LATIN_SEED, i < from ? BLANK : (chars[i] as number));
    const start = i < from ? from : i;
    hash = addToHash(hash, chars[i + 1] as number);
    const last = i + 4 < until ? i + 4 : until;
    for (let j = i + 2; j <= last; j++) {
      hash = addToHash(hash, j === until ? BLANK : (chars[j] as number));
      addFeature(features, PIECES, hash, start, j === until ? until : j + 1);
    }
  }
  return until;
}

/** One to three syllables inside a word, and three to five jamo: endings and misspellings differ in a jamo. */
function hangulPieces({ chars, length }: TextBuffer, from: number, features: Features): number {
  let until = from;
  let size = 0;
  while (until < length) {
    const char = chars[until] as number;
    const kind = kindOf(char);
    if (kind !== HANGUL && kind !== JAMO) break;
    if (size < MAX_JAMO) size = takeApart(char, kind, until, size);
    until++;
  }
  for (let i = from; i < until; i++) {
    let hash = SYLLABLE_SEED;
    for (let j = i; j < until && j < i + 3; j++) {
      hash = addToHash(hash, chars[j] as number);
      addFeature(features, PIECES, hash, i, j + 1);
    }
  }
  for (let i = -1; i < size - 1; i++) {
    let hash = addToHash(JAMO_SEED, i < 0 ? BLANK : (jamo[i] as number));
    const start = jamoAt[i < 0 ? 0 : i] as number;
    hash = addToHash(hash, jamo[i + 1] as number);
    const last = i + 4 < size ? i + 4 : size;
    for (let j = i + 2; j <= last; j++) {
      hash = addToHash(hash, j === size ? BLANK : (jamo[j] as number));
      addFeature(features, PIECES, hash, start, (jamoAt[j === size ? size - 1 : j] as number) + 1);
    }
  }
  findSounds(chars, from, until, features);
  return until;
}

/** Writes the jamo of a syllable behind the others; answers how many there are then. */
function takeApart(char: number, kind: number, at: number, size: number): number {
  let next = size;
  jamoAt[next] = at;
  if (kind === JAMO) {
    jamo[next++] = char;
    return next;
  }
  const [initial, vowel, final] = partsOf(char);
  jamo[next++] = 1 + initial;
  jamoAt[next] = at;
  jamo[next++] = 32 + vowel;
  if (final > 0) {
    jamoAt[next] = at;
    jamo[next++] = 64 + final;
  }
  return next;
}
