import type { EvaluationPriority, LlamaContextSequence, Token } from "node-llama-cpp";
import { CHUNK_TOKENS } from "../chunk-tokens.ts";

export interface EvaluateOptions {
  readonly chunkTokens?: number;
  readonly priority?: EvaluationPriority;
  /** Does the work of one chunk of so many tokens, when its turn comes. */
  readonly step?: (chunkTokens: number, work: () => Promise<void>) => Promise<void>;
}

/**
 * Evaluates those of the tokens that the sequence, which holds a beginning of them, does not hold yet. node-llama-cpp would
 * do it in one go, deaf to any signal. `onEvaluated` is called with the tokens of each chunk.
 */
export async function evaluateUpTo(
  sequence: LlamaContextSequence,
  tokens: readonly Token[],
  signal: AbortSignal,
  onEvaluated: (tokens: number) => void,
  { chunkTokens = CHUNK_TOKENS, priority, step = (_, work) => work() }: EvaluateOptions = {},
): Promise<void> {
  const options = priority === undefined ? {} : { evaluationPriority: priority };
  while (sequence.nextTokenIndex < tokens.length) {
    const chunk = tokens.slice(sequence.nextTokenIndex, sequence.nextTokenIndex + chunkTokens);
    await step(chunk.length, async () => {
      // Whoever was stopped while he waited for his turn takes none.
      signal.throwIfAborted();
      await sequence.evaluateWithoutGeneratingNewTokens(chunk, options);
    });
    onEvaluated(chunk.length);
  }
  signal.throwIfAborted();
}
