import { createTextBuffer, makePlain } from "../../../src/moderation/normalise/index.ts";
import { spread } from "../../../src/moderation/router/hash.ts";
import { findRoles } from "../../../src/moderation/router/negation.ts";
import { createRestorer } from "../../../src/moderation/router/restore/restore.ts";
import { isKorean } from "../../../src/moderation/router/script.ts";
import { createTokeniser } from "../../../src/moderation/router/tokenise.ts";
import { createTokens, MAX_TOKENS } from "../../../src/moderation/router/tokens.ts";
import type { Vocabulary } from "../../../src/moderation/router/vocabulary.ts";
import { classNumber } from "../../../src/moderation/router/word-class.ts";
import type { Example } from "../../../src/moderation/training/index.ts";

/** Longer texts are read so far. */
export const MAX_STEPS = 64;
/** Buckets of words; 0 is none. */
export const WORD_BUCKETS = 1 << 14;
/** The role that stands between two sentences. */
const BOUNDARY = 125;
const VERY = classNumber("very");
const MAX_CHARS = 800;

/** Examples as sequences of roles and words: those of example i lie from `offset[i]` to `offset[i + 1]`. */
export interface Sequences {
  readonly offset: Int32Array;
  readonly role: Uint8Array;
  readonly word: Uint16Array;
  readonly korean: Uint8Array;
}

export function readSequences(examples: readonly Example[], vocabulary: Vocabulary): Sequences {
  const buffer = createTextBuffer();
  const tokens = createTokens();
  const roles = new Int32Array(MAX_TOKENS);
  const restore = createRestorer(vocabulary);
  const tokenise = createTokeniser(vocabulary);
  const offset = new Int32Array(examples.length + 1);
  const korean = new Uint8Array(examples.length);
  const role: number[] = [];
  const word: number[] = [];
  examples.forEach(({ text }, i) => {
    makePlain(text, 0, Math.min(text.length, MAX_CHARS), buffer);
    const plain = restore(buffer);
    tokenise(plain, tokens);
    const isKo = isKorean(plain);
    korean[i] = isKo ? 1 : 0;
    findRoles(tokens, isKo, roles);
    const first = role.length;
    let sentence = 0;
    for (let t = 0; t < tokens.count && role.length - first < MAX_STEPS - 1; t++) {
      if (tokens.sentence[t] !== sentence) {
        sentence = tokens.sentence[t] as number;
        role.push(BOUNDARY);
        word.push(0);
      }
      if (tokens.kind[t] === VERY) continue;
      role.push(roles[t] as number);
      word.push(1 + ((spread(tokens.hash[t] as number) >>> 0) % (WORD_BUCKETS - 1)));
    }
    offset[i + 1] = role.length;
  });
  return { offset, role: Uint8Array.from(role), word: Uint16Array.from(word), korean };
}
