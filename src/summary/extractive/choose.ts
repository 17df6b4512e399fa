import type { Pace } from "../pace.ts";

/** A sentence as something that can be chosen. */
export interface Candidate {
  readonly words: readonly number[];
  /** In words between spaces. */
  readonly length: number;
  /** What it is worth beside its words; at least 0, 1 is usual. */
  readonly worth: number;
  /** The part of the conversation it stands in: what comes from a part that has said much already is worth less. */
  readonly part: number;
  /** A question and its answer do not say the same, however alike they are. */
  readonly asks: boolean;
}

/** A word that was said once is worth this much the next time. */
const repeated = 0.25;
/** How much a long sentence pays for its length: 0 nothing, 1 in full (Lin and Bilmes 2010: "r", 0.3). */
const lengthCost = 0.3;
/** Each sentence from the same part makes the next one from there worth less. */
const samePart = 0.85;

/** A sentence that shares this much of its words with a chosen one says the same. */
const sameness = 0.7;

/** What has been chosen so far, and the choosing of more. */
export interface Choice {
  /** Takes the best candidates of `among` (indices) until their lengths fill `budget`, at most `max` of them. In the order of choosing. */
  take(among: readonly number[], budget: number, max: number, pace: Pace): Promise<number[]>;
}

/**
 * Chooses sentences that together say most of what was said, without saying it twice: the greedy maximisation of a
 * submodular coverage under a budget (Lin and Bilmes 2010 and 2011), lazily (Minoux 1978), since a sentence only ever loses by what was chosen before.
 * `weights`: what each word of the vocabulary is worth.
 */
export function createChoice(candidates: readonly Candidate[], weights: ArrayLike<number>): Choice {
  const said = new Map<number, number>();
  const chosenOfPart = new Map<number, number>();
  const chosen = new Map<number, ReadonlySet<number>>();

  const gainOf = (at: number) => {
    const { words, length, worth, part } = candidates[at] as Candidate;
    let gain = 0;
    for (const word of words) gain += (weights[word] as number) * repeated ** (said.get(word) ?? 0);
    return (gain * worth * samePart ** (chosenOfPart.get(part) ?? 0)) / Math.max(1, length) ** lengthCost;
  };

  const saysTheSame = ({ words, asks }: Candidate) =>
    [...chosen].some(([at, other]) => {
      if (candidates[at]?.asks !== asks) return false;
      const shared = words.filter((word) => other.has(word)).length;
      return shared >= sameness * Math.min(words.length, other.size) && shared > 0;
    });

  return {
    async take(among, budget, max, pace) {
      const heap = createHeap();
      for (const at of among) {
        if (!chosen.has(at)) heap.push({ at, gain: gainOf(at) });
        await pace.rest();
      }
      const taken: number[] = [];
      let left = budget;
      for (let best = heap.pop(); best !== undefined && taken.length < max; best = heap.pop()) {
        await pace.rest();
        const { words, length, part } = candidates[best.at] as Candidate;
        if (length > left || saysTheSame(candidates[best.at] as Candidate)) continue;
        const gain = gainOf(best.at);
        const next = heap.top();
        if (next !== undefined && before(next, { at: best.at, gain })) {
          heap.push({ at: best.at, gain });
          continue;
        }
        if (gain <= 0) break;
        taken.push(best.at);
        chosen.set(best.at, new Set(words));
        left -= length;
        for (const word of words) said.set(word, (said.get(word) ?? 0) + 1);
        chosenOfPart.set(part, (chosenOfPart.get(part) ?? 0) + 1);
      }
      return taken;
    },
  };
}

interface Bid {
  readonly at: number;
  readonly gain: number;
}

/** The higher gain first; of equal ones what was said first. */
const before = (a: Bid, b: Bid) => a.gain > b.gain || (a.gain === b.gain && a.at < b.at);

/** A binary heap, the best bid on top. */
function createHeap() {
  const bids: Bid[] = [];
  const swap = (a: number, b: number) => {
    [bids[a], bids[b]] = [bids[b] as Bid, bids[a] as Bid];
  };
  return {
    top: () => bids[0],
    push(bid: Bid) {
      let at = bids.push(bid) - 1;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!before(bids[at] as Bid, bids[parent] as Bid)) break;
        swap(at, parent);
        at = parent;
      }
    },
    pop(): Bid | undefined {
      const [best] = bids;
      const last = bids.pop();
      if (best === undefined || last === undefined || bids.length === 0) return best;
      bids[0] = last;
      for (let at = 0; ; ) {
        let first = at;
        for (const child of [2 * at + 1, 2 * at + 2])
          if (child < bids.length && before(bids[child] as Bid, bids[first] as Bid)) first = child;
        if (first === at) return best;
        swap(at, first);
        at = first;
      }
    },
  };
}
