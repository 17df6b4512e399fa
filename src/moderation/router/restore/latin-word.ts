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
import type { Rewriting } from "./rewriting.ts";
import { createRunReader, MAX_RUN } from "./run-together.ts";

const APOSTROPHE = 39;
const COLON = 58;
const AT_SIGN = 64;
/** Words with an apostrophe are shorter. */
const MIN_RUN_TOGETHER = 14;
const MIN_TYPED = 4;
const MAX_TYPED = 16;

/** Restores a word in Latin letters and digits; answers where it ends, or -1 where Hangul goes on. */
export function createLatinRestorer(vocabulary: Vocabulary, rewriting: Rewriting, tellingIn: TellingHangul) {
  const { lexicon, common, watched } = vocabulary;
  const spelling = createSpellingReader(vocabulary);
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
      // A link, a mail address, another script.
      if (next === COLON || next === AT_SIGN || kind === FOREIGN) return whileNoSpace(chars, end, length);
      if (isMask(next, false) && end - start < MAX_LETTERS) {
        const found = masked(text, start);
        if (found !== undefined) {
          rewriting.replaceBy(start, found.end, found.word);
          return found.end;
        }
      }
    }
    if (lexicon.get(hash) >= 0 || common.get(hash) >= 0 || end - start > MAX_RUN) return end;
    const size = spelling.read(chars, start, end);
    if (size > 0) rewriting.replace(start, end, spelling.letters, size);
    else if (!typedHangul(chars, start, end)) {
      const pieces = runs.read(chars, start, end);
      if (pieces > 0) rewriting.part(start, runs.ends, pieces);
    }
    return end;
  };

  /** Words with an apostrophe are left as they are, unless several seem to be run together. */
  function withApostrophes(chars: Uint16Array, start: number, apostrophe: number, length: number): number {
    let end = apostrophe;
    while (end < length && (chars[end] === APOSTROPHE || kindOf(chars[end] as number) === LETTER)) end++;
    if (chars[end - 1] === APOSTROPHE) end--;
    if (end - start < MIN_RUN_TOGETHER) return end;
    const pieces = runs.read(chars, start, end);
    if (pieces > 0) rewriting.part(start, runs.ends, pieces);
    return end;
  }

  /** English keys pressed for Korean ones: only where a word comes out that nobody types so by chance. */
  function typedHangul(chars: Uint16Array, start: number, end: number): boolean {
    if (end - start < MIN_TYPED || end - start > MAX_TYPED) return false;
    const word = String.fromCharCode(...chars.subarray(start, end));
    for (const tense of ["none", "all"] as const) {
      const hangul = typedInHangul(word, tense);
      if (hangul.length < 2 || !/^[가-힣]+$/.test(hangul) || tellingIn(hangul) === 0) continue;
      rewriting.replaceBy(start, end, hangul);
      return true;
    }
    return false;
  }
}

function whileNoSpace(chars: Uint16Array, start: number, length: number): number {
  let end = start;
  while (end < length && kindOf(chars[end] as number) !== SPACE) end++;
  return end;
}
