import { HANGUL, JAMO, kindOf, SPACE, type TextBuffer } from "../../normalise/index.ts";
import { addToHash, HASH_START, hashOf } from "../hash.ts";
import { createHeard, hearNothing, hearSyllable } from "../sounds.ts";
import { CLASS_MASK, type Vocabulary } from "../vocabulary.ts";
import { classNumber } from "../word-class.ts";
import { mixedReadings, withoutLengthening } from "./hangul-spelling.ts";
import { createMaskedReader } from "./masked.ts";
import { isMask } from "./masks.ts";
import type { Rewriting } from "./rewriting.ts";

/** A word in Hangul with other characters in it is looked at up to this length. */
const MAX_CHARS = 16;
/** Words of the lexicon are no longer. */
const MAX_WORD = 8;
const MAX_MASKED = 5;
/** 아 and what follows in Unicode's order: syllables without an initial consonant, up to 자. */
const FIRST_OPEN = 0xc544;
const AFTER_OPEN = 0xc790;

const telling = new Set(
  (
    [
      "slur",
      "insult",
      "sexistInsult",
      "profanity",
      "beast",
      "kill",
      "group",
      "member",
      "bad",
      "hate",
      "remove",
    ] as const
  ).map((name) => classNumber(name)),
);

/** Of these one syllable that is not masked may be enough. */
const worst = new Set(
  (["slur", "insult", "sexistInsult", "profanity"] as const).map((name) => classNumber(name)),
);

/** How many syllables of a word in Hangul belong to words that decide what a message says. */
export type TellingHangul = (word: string) => number;

export function createTellingHangul({ lexicon, heard }: Vocabulary): TellingHangul {
  const sounds = createHeard();
  return (word) => {
    let syllables = 0;
    for (let at = 0; at < word.length; ) {
      let hash = HASH_START;
      let longest = 0;
      let audible = true;
      hearNothing(sounds);
      for (let i = at; i < word.length && i < at + MAX_WORD; i++) {
        const char = word.charCodeAt(i);
        hash = addToHash(hash, char);
        audible &&= kindOf(char) === HANGUL;
        if (audible) hearSyllable(sounds, char);
        const known = lexicon.get(hash);
        if (i > at && known > 0 && telling.has(known & CLASS_MASK)) longest = i + 1 - at;
        else if (i > at && audible && heard.get(sounds.hash) >= 0) longest = i + 1 - at;
      }
      syllables += longest;
      at += Math.max(1, longest);
    }
    return syllables;
  };
}

/** Restores what is written in Hangul up to the next white space, if it is drawn out, masked or mixed with other characters; answers where it ends. */
export function createHangulRestorer(
  { watched, lexicon }: Vocabulary,
  rewriting: Rewriting,
  tellingIn: TellingHangul,
) {
  const isWorst = (word: string) => worst.has(lexicon.get(hashOf(word)) & CLASS_MASK);
  const maskedWorst = createMaskedReader(watched.filter(isWorst));
  const maskedOther = createMaskedReader(watched.filter((word) => !isWorst(word)));

  return ({ chars, length }: TextBuffer, start: number): number => {
    let end = start;
    let mixed = false;
    let drawnOut = false;
    let syllables = 0;
    while (end < length) {
      const char = chars[end] as number;
      const kind = kindOf(char);
      if (kind === SPACE) break;
      if (kind === HANGUL) {
        drawnOut ||= syllables > 0 && char >= FIRST_OPEN && char < AFTER_OPEN;
        syllables++;
      } else {
        mixed = true;
        if (kind !== JAMO) syllables = 0;
      }
      end++;
    }
    if ((!mixed && !drawnOut) || end - start > MAX_CHARS || end - start < 2) return end;
    const word = String.fromCharCode(...chars.subarray(start, end));
    const best = bestReading(word, mixed, drawnOut);
    if (best !== word) rewriting.replaceBy(start, end, best);
    return end;
  };

  /** The reading with most syllables of telling words; the word itself where none has more. */
  function bestReading(word: string, mixed: boolean, drawnOut: boolean): string {
    const readings = drawnOut ? [withoutLengthening(word)] : [];
    if (mixed) {
      const unmasked = withoutMasks(word);
      if (unmasked !== undefined) readings.push(unmasked);
      readings.push(...mixedReadings(word));
    }
    let best = word;
    let most = tellingIn(word);
    for (const reading of readings) {
      const found = tellingIn(reading);
      if (found <= most) continue;
      best = reading;
      most = found;
    }
    return best;
  }

  /** A watched word with masked syllables at the beginning of a word; the rest of the word stays. */
  function withoutMasks(word: string): string | undefined {
    for (let size = Math.min(word.length, MAX_MASKED); size >= 2; size--) {
      const pattern = Array.from(word.slice(0, size), (char) => {
        const code = char.charCodeAt(0);
        return isMask(code, true) ? 0 : code;
      });
      if (!pattern.includes(0) || pattern[0] === 0) continue;
      const shown = pattern.filter((char) => char !== 0).length;
      const found = maskedWorst(pattern) ?? (shown > 1 ? maskedOther(pattern) : undefined);
      if (found !== undefined) return found + word.slice(size);
    }
    return undefined;
  }
}
