import type {
  ModelErrorCode,
  QuestionLength,
  VerdictQuestion,
  VerdictReadings,
} from "../../core/ports/index.ts";

/** What a model that gives verdicts is asked. */
export type VerdictAsk =
  | { readonly type: "read"; readonly question: VerdictQuestion }
  | { readonly type: "measure"; readonly questions: readonly VerdictQuestion[] };

/** What it answers, once. */
export type VerdictAnswer =
  | { readonly type: "read"; readonly readings: VerdictReadings }
  | { readonly type: "measured"; readonly lengths: readonly QuestionLength[] }
  | { readonly type: "refused"; readonly code: ModelErrorCode; readonly message: string };
