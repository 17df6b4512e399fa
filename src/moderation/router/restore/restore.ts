import { DIGIT, HANGUL, JAMO, kindOf, LETTER, type TextBuffer } from "../../normalise/index.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { createHangulRestorer, createTellingHangul } from "./hangul-word.ts";
import { createLatinRestorer } from "./latin-word.ts";
import { createRewriting } from "./rewriting.ts";

/**
 * Puts words that are hidden in plain text in their usual spelling, where the vocabulary tells which are meant. Answers the
 * text itself where nothing is to be done, or another buffer, which is overwritten by the next call. Offsets still point into
 * the original message. Looks at each character a bounded number of times.
 */
export function createRestorer(vocabulary: Vocabulary): (text: TextBuffer) => TextBuffer {
  const rewriting = createRewriting();
  const tellingIn = createTellingHangul(vocabulary);
  const restoreLatin = createLatinRestorer(vocabulary, rewriting, tellingIn);
  const restoreHangul = createHangulRestorer(vocabulary, rewriting, tellingIn);

  return (text) => {
    const { chars, length } = text;
    rewriting.begin(text);
    for (let at = 0; at < length; ) {
      const kind = kindOf(chars[at] as number);
      if (kind === LETTER || kind === DIGIT) at = wordAt(at);
      else at = kind === HANGUL || kind === JAMO ? restoreHangul(text, at) : at + 1;
    }
    return rewriting.end();

    /** What begins with a letter or digit: in Latin script, or Hangul with something before it. */
    function wordAt(start: number): number {
      let at = start;
      while (at < length && kindOf(chars[at] as number) === DIGIT) at++;
      const kind = at < length ? kindOf(chars[at] as number) : 0;
      if (kind === HANGUL || kind === JAMO) return restoreHangul(text, start);
      if (kind !== LETTER) return at;
      const end = restoreLatin(text, start);
      return end < 0 ? restoreHangul(text, start) : end;
    }
  };
}
