import type { LlamaContextSequence, Token } from "node-llama-cpp";

/** The sequences that questions are worked on in, each by one at a time. */
export interface Slots {
  /** How many are at work. */
  working(): number;
  /**
   * Waits for a free one, in order of asking, and does the work in it: of the free ones, in that which holds most of what
   * the tokens begin with. Rejects with the signal's reason if that comes first.
   */
  use<Result>(
    tokens: readonly Token[],
    signal: AbortSignal,
    work: (sequence: LlamaContextSequence) => Promise<Result>,
  ): Promise<Result>;
}

export function createSlots(sequences: readonly LlamaContextSequence[]): Slots {
  const free = new Set(sequences);
  const waiting: ((sequence: LlamaContextSequence) => void)[] = [];

  async function take(tokens: readonly Token[], signal: AbortSignal): Promise<LlamaContextSequence> {
    const [best] = [...free].sort((a, b) => held(b, tokens) - held(a, tokens));
    if (best === undefined) return turn(signal);
    free.delete(best);
    return best;
  }

  function turn(signal: AbortSignal): Promise<LlamaContextSequence> {
    return new Promise((resolve, reject) => {
      const come = (sequence: LlamaContextSequence) => {
        signal.removeEventListener("abort", leave);
        resolve(sequence);
      };
      const leave = () => {
        waiting.splice(waiting.indexOf(come), 1);
        reject(signal.reason);
      };
      signal.addEventListener("abort", leave, { once: true });
      waiting.push(come);
    });
  }

  return {
    working: () => sequences.length - free.size,
    async use(tokens, signal, work) {
      signal.throwIfAborted();
      const sequence = await take(tokens, signal);
      try {
        return await work(sequence);
      } finally {
        const next = waiting.shift();
        if (next) next(sequence);
        else free.add(sequence);
      }
    },
  };
}

/** How many of the tokens, from the first on, the sequence holds already. */
export function held(sequence: LlamaContextSequence, tokens: readonly Token[]): number {
  return commonStart(sequence.contextTokens, tokens);
}

export function commonStart(a: readonly Token[], b: readonly Token[]): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a[at] === b[at]) at += 1;
  return at;
}
