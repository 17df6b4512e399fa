import { DIGIT, HANGUL, JAMO, kindOf, LETTER, type TextBuffer } from "../../normalise/index.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { createDigitReader } from "./digits.ts";
import { createHangulRestorer, createTellingHangul } from "./hangul-word.ts";
import { createLatinRestorer, type Typing } from "./latin-word.ts";
import { createRewriting } from "./rewriting.ts";

/** So many words with digits for letters make it likely that digits alone are words, too. */
const MIN_DIGITAL = 2;
const MAX_DIGITS = 3;

/**
 * Puts words that are hidden in plain text in their usual spelling, where the vocabulary tells which are meant. Answers the
 * text itself where nothing is to be done, or another buffer, which is overwritten by the next call. Offsets still point into
 * the original message. Looks at each character a bounded number of times.
 */
export function createRestorer(vocabulary: Vocabulary): (text: TextBuffer) => TextBuffer {
  const rewriting = createRewriting();
  const tellingIn = createTellingHangul(vocabulary);
  const typing: Typing = { korean: false, found: false, digital: 0, unknown: 0 };
  const readDigits = createDigitReader(vocabulary);
  const restoreLatin = createLatinRestorer(vocabulary, rewriting, tellingIn, typing);
  const restoreHangul = createHangulRestorer(vocabulary, rewriting, tellingIn);

  return (text) => {
    const { chars, length } = text;
    typing.korean = false;
    typing.found = false;
    typing.digital = 0;
    restoreAll();
    if (typing.found) {
      // Now the words before it are known to be typed so as well.
      typing.korean = true;
      restoreAll();
    }
    return rewriting.end();

    function restoreAll(): void {
      rewriting.begin(text);
      typing.unknown = 0;
      for (let at = 0; at < length; ) {
        const kind = kindOf(chars[at] as number);
        if (kind === LETTER || kind === DIGIT) at = wordAt(at);
        else at = kind === HANGUL || kind === JAMO ? hangulAt(at) : at + 1;
      }
    }

    function hangulAt(start: number): number {
      typing.korean = true;
      return restoreHangul(text, start);
    }

    /** Digits alone are a word only among others that have digits for letters. */
    function digitsAt(start: number, end: number): void {
      const word = readDigits(chars, start, end);
      if (word !== undefined) rewriting.replaceBy(start, end, word);
    }

    /** What begins with a letter or digit: in Latin script, or Hangul with something before it. */
    function wordAt(start: number): number {
      let at = start;
      while (at < length && kindOf(chars[at] as number) === DIGIT) at++;
      const kind = at < length ? kindOf(chars[at] as number) : 0;
      if (kind === HANGUL || kind === JAMO) return hangulAt(start);
      if (kind !== LETTER) {
        if (typing.digital >= MIN_DIGITAL && at - start <= MAX_DIGITS) digitsAt(start, at);
        return at;
      }
      const end = restoreLatin(text, start);
      return end < 0 ? hangulAt(start) : end;
    }
  };
}
