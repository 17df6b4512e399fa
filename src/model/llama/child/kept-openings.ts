import type { LlamaContextSequence, Token } from "node-llama-cpp";
import { evaluateUpTo } from "./evaluate-up-to.ts";
import { commonStart, held } from "./slots.ts";

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
const WORTH_LOADING_TOKENS = 16;

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
      const wanted = tokens.slice(0, -1);
      const here = held(sequence, wanted);
      const [best] = openings
        .map((opening) => ({ ...opening, common: commonStart(opening.tokens, wanted) }))
        .sort((a, b) => b.common - a.common);
      // A model that keeps a state instead of a cache cannot go back in it: only a whole file brings it back.
      const stuck = sequence.needsCheckpoints && here < sequence.nextTokenIndex;
      const fits = best !== undefined && (!sequence.needsCheckpoints || best.common === best.tokens.length);
      if (fits && (stuck || best.common >= here + WORTH_LOADING_TOKENS)) {
        await sequence.loadStateFromFile(best.file, { acceptRisk: true });
      }
      await sequence.adaptStateToTokens(wanted, false);
    },
  };
}
