/** Where every hash of text begins: the offset basis of FNV-1a (32 bit). */
export const HASH_START = 0x811c9dc5 | 0;

/** Takes one more code unit into a hash of text: a step of FNV-1a, the code unit taken as a whole. */
export function addToHash(hash: number, char: number): number {
  return Math.imul(hash ^ char, 0x01000193);
}

/** Spreads the bits of a hash, so that any of them may choose a bucket: the finaliser of MurmurHash3. */
export function spread(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A hash of two numbers in this order. */
export function pair(a: number, b: number): number {
  return Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca77) ^ (a >>> 15);
}

export function hashOf(text: string): number {
  let hash = HASH_START;
  for (let i = 0; i < text.length; i++) hash = addToHash(hash, text.charCodeAt(i));
  return hash;
}
