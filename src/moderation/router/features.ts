import type { TextBuffer } from "../normalise/index.ts";
import { addFeature, clearFeatures, type Features, WORDS } from "./feature-list.ts";
import { pair } from "./hash.ts";
import { findPieces } from "./pieces.ts";
import { createRoleFinder } from "./roles.ts";
import { isKorean } from "./script.ts";
import type { Tokens } from "./tokens.ts";

/** Finds the features of tokenised text. The same function serves training and judging. */
export function createFeatureFinder(): (text: TextBuffer, tokens: Tokens, features: Features) => void {
  const findRoles = createRoleFinder();
  return (text, tokens, features) => {
    clearFeatures(features);
    const korean = isKorean(text);
    features.language = korean ? 1 : 0;
    findPieces(text, features);
    findWords(tokens, features);
    findRoles(tokens, korean, features);
  };
}

/** Words and pairs of neighbours. */
function findWords({ count, hash, start, end }: Tokens, features: Features): void {
  let before = 1;
  let beforeStart = 0;
  for (let i = 0; i < count; i++) {
    const word = hash[i] as number;
    const until = end[i] as number;
    addFeature(features, WORDS, word ^ 0x51ed27, start[i] as number, until);
    addFeature(features, WORDS, pair(before, word), beforeStart, until);
    before = word;
    beforeStart = start[i] as number;
  }
}
