import { FOREIGN, HANGUL, JAMO, kindOf, LETTER, SPACE } from "./char-kind.ts";
import type { TextBuffer } from "./text-buffer.ts";

/** Letters and what is repeated to shout. Other signs stand for letters that are masked, one for one. */
const shouted = new Set([..."!?.,~^"].map((sign) => sign.charCodeAt(0)));
const isShortened = (char: number) => {
  const kind = kindOf(char);
  return kind === LETTER || kind === HANGUL || kind === JAMO || kind === FOREIGN || shouted.has(char);
};

/** Shortens, in place, every run of one letter to two of them, and of white space to one: soooo is soo. */
export function shortenRuns(buffer: TextBuffer): void {
  const { chars, from, until, length } = buffer;
  let out = 0;
  for (let at = 0; at < length; at++) {
    const char = chars[at] as number;
    const space = kindOf(char) === SPACE;
    const repeated = out >= (space ? 1 : 2) && chars[out - 1] === char && (space || chars[out - 2] === char);
    if (repeated && (space || isShortened(char))) {
      until[out - 1] = until[at] as number;
      continue;
    }
    chars[out] = char;
    from[out] = from[at] as number;
    until[out] = until[at] as number;
    out++;
  }
  buffer.length = out;
}
