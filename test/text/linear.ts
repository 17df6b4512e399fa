import { hostileAtoms, leastMs, repeated } from "./hostile.ts";

/** Quicker than this on the longer text needs no comparison: it could not stall anybody. */
const QUICK_MS = 5;
/** On four times the text; linear would be 4, quadratic 16. */
const MAX_GROWTH = 10;
/** On 16,000 characters, however it grows. */
const MAX_MS = 100;
/** A busy machine may spoil a comparison, but not so many. */
const COMPARISONS = 5;

/** The texts of repeated atoms on which `read` takes time that grows faster than their length, or simply too long. */
export function superlinear(read: (text: string) => unknown, atoms = hostileAtoms): readonly string[] {
  return atoms.flatMap((atom) => {
    const [short, long] = [repeated(atom, 4_000), repeated(atom, 16_000)];
    let told = "";
    for (let i = 0; i < COMPARISONS; i++) {
      const longMs = leastMs(() => read(long), QUICK_MS);
      const shortMs = leastMs(() => read(short), 0);
      if (longMs <= QUICK_MS || (longMs < MAX_MS && longMs < shortMs * MAX_GROWTH)) return [];
      told = `${JSON.stringify(atom)}: ${shortMs.toFixed(1)} ms, then ${longMs.toFixed(1)} ms`;
    }
    return told;
  });
}
