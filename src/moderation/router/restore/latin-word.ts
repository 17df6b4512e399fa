import {
  DIGIT,
  FOREIGN,
  HANGUL,
  JAMO,
  kindOf,
  LETTER,
  SPACE,
  type TextBuffer,
  typedInHangul,
} from "../../normalise/index.ts";
import { addToHash, HASH_START } from "../hash.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { TellingHangul } from "./hangul-word.ts";
import { createMaskedWords } from "./masked-word.ts";
import { isMask } from "./masks.ts";
import { createSpellingReader, MAX_LETTERS } from "./misspelt.ts";
import { remembering } from "./remembered.ts";
import type { Rewriting } from "./rewriting.ts";
import { createRunReader, MAX_RUN } from "./run-together.ts";

const APOSTROPHE = 39;
const COLON = 58;
const AT_SIGN = 64;
const SLASH = 47;
/** So many letters before :// are more than the name of a protocol. */
const MIN_BEFORE_LINK = 14;
/** Words with an apostrophe are shorter. */
const MIN_RUN_TOGETHER = 14;
/** Of a window with more unknown words the rest are left as they are: it is in another language, or made to take long. */
const MAX_UNKNOWN = 40;
const MIN_TYPED = 4;
const MAX_TYPED = 16;

/** What is known of how a text was typed. */
export interface Typing {
  /** There are Korean words in the text: English keys may have been pressed for others. */
  korean: boolean;
  /** They were, for one that decides what is said. */
  found: boolean;
  /** So many words had digits for letters. */
  digital: number;
  /** So many words were not known. */
  unknown: number;
}

/** Restores a word in Latin letters and digits; answers where it ends, or -1 where Hangul goes on. */
export function createLatinRestorer(
  vocabulary: Vocabulary,
  rewriting: Rewriting,
  tellingIn: TellingHangul,
  typing: Typing,
) {
  const { lexicon, common, watched } = vocabulary;
  const spelling = remembering(createSpellingReader(vocabulary), MAX_LETTERS);
  const runs = createRunReader(vocabulary);
  const masked = createMaskedWords(vocabulary, watched);

  return (text: TextBuffer, start: number): number => {
    const { chars, length } = text;
    let end = start;
    let hash = HASH_START;
    while (end < length) {
      const char = chars[end] as number;
      const kind = kindOf(char);
      if (kind !== LETTER && kind !== DIGIT) break;
      hash = addToHash(hash, char);
      end++;
    }
    if (end < length) {
      const next = chars[end] as number;
      const kind = kindOf(next);
      if (kind === HANGUL || kind === JAMO) return -1;
      if (next === APOSTROPHE) return withApostrophes(chars, start, end, length);
      const link = next === COLON && chars[end + 1] === SLASH && chars[end + 2] === SLASH;
      // A link, a mail address, another script.
      if (link && end - start >= MIN_BEFORE_LINK) return beforeLink(chars, start, end, length);
      if (link || next === AT_SIGN || kind === FOREIGN) return whileNoSpace(chars, end, length);
      if (isMask(next, false) && end - start < MAX_LETTERS) {
        const found = masked(text, start);
        if (found !== undefined) {
          rewriting.replaceBy(start, found.end, found.word);
          return found.end;
        }
      }
    }
    if (isKnown(hash) || end - start > MAX_RUN) return end;
    if (typedHangul(chars, start, end)) return end;
    if (!respelled(chars, start, end)) partRun(chars, start, end);
    return end;
  };

  function isKnown(hash: number): boolean {
    return lexicon.get(hash) >= 0 || common.get(hash) >= 0;
  }

  function respelled(chars: Uint16Array, start: number, end: number): boolean {
    if (++typing.unknown > MAX_UNKNOWN) return false;
    const size = spelling.read(chars, start, end);
    if (size === 0) return false;
    for (let i = start; i < end; i++) {
      if (kindOf(chars[i] as number) !== DIGIT) continue;
      typing.digital++;
      break;
    }
    rewriting.replace(start, end, spelling.letters, size);
    return true;
  }

  function partRun(chars: Uint16Array, start: number, end: number): void {
    const pieces = runs.read(chars, start, end);
    if (pieces > 0) rewriting.part(start, runs.ends, pieces);
  }

  /** Words run together with the link behind them. */
  function beforeLink(chars: Uint16Array, start: number, end: number, length: number): number {
    const secure = chars[end - 1] === 115;
    partRun(chars, start, end - (secure ? 5 : 4));
    return whileNoSpace(chars, end, length);
  }

  /** Of words with an apostrophe what stands before it is looked at; or several that seem to be run together. */
  function withApostrophes(chars: Uint16Array, start: number, apostrophe: number, length: number): number {
    let end = apostrophe;
    while (end < length && (chars[end] === APOSTROPHE || kindOf(chars[end] as number) === LETTER)) end++;
    if (chars[end - 1] === APOSTROPHE) end--;
    if (end - start >= MIN_RUN_TOGETHER) partRun(chars, start, end);
    else if (apostrophe - start > 2) {
      let hash = HASH_START;
      for (let i = start; i < apostrophe; i++) hash = addToHash(hash, chars[i] as number);
      if (!isKnown(hash)) respelled(chars, start, apostrophe);
    }
    return end;
  }

  /** English keys pressed for Korean ones: only where a word comes out that nobody types so by chance, or in a Korean text. */
  function typedHangul(chars: Uint16Array, start: number, end: number): boolean {
    if (end - start < MIN_TYPED || end - start > MAX_TYPED) return false;
    if (!mayBeTyped(chars[start] as number, chars[start + 1] as number)) return false;
    const word = String.fromCharCode(...chars.subarray(start, end));
    for (const tense of ["none", "all"] as const) {
      const hangul = typedInHangul(word, tense);
      if (hangul.length < 2 || !/^[가-힣]+$/.test(hangul)) continue;
      if (tellingIn(hangul) > 0) typing.found = true;
      else if (!typing.korean) continue;
      rewriting.replaceBy(start, end, hangul);
      return true;
    }
    return false;
  }
}

/** Keys of consonants are on the left of the keyboard, but for b; those of vowels on the right. */
const vowelKeys = new Set([..."hjklnmyuiopb"].map((key) => key.charCodeAt(0)));
const mayBeTyped = (first: number, second: number) => !vowelKeys.has(first) && vowelKeys.has(second);

function whileNoSpace(chars: Uint16Array, start: number, length: number): number {
  let end = start;
  while (end < length && kindOf(chars[end] as number) !== SPACE) end++;
  return end;
}
