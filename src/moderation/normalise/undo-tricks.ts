import { DIGIT, HANGUL, JAMO, kindOf, LETTER, OTHER, SPACE, SYMBOL } from "./char-kind.ts";
import type { TextBuffer } from "./text-buffer.ts";

/** The letter that a digit or symbol stands for; 0 where it stands for none. */
const leet = new Uint16Array(128);
for (const [sign, letter] of [
  "0o",
  "1i",
  "3e",
  "4a",
  "5s",
  "7t",
  "8b",
  "9g",
  "6g",
  "@a",
  "$s",
  "!i",
  "|i",
  "+t",
])
  leet[(sign as string).charCodeAt(0)] = (letter as string).charCodeAt(0);

const APOSTROPHE = 39;
const BLANK = 32;
const EXCLAMATION = 33;
const AT = 64;
const DOLLAR = 36;
/** Signs that are put behind every letter of a spelled word. */
const parting = new Set([..."./,-_:;~|·"].map((sign) => sign.charCodeAt(0)));
/** Fewer single letters in a row are words or initials. */
const minSpelled = 3;

const isLatin = (char: number) => char >= 97 && char <= 122;
const leetOf = (char: number) => (char < 128 ? (leet[char] as number) : 0);

/**
 * Undoes, in place, what hides words from a reader of letters: leetspeak inside words (n1c3), letters spelled out with
 * spaces or points between them (n i c e, n.i.c.e), points between syllables (나.쁜).
 * Looks at each code unit a bounded number of times.
 */
export function undoTricks(buffer: TextBuffer): void {
  const { chars, length } = buffer;
  let out = 0;
  let at = 0;
  const keep = (index: number, char = chars[index] as number) => {
    chars[out] = char;
    buffer.from[out] = buffer.from[index] as number;
    buffer.until[out] = buffer.until[index] as number;
    out++;
  };

  while (at < length) {
    if (kindOf(chars[at] as number) === SPACE) {
      keep(at++);
      continue;
    }
    const spelled = endOfSpelled(buffer, at);
    if (spelled > at) {
      at = joinSpelled(buffer, at, spelled, keep);
      continue;
    }
    if (isSign(chars[at] as number) && endOfSpelled(buffer, at + 1) > at + 1) {
      keep(at++);
      continue;
    }
    let end = at + 1;
    while (end < length && kindOf(chars[end] as number) !== SPACE) end++;
    if (isAddress(buffer, at, end)) while (at < end) keep(at++);
    else undoInWord(buffer, at, end, keep);
    at = end;
  }
  buffer.length = out;
}

/** Quotation marks and the like, behind which a spelled word may begin. */
function isSign(char: number): boolean {
  const kind = kindOf(char);
  return kind === OTHER || kind === SYMBOL;
}

type Keep = (index: number, char?: number) => void;

/**
 * Letters that stand alone, with spaces between: where the last of them ends, or `start` where there are too few. A sign
 * behind a letter ends them, an apostrophe between two does not.
 */
function endOfSpelled({ chars, length }: TextBuffer, start: number): number {
  let at = start;
  let end = start;
  let letters = 0;
  let script = -1;
  while (at < length) {
    const found = scriptOf(chars[at] as number);
    if (found < 0 || (script !== -1 && found !== script)) break;
    const next = at + 1 < length ? (chars[at + 1] as number) : BLANK;
    const kind = kindOf(next);
    if (kind === LETTER || kind === DIGIT || kind === HANGUL || kind === JAMO) break;
    script = found;
    if (kindOf(chars[at] as number) !== DIGIT) letters++;
    end = at + 1;
    at = end;
    if (next === APOSTROPHE && at + 1 < length && kindOf(chars[at + 1] as number) === LETTER) at++;
    else if (kind !== SPACE) {
      // A sign behind each letter: w. o. r. d.
      if (!parting.has(next) || at + 1 >= length || kindOf(chars[at + 1] as number) !== SPACE) break;
      at++;
    }
    at = afterGap(chars, at, length);
  }
  return letters >= minSpelled ? end : start;
}

/** Where the gap between two letters ends: white space, with a sign in its middle or without (w . o . r . d). */
function afterGap(chars: Uint16Array, start: number, length: number): number {
  let at = start;
  while (at < length && kindOf(chars[at] as number) === SPACE) at++;
  if (at + 1 >= length || at === start) return at;
  if (!isSign(chars[at] as number) || kindOf(chars[at + 1] as number) !== SPACE) return at;
  at++;
  while (at < length && kindOf(chars[at] as number) === SPACE) at++;
  return at;
}

/** The script of what may be one letter of a spelled word, in which a digit may stand for a letter; -1 for anything else. */
function scriptOf(char: number): number {
  if (isLatin(char) || (leetOf(char) !== 0 && char !== AT && char !== EXCLAMATION)) return LETTER;
  const kind = kindOf(char);
  return kind === HANGUL || kind === JAMO ? HANGUL : -1;
}

/** Keeps the letters of a spelled word without the spaces; more of them than between most letters end a word. */
function joinSpelled({ chars }: TextBuffer, start: number, end: number, keep: Keep): number {
  let usual = Number.POSITIVE_INFINITY;
  for (let at = start, gap = 0; at < end; at++) {
    if (kindOf(chars[at] as number) === SPACE) gap++;
    else {
      if (chars[at] !== APOSTROPHE && scriptOf(chars[at] as number) < 0) continue;
      if (gap > 0 && gap < usual) usual = gap;
      gap = 0;
    }
  }
  let gap = 0;
  for (let at = start; at < end; at++) {
    const char = chars[at] as number;
    if (kindOf(char) === SPACE) {
      gap++;
      continue;
    }
    if (char !== APOSTROPHE && scriptOf(char) < 0) continue;
    if (gap > usual) keep(at - 1, BLANK);
    gap = 0;
    keep(at, leetOf(char) || char);
  }
  return end;
}

/** Mentions, links and mail addresses are not words. */
function isAddress({ chars }: TextBuffer, start: number, end: number): boolean {
  if (chars[start] === AT && end - start > 4) return true;
  let at = -1;
  for (let i = start + 1; i < end - 1; i++) {
    const char = chars[i] as number;
    if (char === 58 && chars[i + 1] === 47 && chars[i + 2] === 47) return true;
    if (char === AT) at = i;
    if (char === 46 && at >= 0) return true;
  }
  return (
    chars[start] === 119 && chars[start + 1] === 119 && chars[start + 2] === 119 && chars[start + 3] === 46
  );
}

function undoInWord({ chars }: TextBuffer, start: number, end: number, keep: Keep): void {
  let first = -1;
  let last = -1;
  let letters = 0;
  let pieces = 0;
  let longestPiece = 0;
  let piece = 0;
  for (let i = start; i < end; i++) {
    const char = chars[i] as number;
    const kind = kindOf(char);
    if (kind === LETTER) {
      if (first < 0) first = i;
      last = i;
      letters++;
    }
    if (kind === LETTER || kind === HANGUL || kind === JAMO || (kind === DIGIT && leetOf(char) !== 0)) {
      if (piece === 0) pieces++;
      piece++;
      longestPiece = Math.max(longestPiece, piece);
    } else piece = 0;
  }
  const spelled = longestPiece === 1 && pieces >= minSpelled;
  /** A digit between letters makes those at the ends letters as well. */
  let inside = false;
  for (let i = first + 1; i < last && first >= 0; i++)
    inside ||= leetOf(chars[i] as number) !== 0 && chars[i] !== 33;

  for (let i = start; i < end; i++) {
    const char = chars[i] as number;
    const kind = kindOf(char);
    const letter = spelled && kind === SYMBOL ? 0 : leetOf(char);
    if (letter !== 0 && letters > 0) {
      const between = i > first && i < last;
      const money = char === DOLLAR && (i + 1 === first || i === last + 1);
      const beside = inside && (i === first - 1 || i === last + 1) && char !== 33;
      if ((between && (char !== 33 || inside)) || money || beside) {
        keep(i, letter);
        continue;
      }
    }
    const apart =
      kind !== LETTER && kind !== HANGUL && kind !== JAMO && kind !== DIGIT && i > start && i < end - 1;
    if (apart && spelled) continue;
    if (apart && i + 1 < end && partsSyllables(chars, start, i, end)) continue;
    keep(i);
  }
}

/** Signs that stand for a syllable rather than between two: 나○놈. */
const syllableMasks = new Set([..."*#@○●◯×♡♥☆★"].map((mask) => mask.charCodeAt(0)));

/** One sign between two syllables, of which one stands alone: 나.쁜. Longer pieces are sentences without a space. */
function partsSyllables(chars: Uint16Array, start: number, at: number, end: number): boolean {
  const hangul = (i: number) => {
    if (i < start || i >= end) return false;
    const kind = kindOf(chars[i] as number);
    return kind === HANGUL || kind === JAMO;
  };
  if (syllableMasks.has(chars[at] as number)) return false;
  return hangul(at - 1) && hangul(at + 1) && (!hangul(at - 2) || !hangul(at + 2));
}
