import type { Answers } from "../example.ts";

/** Templates that show one function of language. */
export interface Family {
  /** The function, the same for both languages where both have it. */
  readonly shows: string;
  readonly answers: Answers;
  readonly templates: readonly string[];
  /** How much more each of its sentences counts than those of others; for families that have few. */
  readonly weight?: number;
}

export const hateful: Answers = { look: 1, hate: 1, threat: 0 };
export const threatening: Answers = { look: 1, hate: 1, threat: 1 };
export const abusive: Answers = { look: 0, hate: 0, abuse: 1, threat: 0 };
/** In the Korean sets, abuse of a person is what people were asked to mark. */
export const abusiveKo: Answers = { look: 1, hate: 0, abuse: 1, threat: 0 };
export const menacing: Answers = { hate: 0, abuse: 1, threat: 1 };
