import { HANGUL, JAMO, kindOf, SPACE, type TextBuffer } from "../normalise/index.ts";
import { addToHash, HASH_START } from "./hash.ts";
import { createHeard, hearNothing, hearSyllable } from "./sounds.ts";
import { addToken, type Tokens } from "./tokens.ts";
import { ANYWHERE, CLASS_MASK, STARTS_PHRASE, type Vocabulary } from "./vocabulary.ts";
import { classNumber } from "./word-class.ts";

/** The longest word of the lexicon in syllables, blanks included. */
const MAX_WORD = 8;
/** Words that are known by their sound are no longer. */
const MAX_HEARD = 6;
/** Of these classes a word is found even where something was put between its syllables. */
const hidden = new Set((["slur", "insult", "profanity"] as const).map((name) => classNumber(name)));

/** What follows a noun of one syllable, if it is one: particles. Without, it is the beginning of another word. */
const particles = new Set([..."은는이가을를도의에만로과와야랑나"].map((syllable) => syllable.charCodeAt(0)));

const isHangul = (char: number) => {
  const kind = kindOf(char);
  return kind === HANGUL || kind === JAMO;
};

/**
 * Reads what is written in Hangul without a space: the longest words that the lexicon knows, from left to right.
 * What lies between them is one unknown word. Answers where it ended.
 */
export function createHangulReader({ lexicon, heard, heardWords }: Vocabulary) {
  const sounds = createHeard();
  let foundEnd = 0;
  let foundHash = 0;

  /** The class of the longest known word at `at`, whose end and hash it leaves in `foundEnd` and `foundHash`; 0 for none. */
  function longestAt(text: TextBuffer, at: number, first: boolean): number {
    const { chars, length } = text;
    let hash = HASH_START;
    let best = 0;
    const last = Math.min(length, at + MAX_WORD);
    for (let i = at; i < last; i++) {
      const char = chars[i] as number;
      const space = kindOf(char) === SPACE;
      // A phrase goes on behind a blank only where the lexicon says that one begins so.
      if (space) {
        const known = lexicon.get(hash);
        if (known < 0 || (known & STARTS_PHRASE) === 0) break;
        hash = addToHash(hash, 32);
        continue;
      }
      if (!isHangul(char)) break;
      hash = addToHash(hash, char);
      const known = lexicon.get(hash);
      if (known > 0 && (known & CLASS_MASK) !== 0 && (first || (known & ANYWHERE) !== 0)) {
        if (i === at && i + 1 < length) {
          const next = chars[i + 1] as number;
          if (isHangul(next) && !particles.has(next)) continue;
        }
        best = known & CLASS_MASK;
        foundEnd = i + 1;
        foundHash = hash;
      }
    }
    return best;
  }

  /** The class of the longest word that sounds as what stands at `at`, as `longestAt`: one that is misspelt, or spelled as it is spoken. */
  function heardAt(text: TextBuffer, at: number, first: boolean): number {
    const { chars, length } = text;
    hearNothing(sounds);
    let best = 0;
    const last = Math.min(length, at + MAX_HEARD);
    for (let i = at; i < last; i++) {
      const char = chars[i] as number;
      if (kindOf(char) !== HANGUL) break;
      hearSyllable(sounds, char);
      if (i === at) continue;
      let place = heard.get(sounds.hash);
      if (place < 0 && i > at + 1) place = heard.get(sounds.openHash);
      if (place < 0) continue;
      const hash = heardWords[place] as number;
      const known = lexicon.get(hash);
      if (!first && (known & ANYWHERE) === 0) continue;
      best = known & CLASS_MASK;
      foundEnd = i + 1;
      foundHash = hash;
    }
    return best;
  }

  /** Syllables with one or two signs or a blank between: 시 발, 시1발. Only words that nobody writes so by chance. */
  function hiddenAt(text: TextBuffer, at: number): number {
    const { chars, length } = text;
    if (at + 1 >= length || isHangul(chars[at + 1] as number)) return 0;
    let hash = addToHash(HASH_START, chars[at] as number);
    let syllables = 1;
    let gap = 0;
    /** What a blank parts must be a word of its own: 한 녀석 hides nothing. */
    let spaced = false;
    for (let i = at + 1; i < length && syllables < 4; i++) {
      const char = chars[i] as number;
      if (!isHangul(char)) {
        if (++gap > 2 || char === 10) return 0;
        spaced ||= kindOf(char) === SPACE;
        continue;
      }
      gap = 0;
      hash = addToHash(hash, char);
      syllables++;
      const known = lexicon.get(hash);
      if (known > 0 && hidden.has(known & CLASS_MASK)) {
        if (spaced && i + 1 < length && isHangul(chars[i + 1] as number)) return 0;
        foundEnd = i + 1;
        foundHash = hash;
        return known & CLASS_MASK;
      }
    }
    return 0;
  }

  return (text: TextBuffer, start: number, sentence: number, tokens: Tokens): number => {
    const { chars, length } = text;
    let at = start;
    let unknownFrom = -1;
    let unknownHash = HASH_START;
    let fresh = true;
    const endUnknown = () => {
      if (unknownFrom < 0) return;
      addToken(tokens, unknownFrom, at, unknownHash, 0, sentence, fresh);
      fresh = false;
      unknownFrom = -1;
      unknownHash = HASH_START;
    };
    while (at < length && isHangul(chars[at] as number)) {
      const first = at === start;
      const known =
        longestAt(text, at, first) || heardAt(text, at, first) || (first ? hiddenAt(text, at) : 0);
      if (known !== 0) {
        endUnknown();
        addToken(tokens, at, foundEnd, foundHash, known, sentence, fresh);
        fresh = false;
        at = foundEnd;
        continue;
      }
      if (unknownFrom < 0) unknownFrom = at;
      unknownHash = addToHash(unknownHash, chars[at] as number);
      at++;
    }
    endUnknown();
    return at;
  };
}
