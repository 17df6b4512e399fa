import { addToHash, HASH_START } from "../hash.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { createKnownWords } from "./known-words.ts";

const MIN_LETTERS = 6;
/** Longer runs of letters are no words in disguise. */
export const MAX_RUN = 250;
const MAX_PIECE = 16;
/** What a piece costs besides its rarity: few long words are likelier than many short ones. */
const PIECE_COST = 60;
/** A dearer reading than this for each letter is no language; of a long run it may be dearer, and no word of it need be telling. */
const MAX_LETTER_COST = 48;
const MAX_LONG_COST = 70;
const LONG = 18;
const UNREACHED = 1 << 28;
/** A few letters between known words may be a word that is not known. */
const MAX_UNKNOWN = 7;
const UNKNOWN_COST = 150;
/** Words of one letter: a, i, u; and the apostrophe between two. */
const single = new Set([97, 105, 117, 39]);

/**
 * Splits letters without spaces into known words at the least cost (Viterbi), if one of them is telling. Answers how many;
 * their ends, counted from the first letter, lie in `ends`.
 */
interface RunReader {
  readonly ends: Uint8Array;
  readonly read: (chars: Uint16Array, start: number, end: number) => number;
}

export function createRunReader(vocabulary: Vocabulary): RunReader {
  const { isTelling, rarity } = createKnownWords(vocabulary);
  const cost = new Int32Array(MAX_RUN + 1);
  const from = new Uint8Array(MAX_RUN + 1);
  const told = new Uint8Array(MAX_RUN + 1);
  const ends = new Uint8Array(MAX_RUN);

  return {
    ends,
    read(chars, start, end) {
      const letters = end - start;
      if (letters < MIN_LETTERS || letters > MAX_RUN) return 0;
      cost.fill(UNREACHED, 0, letters + 1);
      cost[0] = 0;
      for (let at = 0; at < letters; at++) {
        const before = cost[at] as number;
        if (before === UNREACHED) continue;
        let hash = HASH_START;
        const last = Math.min(letters, at + MAX_PIECE);
        for (let next = at + 1; next <= last; next++) {
          const char = chars[start + next - 1] as number;
          hash = addToHash(hash, char);
          const size = next - at;
          if (size === 1 && !single.has(char)) continue;
          const rare = rarity(hash, size);
          if (rare === 255 && size > MAX_UNKNOWN) continue;
          const total = before + PIECE_COST + (rare === 255 ? size * UNKNOWN_COST : rare);
          if (total >= (cost[next] as number)) continue;
          cost[next] = total;
          from[next] = at;
          told[next] = size > 2 && isTelling(hash) ? 1 : 0;
        }
      }
      const long = letters >= LONG;
      if ((cost[letters] as number) > letters * (long ? MAX_LONG_COST : MAX_LETTER_COST)) return 0;
      let pieces = 0;
      let telling = false;
      for (let at = letters; at > 0; at = from[at] as number) {
        pieces++;
        telling ||= told[at] === 1;
      }
      if (pieces < 2 || (!telling && (!long || (cost[letters] as number) > letters * MAX_LETTER_COST)))
        return 0;
      for (let at = letters, i = pieces - 1; at > 0; at = from[at] as number, i--) ends[i] = at;
      return pieces;
    },
  };
}
