import { asciiKind, DIGIT, LETTER, SPACE, SYMBOL } from "./char-kind.ts";
import { foldCodePoint } from "./fold-code-point.ts";
import { readEmoji } from "./read-emoji.ts";
import { append, reserve, type TextBuffer } from "./text-buffer.ts";

/** What the folding saw, so that plain text is spared the passes that undo tricks. */
interface Seen {
  /** Something besides ASCII and Hangul syllables. */
  readonly unusual: boolean;
  /** A digit or symbol beside a letter, a sign between syllables, or a handful of letters that stand alone. */
  readonly tricky: boolean;
  /** A character three times in a row. */
  readonly repeated: boolean;
}

/** Fewer letters that stand alone spell nothing. */
const minSingles = 3;
const BLANK = 32;

const isSyllable = (char: number) => char >= 0xac00 && char <= 0xd7a3;

/**
 * Folds `text` between `start` and `end` into `buffer`, which it empties first: see `foldCodePoint`; emoji become
 * words. Looks at each code unit once.
 */
export function foldText(text: string, start: number, end: number, buffer: TextBuffer): Seen {
  buffer.length = 0;
  reserve(buffer, end - start);
  let unusual = false;
  let tricky = false;
  let repeated = false;
  let singles = 0;
  /** The two characters before, and the kind of the last one if it is ASCII. */
  let last = 0;
  let beforeLast = 0;
  let lastKind = SPACE;
  /** So many letters, or syllables, since the last character that is neither. */
  let run = 0;

  for (let at = start; at < end; ) {
    const char = text.charCodeAt(at);
    const syllable = isSyllable(char);
    if (char >= 128 && !syllable) {
      unusual = true;
      if (run === 1) singles++;
      run = 0;
      last = 0;
      lastKind = 0;
      at = foldUnusual(text, at, end, buffer);
      continue;
    }
    const folded = char >= 65 && char <= 90 ? char + 32 : char;
    const kind = syllable ? LETTER : (asciiKind[char] as number);
    if (kind === LETTER) {
      if (syllable) {
        if (run === 0 && lastKind !== SPACE && isSyllable(beforeLast)) tricky = true;
      } else if (lastKind === DIGIT || lastKind === SYMBOL) tricky = true;
      run++;
    } else {
      if (lastKind === LETTER && (kind === DIGIT || kind === SYMBOL)) tricky ||= !isSyllable(last);
      if (run === 1) singles++;
      run = 0;
    }
    if (folded === last && folded === beforeLast) repeated = true;
    beforeLast = last;
    last = folded;
    lastKind = kind;
    const out = buffer.length;
    if (out >= buffer.chars.length) reserve(buffer, out + 1);
    buffer.chars[out] = folded;
    buffer.from[out] = at;
    buffer.until[out] = at + 1;
    buffer.length = out + 1;
    at++;
  }
  if (run === 1) singles++;
  return { unusual, tricky: tricky || singles >= minSingles, repeated };
}

/** Folds the code point or emoji at `at`; answers where it ends. */
function foldUnusual(text: string, at: number, end: number, buffer: TextBuffer): number {
  const emoji = readEmoji(text, at);
  if (emoji !== undefined) {
    append(buffer, BLANK, at, at);
    for (let i = 0; i < emoji.words.length; i++) append(buffer, emoji.words.charCodeAt(i), at, emoji.end);
    append(buffer, BLANK, emoji.end, emoji.end);
    return emoji.end;
  }
  const codePoint = text.codePointAt(at) as number;
  const after = Math.min(end, at + (codePoint > 0xffff ? 2 : 1));
  const folded = foldCodePoint(codePoint);
  for (let i = 0; i < folded.length; i++) append(buffer, folded.charCodeAt(i), at, after);
  return after;
}
