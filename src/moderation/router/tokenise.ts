import { DIGIT, FOREIGN, HANGUL, JAMO, kindOf, LETTER, SPACE, type TextBuffer } from "../normalise/index.ts";
import { createHangulReader } from "./hangul-words.ts";
import { addToHash, HASH_START } from "./hash.ts";
import { addToken, type Tokens } from "./tokens.ts";
import { CLASS_MASK, STARTS_PHRASE, type Vocabulary } from "./vocabulary.ts";
import { classNumber } from "./word-class.ts";

const APOSTROPHE = 39;
const QUOTE = 34;
const BLANK = 32;
const NUMBER = classNumber("number");
const ADDRESS = classNumber("address");
const QUOTED = classNumber("quote");
const QUESTION = classNumber("question");
const EXCLAIM = classNumber("exclaim");
const EMOJI = classNumber("emoji");

/** A phrase has at most so many words. */
const MAX_PHRASE = 5;

/** Splits plain text into words and says of each what the vocabulary knows. */
export function createTokeniser(vocabulary: Vocabulary): (text: TextBuffer, tokens: Tokens) => void {
  const { lexicon } = vocabulary;
  const readHangul = createHangulReader(vocabulary);

  return (text, tokens) => {
    const { chars, length } = text;
    tokens.count = 0;
    let sentence = 0;
    let at = 0;
    while (at < length) {
      const char = chars[at] as number;
      const kind = kindOf(char);
      if (kind === SPACE) {
        if (char === 10) sentence++;
        at++;
      } else if (kind === LETTER || kind === DIGIT || kind === FOREIGN) {
        at = readWord(at);
      } else if (kind === HANGUL || kind === JAMO) {
        at = readHangul(text, at, sentence, tokens);
      } else at = readSign(at, char);
    }

    function readWord(start: number): number {
      let end = start;
      let hash = HASH_START;
      let letters = 0;
      while (end < length) {
        const char = chars[end] as number;
        const kind = kindOf(char);
        if (kind === LETTER || kind === FOREIGN) letters++;
        else if (kind !== DIGIT) {
          if (char !== APOSTROPHE || letters === 0 || end + 1 >= length) break;
          if (kindOf(chars[end + 1] as number) !== LETTER) break;
        }
        hash = addToHash(hash, char);
        end++;
      }
      if (chars[end] === 58 && chars[end + 1] === 47 && chars[end + 2] === 47) return readAddress(start);
      if (letters === 0) {
        addToken(tokens, start, end, NUMBER, NUMBER, sentence, true);
        return end;
      }
      let known = lexicon.get(hash);
      if (known > 0 && (known & STARTS_PHRASE) !== 0) {
        const phraseEnd = readPhrase(start, end, hash);
        if (phraseEnd > 0) return phraseEnd;
      }
      if (known < 0 && end - start > 2 && chars[end - 2] === APOSTROPHE && chars[end - 1] === 115) {
        hash = HASH_START;
        for (let i = start; i < end - 2; i++) hash = addToHash(hash, chars[i] as number);
        known = lexicon.get(hash);
      }
      addToken(tokens, start, end, hash, known < 0 ? 0 : known & CLASS_MASK, sentence, true);
      return end;
    }

    /** The longest phrase that begins with this word; answers its end, or 0. */
    function readPhrase(start: number, firstEnd: number, firstHash: number): number {
      let hash = firstHash;
      let end = firstEnd;
      let longest = 0;
      let longestHash = 0;
      let known = 0;
      for (let words = 1; words < MAX_PHRASE; words++) {
        let next = end;
        while (next < length && (kindOf(chars[next] as number) === SPACE || chars[next] === 45)) next++;
        if (next === end) break;
        hash = addToHash(hash, BLANK);
        let at = next;
        while (at < length) {
          const char = chars[at] as number;
          const kind = kindOf(char);
          if (kind !== LETTER && kind !== DIGIT && char !== APOSTROPHE) break;
          hash = addToHash(hash, char);
          at++;
        }
        if (at === next) break;
        end = at;
        const found = lexicon.get(hash);
        if (found > 0 && (found & CLASS_MASK) !== 0) {
          longest = end;
          longestHash = hash;
          known = found;
        }
      }
      if (longest > 0) addToken(tokens, start, longest, longestHash, known & CLASS_MASK, sentence, true);
      return longest;
    }

    function readAddress(start: number): number {
      let end = start;
      while (end < length && kindOf(chars[end] as number) !== SPACE) end++;
      addToken(tokens, start, end, ADDRESS, ADDRESS, sentence, true);
      return end;
    }

    function readSign(start: number, char: number): number {
      const next = start + 1;
      if (char === 64 && next < length && kindOf(chars[next] as number) === LETTER) return readAddress(start);
      if (char === 46 || char === 59) {
        if (next >= length || kindOf(chars[next] as number) === SPACE) sentence++;
      } else if (char === 63) {
        addToken(tokens, start, next, QUESTION, QUESTION, sentence, true);
        sentence++;
      } else if (char === 33) {
        addToken(tokens, start, next, EXCLAIM, EXCLAIM, sentence, true);
        sentence++;
      } else if (char === QUOTE || (char === APOSTROPHE && isOutside(start))) {
        addToken(tokens, start, next, QUOTED, QUOTED, sentence, true);
      } else if (char >= 0xd800 && char <= 0xdbff && next < length) {
        const hash = addToHash(addToHash(HASH_START, char), chars[next] as number);
        addToken(tokens, start, start + 2, hash, EMOJI, sentence, true);
        return start + 2;
      }
      return next;
    }

    /** An apostrophe at the outside of a word is a quotation mark. */
    function isOutside(at: number): boolean {
      const before = at === 0 ? SPACE : kindOf(chars[at - 1] as number);
      const after = at + 1 >= length ? SPACE : kindOf(chars[at + 1] as number);
      return before === SPACE || after === SPACE || before !== LETTER || after !== LETTER;
    }
  };
}
