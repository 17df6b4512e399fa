import type { LlamaContextSequence, Token } from "node-llama-cpp";

/** Tokens evaluated between two looks at the signal: 128 keep an abort below about a second on a slow machine, at no cost in speed. */
const CHUNK_TOKENS = 128;

/**
 * Brings the sequence to hold all of the prompt but its last token, from which the answer is generated. What it
 * holds already is kept. node-llama-cpp would evaluate the prompt in one go, deaf to any signal.
 * `onEvaluated` is called with the tokens of each chunk.
 */
export async function prefill(
  sequence: LlamaContextSequence,
  prompt: readonly Token[],
  signal: AbortSignal,
  onEvaluated: (tokens: number) => void,
): Promise<void> {
  const wanted = prompt.slice(0, -1);
  await sequence.adaptStateToTokens(wanted, false);
  while (sequence.nextTokenIndex < wanted.length) {
    signal.throwIfAborted();
    const chunk = wanted.slice(sequence.nextTokenIndex, sequence.nextTokenIndex + CHUNK_TOKENS);
    await sequence.evaluateWithoutGeneratingNewTokens(chunk);
    onEvaluated(chunk.length);
  }
  signal.throwIfAborted();
  // Models that keep a state instead of a cache can only go back to where a checkpoint was taken.
  if (sequence.needsCheckpoints) await sequence.takeCheckpoint();
}
