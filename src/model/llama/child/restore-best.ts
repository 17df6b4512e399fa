import type { LlamaContextSequence, Token } from "node-llama-cpp";
import { commonStart, held } from "./slots.ts";

/** A state that a sequence can be brought to. */
export interface Source {
  readonly tokens: readonly Token[];
  /** What bringing it there costs, in tokens that could be evaluated meanwhile. */
  readonly costTokens: number;
  /** Resolves to whether it worked. */
  load(): Promise<boolean>;
}

/**
 * Makes the sequence hold as much of the beginning of the tokens as can be had for less than evaluating it, be it of what it
 * holds already, and nothing else.
 *
 * @param alone does what must not happen while the context computes
 */
export async function restoreBest(
  sequence: LlamaContextSequence,
  tokens: readonly Token[],
  sources: readonly Source[],
  alone: (work: () => Promise<void>) => Promise<void> = (work) => work(),
): Promise<void> {
  const here = held(sequence, tokens);
  // A model that keeps a state instead of a cache can go back only to where a checkpoint was taken.
  const goesBack = here < sequence.nextTokenIndex;
  const again = goesBack ? Math.max(0, sequence.getRestoreToPrefixIndexEvaluationSize(here - 1)) : 0;
  const better = sources
    .map((source) => ({ source, common: commonStart(source.tokens, tokens) }))
    .filter(({ source, common }) => !sequence.needsCheckpoints || common === source.tokens.length)
    .map(({ source, common }) => ({ source, gain: common - source.costTokens - (here - again) }))
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain);
  for (const { source } of better) if (await source.load()) break;
  await alone(() => sequence.adaptStateToTokens([...tokens], false));
}
