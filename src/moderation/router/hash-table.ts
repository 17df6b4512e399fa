/**
 * Words by their hash, with one number each. Words are not kept: two of them with the same hash (one pair
 * in four thousand million) are one to the router.
 */
export interface HashTable {
  /** The number of a word; -1 where the table has it not. */
  readonly get: (hash: number) => number;
  readonly size: number;
}

/** `keys` are hashes, `values` non-negative, in the same order. Of a key given twice the first value holds. */
export function createHashTable(keys: Int32Array, values: ArrayLike<number>): HashTable {
  let capacity = 16;
  while (capacity < keys.length * 2) capacity *= 2;
  const mask = capacity - 1;
  const slots = new Int32Array(capacity);
  const numbers = new Int32Array(capacity).fill(-1);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number;
    let at = slotOf(key) & mask;
    while (numbers[at] !== -1 && slots[at] !== key) at = (at + 1) & mask;
    if (numbers[at] !== -1) continue;
    slots[at] = key;
    numbers[at] = values[i] as number;
  }
  return {
    size: keys.length,
    get(hash) {
      let at = slotOf(hash) & mask;
      for (;;) {
        const number = numbers[at] as number;
        if (number === -1 || slots[at] === hash) return number;
        at = (at + 1) & mask;
      }
    },
  };
}

const slotOf = (hash: number) => hash ^ (hash >>> 15);
