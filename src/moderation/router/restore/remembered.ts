import { hashOfLetters } from "./known-words.ts";
import type { SpellingReader } from "./misspelt.ts";

const SLOTS = 1024;

/**
 * The same reader with a memory of the last words: a message is read as a whole and by sentence, and chat has few unknown words
 * that it does not repeat. `maxLetters`: of words that are read; `read` letters may be two more.
 */
export function remembering(reader: SpellingReader, maxLetters: number): SpellingReader {
  const room = maxLetters + 2;
  const letters = new Uint16Array(room);
  const word = new Uint16Array(maxLetters);
  const words = new Uint16Array(SLOTS * maxLetters);
  const lengths = new Uint8Array(SLOTS);
  const results = new Uint16Array(SLOTS * room);
  const sizes = new Uint8Array(SLOTS);

  return {
    letters,
    read(chars, start, end) {
      const length = end - start;
      if (length > maxLetters || length === 0) return 0;
      for (let i = 0; i < length; i++) word[i] = chars[start + i] as number;
      const hash = hashOfLetters(word, length);
      const slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
      if (lengths[slot] !== length || !isWord(slot, length)) {
        const size = reader.read(chars, start, end);
        words.set(word.subarray(0, length), slot * maxLetters);
        lengths[slot] = length;
        results.set(reader.letters.subarray(0, size), slot * room);
        sizes[slot] = size;
      }
      const size = sizes[slot] as number;
      for (let i = 0; i < size; i++) letters[i] = results[slot * room + i] as number;
      return size;
    },
  };

  function isWord(slot: number, length: number): boolean {
    for (let i = 0; i < length; i++) if (words[slot * maxLetters + i] !== word[i]) return false;
    return true;
  }
}
