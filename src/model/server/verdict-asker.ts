import {
  type Continuation,
  ModelError,
  type QuestionLength,
  type VerdictPrompt,
  type VerdictQuestion,
  type VerdictReadings,
} from "../../core/ports/index.ts";
import { disarmFully } from "./disarm.ts";

/** How one kind of server is asked for verdicts. Everything rejects with a `ServerFault`, a `ModelError` or the signal's reason. */
export interface VerdictAsker {
  read(question: VerdictQuestion, signal: AbortSignal): Promise<VerdictReadings>;
  measure(question: VerdictQuestion, signal: AbortSignal): Promise<QuestionLength>;
}

/** Tokens that the spelling of an answer may take; those that there are take four at most. */
const LONGEST_ANSWER_TOKENS = 8;

/** Tokens that a prompt of the question may have in this context. */
export function roomFor({ continuation }: VerdictQuestion, contextTokens: number): number {
  return contextTokens - (continuation === undefined ? 1 : continuation.maxTokens + LONGEST_ANSWER_TOKENS);
}

export function tooLong(tokens: number, room: number): ModelError {
  return new ModelError(
    "overflow",
    `the prompt of ${tokens} tokens exceeds the ${room} that there is room for`,
  );
}

/** What each answer weighs against the others; together they weigh the share. @throws ModelError when none is likely at all */
export function asProbabilities(weights: readonly number[]): {
  readonly probabilities: readonly number[];
  readonly share: number;
} {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(all > 0)) throw new ModelError("failed", "the model gives its answers no probability at all");
  return { probabilities: weights.map((weight) => weight / all), share: Math.min(1, all) };
}

/** The first spelling of the answer that something is to be written after; `undefined` when nothing is. */
export function spellingToContinue(
  { answers }: VerdictQuestion,
  probabilities: readonly number[],
  { after }: Continuation,
): string | undefined {
  const chance = (answer: number) => probabilities[answer] ?? 0;
  if (after.reduce((sum, answer) => sum + chance(answer), 0) < 0.5) return undefined;
  const [likeliest] = after.toSorted((a, b) => chance(b) - chance(a));
  return likeliest === undefined ? undefined : answers[likeliest]?.[0];
}

/** The prompt with all that people said in it disarmed. */
export function disarmed(prompt: VerdictPrompt): VerdictPrompt {
  const disarm = <Piece extends object>(piece: Piece) =>
    "said" in piece ? { ...piece, said: disarmFully(String(piece.said).toWellFormed()) } : piece;
  if ("pieces" in prompt) return { pieces: prompt.pieces.map(disarm) };
  return {
    ...prompt,
    turns: prompt.turns.map(({ role, pieces }) => ({ role, pieces: pieces.map(disarm) })),
    ...(prompt.otherwise === undefined ? {} : { otherwise: prompt.otherwise.map(disarm) }),
  };
}
