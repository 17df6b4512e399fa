import type { LlamaContextSequence, Token } from "node-llama-cpp";

/** Tokens evaluated between two looks at the signal: 128 keep an abort below about a second on a slow machine, at no cost in speed. */
export const CHUNK_TOKENS = 128;

/**
 * Evaluates those of the tokens that the sequence, which holds a beginning of them, does not hold yet. node-llama-cpp would
 * do it in one go, deaf to any signal. `onEvaluated` is called with the tokens of each chunk.
 */
export async function evaluateUpTo(
  sequence: LlamaContextSequence,
  tokens: readonly Token[],
  signal: AbortSignal,
  onEvaluated: (tokens: number) => void,
): Promise<void> {
  while (sequence.nextTokenIndex < tokens.length) {
    signal.throwIfAborted();
    const chunk = tokens.slice(sequence.nextTokenIndex, sequence.nextTokenIndex + CHUNK_TOKENS);
    await sequence.evaluateWithoutGeneratingNewTokens(chunk);
    onEvaluated(chunk.length);
  }
  signal.throwIfAborted();
}
