import { addFeature, type Features, ROLES } from "./feature-list.ts";
import { pair } from "./hash.ts";
import { findRoles } from "./negation.ts";
import { MAX_TOKENS, type Tokens } from "./tokens.ts";
import { classNumber, type WordClass, wordClasses } from "./word-class.ts";

const VERY = classNumber("very");
/** Left out between words that bear on each other. */
const quiet: readonly WordClass[] = ["none", "very", "everyday", "number", "address", "emoji", "exclaim"];
const silent = new Uint8Array(wordClasses.length);
for (const name of quiet) silent[classNumber(name)] = 1;

/** Words further apart than so many that say something do not bear on each other. */
const REACH = 6;
const LONGEST = 4;
const BEGIN = 127;
const END = 126;

/**
 * What the words of a window do, in what order, and under which negation: runs of roles with and without the words
 * between them, pairs at a distance, and each word beside a role. Lexicons make what is learnt here hold for words that
 * no example had.
 */
export function createRoleFinder(): (tokens: Tokens, korean: boolean, features: Features) => void {
  const roles = new Int32Array(MAX_TOKENS);
  /** Roles without intensifiers, unknown words in a row counted as one; and those that say something. */
  const condensed = new Int32Array(MAX_TOKENS);
  const condensedAt = new Int32Array(MAX_TOKENS);
  const telling = new Int32Array(MAX_TOKENS);
  const tellingAt = new Int32Array(MAX_TOKENS);

  return (tokens, korean, features) => {
    const seed = korean ? 0x2c1b3c6d : 0x297a2d39;
    const { count, kind, start, end } = tokens;
    if (count === 0) return;
    findRoles(tokens, korean, roles);
    let n = 0;
    let t = 0;
    const single = pair(seed, 0);
    for (let i = 0; i < count; i++) {
      const name = kind[i] as number;
      if (name === VERY) continue;
      const role = roles[i] as number;
      if (role !== 0 || n === 0 || condensed[n - 1] !== 0) {
        condensed[n] = role;
        condensedAt[n++] = i;
      }
      if (silent[name] === 1) continue;
      telling[t] = role;
      tellingAt[t++] = i;
      addFeature(features, ROLES, pair(single, role), start[i] as number, end[i] as number);
    }
    runs(condensed, condensedAt, n, pair(seed, 1), tokens, features);
    runs(telling, tellingAt, t, pair(seed, 2), tokens, features);
    pairs(telling, tellingAt, t, pair(seed, 3), tokens, features);
    neighbours(roles, pair(seed, 4), tokens, features);
  };
}

/** Two to four roles in a row, the ends of the window marked. */
function runs(
  roles: Int32Array,
  at: Int32Array,
  size: number,
  seed: number,
  { start, end }: Tokens,
  features: Features,
): void {
  if (size === 0) return;
  for (let i = -1; i < size; i++) {
    let hash = pair(seed, i < 0 ? BEGIN : (roles[i] as number));
    const from = start[at[i < 0 ? 0 : i] as number] as number;
    const last = i + LONGEST - 1 < size ? i + LONGEST - 1 : size;
    for (let j = i + 1; j <= last; j++) {
      hash = pair(hash, j === size ? END : (roles[j] as number));
      addFeature(features, ROLES, hash, from, end[at[j === size ? size - 1 : j] as number] as number);
    }
  }
}

/** Two roles in order, by how far apart they are and whether in one sentence. */
function pairs(
  roles: Int32Array,
  at: Int32Array,
  size: number,
  seed: number,
  { start, end, sentence }: Tokens,
  features: Features,
): void {
  for (let i = 0; i < size; i++) {
    const left = at[i] as number;
    const first = pair(seed, roles[i] as number);
    for (let j = i + 1; j < size && j <= i + REACH; j++) {
      const right = at[j] as number;
      const apart = sentence[left] !== sentence[right] ? 3 : j - i <= 1 ? 0 : j - i <= 3 ? 1 : 2;
      const hash = pair(first, ((roles[j] as number) << 2) | apart);
      addFeature(features, ROLES, hash, start[left] as number, end[right] as number);
    }
  }
}

/** A word beside a role: what is said of groups in words that no lexicon has. */
function neighbours(
  roles: Int32Array,
  seed: number,
  { count, start, end, hash }: Tokens,
  features: Features,
): void {
  for (let i = 1; i < count; i++) {
    const from = start[i - 1] as number;
    const until = end[i] as number;
    const left = roles[i - 1] as number;
    const right = roles[i] as number;
    if (left !== 0) addFeature(features, ROLES, pair(pair(seed, left), hash[i] as number), from, until);
    if (right !== 0)
      addFeature(features, ROLES, pair(pair(seed ^ 1, right), hash[i - 1] as number), from, until);
    const further = i > 1 ? (roles[i - 2] as number) : 0;
    if (further === 0) continue;
    addFeature(
      features,
      ROLES,
      pair(pair(seed ^ 2, further), hash[i] as number),
      start[i - 2] as number,
      until,
    );
  }
}
