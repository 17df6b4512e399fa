import type { LlamaContextSequence, Token } from "node-llama-cpp";
import { evaluateUpTo } from "./evaluate-up-to.ts";
import { restoreBest, type Source } from "./restore-best.ts";

/** What prompts begin with, evaluated once and kept in files, to be put into any sequence. */
export interface KeptOpenings {
  /** Evaluates it in the sequence, and keeps it. */
  keep(sequence: LlamaContextSequence, tokens: readonly Token[]): Promise<void>;
  /**
   * Makes the sequence hold as much of the beginning of the tokens, and nothing else, as can be had without evaluating
   * anything. Leaves at least one of them to be evaluated.
   */
  rewind(sequence: LlamaContextSequence, tokens: readonly Token[]): Promise<void>;
}

/** Loading a file costs about as much as evaluating so many tokens on a slow machine. */
const LOADING_COSTS_TOKENS = 15;

export function createKeptOpenings(folder: string): KeptOpenings {
  const openings: { readonly tokens: readonly Token[]; readonly file: string }[] = [];

  return {
    async keep(sequence, tokens) {
      await sequence.adaptStateToTokens([...tokens], false);
      await evaluateUpTo(sequence, tokens, new AbortController().signal, () => undefined);
      const file = `${folder}/opening-${openings.length}.state`;
      await sequence.saveStateToFile(file);
      openings.push({ tokens, file });
    },
    async rewind(sequence, tokens) {
      const sources = openings.map(
        ({ tokens: opening, file }): Source => ({
          tokens: opening,
          costTokens: LOADING_COSTS_TOKENS,
          async load() {
            await sequence.loadStateFromFile(file, { acceptRisk: true });
            return true;
          },
        }),
      );
      await restoreBest(sequence, tokens.slice(0, -1), sources);
    },
  };
}
