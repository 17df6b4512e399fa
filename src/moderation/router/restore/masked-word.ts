import { kindOf, LETTER, type TextBuffer } from "../../normalise/index.ts";
import { addToHash, HASH_START } from "../hash.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { createMaskedReader } from "./masked.ts";
import { isMask } from "./masks.ts";
import { MAX_LETTERS } from "./misspelt.ts";

const HYPHEN = 45;
const ASTERISK = 42;
const HASH_SIGN = 35;
const UNDERSCORE = 95;
/** Signs that also end a sentence or part two words. */
const ambiguous = new Set(
  [HYPHEN, ..."?@.!"].map((sign) => (typeof sign === "string" ? sign.charCodeAt(0) : sign)),
);
const MIN_MASKED = 4;
/** Shorter ones are read only between their first letter and their last. */
const MIN_STARRED = 3;
/** A hyphen behind so few letters may part a word that is one: wo-men. */
const MAX_SCRAP = 3;

/** Reads Latin letters with masks or points among them; undefined where they hide nothing. */
export function createMaskedWords({ lexicon, common }: Vocabulary, watched: readonly string[]) {
  const read = createMaskedReader(watched);
  const isKnown = (hash: number) => lexicon.get(hash) >= 0 || common.get(hash) >= 0;

  return (
    { chars, length }: TextBuffer,
    start: number,
  ): { readonly word: string; readonly end: number } | undefined => {
    const pattern: number[] = [];
    let end = start;
    /** Where the last letter or sure mask ends, in the text and in the pattern. */
    let last = start;
    let size = 0;
    /** A part of it is no word: it makes no sense as it stands. */
    let odd = false;
    let starred = false;
    let parted = false;
    let piece = HASH_START;
    let letters = 0;
    const endPiece = () => {
      if (letters > 0) odd ||= letters === 1 || !isKnown(piece);
      piece = HASH_START;
      letters = 0;
    };
    while (end < length && pattern.length < MAX_LETTERS) {
      const char = chars[end] as number;
      const letter = kindOf(char) === LETTER;
      if (!letter && !isMask(char, false)) break;
      pattern.push(letter ? char : 0);
      end++;
      if (letter) {
        piece = addToHash(piece, char);
        letters++;
      } else {
        const scrap = letters <= MAX_SCRAP;
        endPiece();
        if (char === ASTERISK || char === HASH_SIGN || char === UNDERSCORE) starred = true;
        else if (char !== HYPHEN || scrap) parted = true;
        if (ambiguous.has(char)) continue;
      }
      last = end;
      size = pattern.length;
    }
    endPiece();
    pattern.length = size;
    const inside = starred && size >= MIN_STARRED && pattern[size - 1] !== 0;
    if ((size < MIN_MASKED && !inside) || !pattern.includes(0) || (!odd && !parted && !starred))
      return undefined;
    const joined = pattern.filter((char) => char !== 0);
    const asOne = () => (joined.length < MIN_MASKED ? undefined : read(joined));
    const word = starred
      ? (read(pattern) ?? read(withSingleMasks(pattern)) ?? asOne())
      : (asOne() ?? (odd ? read(pattern) : undefined));
    return word === undefined ? undefined : { word, end: last };
  };
}

/** Several signs in a row may stand for one letter. */
const withSingleMasks = (pattern: readonly number[]) =>
  pattern.filter((char, i) => char !== 0 || pattern[i - 1] !== 0);
