import { HANGUL, kindOf } from "./char-kind.ts";
import { isFinalOnly, isInitial, isVowel, syllableOf, withFinal } from "./jamo.ts";
import type { TextBuffer } from "./text-buffer.ts";

/** Laughter and drawn-out endings are written behind a syllable and do not belong to it. */
const neverFinal = new Set([..."ㅋㅎㅇㅠㅜㅡ"].map((jamo) => jamo.charCodeAt(0)));

/**
 * Puts split syllables together again, in place, as an input method would: ㅅㅣㅂㅏㄹ is 시발, 바ㄹ is 발.
 * Consonants without a vowel stay what they are: ㅅㅂ, ㅋㅋㅋ.
 */
export function composeJamo(buffer: TextBuffer): void {
  const { chars, from, until, length } = buffer;
  let out = 0;
  for (let at = 0; at < length; ) {
    const char = chars[at] as number;
    const next = at + 1 < length ? (chars[at + 1] as number) : 0;
    let end = at + 1;
    let made = char;
    if (isInitial(char) && isVowel(next)) {
      made = syllableOf(char, next);
      end = at + 2;
    }
    if (end === at + 2 || kindOf(char) === HANGUL) {
      const last = end < length ? (chars[end] as number) : 0;
      const after = end + 1 < length ? (chars[end + 1] as number) : 0;
      const lonely = end === at + 2 || !isInitial(after);
      const ends = isInitial(last) && !isVowel(after) && lonely && !(end === at + 1 && neverFinal.has(last));
      if (ends || isFinalOnly(last)) {
        const closed = withFinal(made, last);
        if (closed !== 0) {
          made = closed;
          end++;
        }
      }
    }
    chars[out] = made;
    from[out] = from[at] as number;
    until[out] = until[end - 1] as number;
    out++;
    at = end;
  }
  buffer.length = out;
}
