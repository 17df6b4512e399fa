import type { Head } from "../router/heads.ts";

/** 0 no, 1 yes, undefined: the set does not say. */
export type Answers = Readonly<Partial<Record<Head, 0 | 1>>>;

/** A text with what people (or the template it was made from) said of it. */
export interface Example {
  readonly text: string;
  readonly language: "en" | "ko";
  /** The data set, or the family of templates. */
  readonly set: string;
  /** The part that its publishers or we keep for measuring. */
  readonly part: "train" | "test";
  readonly answers: Answers;
  /** How much it counts in training; 1 as a rule. */
  readonly weight: number;
  /** The function of language that it shows, where that is known. */
  readonly shows?: string;
}

/** Nothing is wrong with it. */
export const harmless: Answers = { look: 0, hate: 0, abuse: 0, threat: 0 };
