import { HANGUL, JAMO, kindOf, type TextBuffer } from "../normalise/index.ts";

/** A syllable carries about as much as two Latin letters; from this share on a text is Korean. */
const KOREAN_SHARE = 0.3;

/** Whether plain text is Korean rather than English, by the script of its letters. */
export function isKorean({ chars, length }: TextBuffer): boolean {
  let latin = 0;
  let hangul = 0;
  for (let i = 0; i < length; i++) {
    const char = chars[i] as number;
    if (char < 128) {
      if (char >= 97 && char <= 122) latin++;
      continue;
    }
    const kind = kindOf(char);
    if (kind === HANGUL || kind === JAMO) hangul += 2;
  }
  return hangul > 0 && hangul >= (latin + hangul) * KOREAN_SHARE;
}
