import type { Pace } from "../pace.ts";
import type { Sentences } from "./sentence.ts";

/**
 * LexRank (Erkan and Radev 2004): sentences that resemble many sentences, which in turn resemble many, are central. Continuous: edges
 * are weighted by the cosine of the sentences' words, weighted by rarity, and below `minSimilarity` there is none.
 */
const damping = 0.85;
const minSimilarity = 0.1;
const iterations = 20;
/** A graph holds so many sentences that stand next to each other: what is far apart belongs to other matters. */
const windowSize = 240;
/** A word that more sentences of a window have connects too much to tell anything. */
const maxShare = 0.25;

/** How central each sentence is in its surroundings; 1 is the average. `order`: the sentences by conversation. */
export async function centralityOf(
  { sentences, frequencies }: Sentences,
  order: readonly number[],
  pace: Pace,
): Promise<Float64Array> {
  const centrality = new Float64Array(sentences.length).fill(1);
  const rarity = frequencies.map((frequency) => Math.log(1 + sentences.length / Math.max(1, frequency)));
  for (let start = 0; start < order.length; start += windowSize) {
    const window = order.slice(start, start + windowSize);
    const ranks = rankWindow(window.map((at) => sentences[at]?.words ?? []));
    for (const [position, at] of window.entries()) centrality[at] = ranks[position] as number;
    await pace.rest();
  }
  return centrality;

  function rankWindow(texts: readonly (readonly number[])[]): Float64Array {
    const size = texts.length;
    const norms = texts.map((words) => Math.sqrt(words.reduce((sum, word) => sum + square(rarity[word]), 0)));
    const holders = new Map<number, number[]>();
    for (const [at, words] of texts.entries())
      for (const word of words) {
        const list = holders.get(word);
        if (list === undefined) holders.set(word, [at]);
        else list.push(at);
      }
    const edges: { readonly to: number; readonly weight: number }[][] = [];
    const out = new Float64Array(size);
    for (const [at, words] of texts.entries()) {
      const products = new Map<number, number>();
      for (const word of words) {
        const list = holders.get(word) ?? [];
        if (list.length > Math.max(4, maxShare * size)) continue;
        for (const other of list)
          if (other !== at) products.set(other, (products.get(other) ?? 0) + square(rarity[word]));
      }
      const own: { to: number; weight: number }[] = [];
      for (const [to, product] of products) {
        const weight = product / ((norms[at] as number) * (norms[to] as number));
        if (weight < minSimilarity) continue;
        own.push({ to, weight });
        out[at] = (out[at] as number) + weight;
      }
      edges.push(own);
    }
    let ranks = new Float64Array(size).fill(1);
    for (let round = 0; round < iterations; round++) {
      const next = new Float64Array(size).fill(1 - damping);
      for (const [from, own] of edges.entries())
        for (const { to, weight } of own)
          next[to] =
            (next[to] as number) + (damping * (ranks[from] as number) * weight) / (out[from] as number);
      ranks = next;
    }
    return ranks;
  }
}

const square = (value = 0) => value * value;
