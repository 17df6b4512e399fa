import type { LlamaContextSequence, Token } from "node-llama-cpp";
import { evaluateUpTo } from "./evaluate-up-to.ts";

/**
 * Brings the sequence to hold all of the prompt but its last token, from which the answer is generated. What it
 * holds already is kept. `onEvaluated` is called with the tokens of each chunk.
 */
export async function prefill(
  sequence: LlamaContextSequence,
  prompt: readonly Token[],
  signal: AbortSignal,
  onEvaluated: (tokens: number) => void,
): Promise<void> {
  const wanted = prompt.slice(0, -1);
  await sequence.adaptStateToTokens(wanted, false);
  await evaluateUpTo(sequence, wanted, signal, onEvaluated);
  // Models that keep a state instead of a cache can only go back to where a checkpoint was taken.
  if (sequence.needsCheckpoints) await sequence.takeCheckpoint();
}
