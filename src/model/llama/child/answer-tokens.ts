import { type LlamaModel, type Token, TokenBias } from "node-llama-cpp";
import type { VerdictQuestion } from "../../../core/ports/index.ts";
import { FaultError } from "../../fault.ts";

/** The answers to choose from, as tokens. */
export interface AnswerTokens {
  /** Of each answer, the first tokens of its spellings. */
  readonly first: readonly (readonly Token[])[];
  /** Puts the answers before all other tokens, and changes nothing in how they stand to each other. */
  readonly bias: TokenBias;
}

/**
 * Added to the logits of the answers, in nats: above what any model puts between two tokens that bear on each other, and
 * small enough that 32-bit floats still tell a ten-thousandth.
 */
export const BIAS_NATS = 60;

/** Throws a `FaultError` when two answers begin with the same token. */
export function answerTokens(model: LlamaModel, answers: VerdictQuestion["answers"]): AnswerTokens {
  const first = answers.map((spellings) => [
    ...new Set(
      spellings.flatMap((spelling) => model.tokenize(spelling, false, "trimLeadingSpace").slice(0, 1)),
    ),
  ]);
  const all = first.flat();
  if (new Set(all).size < all.length || first.some((tokens) => tokens.length === 0)) {
    throw new FaultError(
      "unsupported",
      `The model cannot tell the answers ${answers.map(([spelling]) => JSON.stringify(spelling)).join(", ")} apart by their first token.`,
      "Choose another model (npm run maru -- models).",
    );
  }
  const bias = TokenBias.for(model);
  for (const token of all) bias.set(token, { logit: BIAS_NATS });
  return { first, bias };
}
