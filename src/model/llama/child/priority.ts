import type { EvaluationPriority } from "node-llama-cpp";

/** What node-llama-cpp is told of how urgent a sequence's work is. */
export const PRIORITY = {
  interactive: 5,
  background: 1,
} as const satisfies Record<string, EvaluationPriority>;
