import type { KnownChunk } from "./chunks.ts";

/** A chunk is small when it has less than this share of what one can have. */
const SMALL = 0.2;
/** So many small ones in a row are read once more, together. */
const MANY = 6;

/**
 * The chunks that are worth finding again. A thread that is summarised after every few messages leaves many small chunks, which
 * tell little each; now and then they are read again as one.
 */
export function worthKnowing(known: readonly KnownChunk[], maxTokens: number): readonly KnownChunk[] {
  const inOrder = known.toSorted((a, b) => ((a.at ?? "") < (b.at ?? "") ? -1 : 1));
  const worth: KnownChunk[] = [];
  let small: KnownChunk[] = [];
  const settle = () => {
    if (small.length < MANY) worth.push(...small);
    small = [];
  };
  for (const chunk of inOrder) {
    if (chunk.tokens < SMALL * maxTokens) {
      small.push(chunk);
      continue;
    }
    settle();
    worth.push(chunk);
  }
  settle();
  return worth;
}
