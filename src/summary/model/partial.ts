import type { PersonId } from "../../core/types.ts";
import type { CitedMessage, Claim, Person } from "../summary.ts";

/** The lists of a summary, as the model fills them. */
export type Section = "keyPoints" | "decisions" | "actionItems" | "openQuestions" | "gist";

/** In the order in which the model fills them: what all was about is told last, when the rest has been said. */
export const SECTIONS: readonly Section[] = [
  "keyPoints",
  "decisions",
  "actionItems",
  "openQuestions",
  "gist",
];

/** A claim with what its section may tell beside it. */
export interface Item extends Claim {
  readonly section: Section;
  readonly by?: readonly Person[];
  readonly owner?: Person;
  readonly due?: string;
}

/** A summary of a part of what was said. Plain data. */
export interface PartialSummary {
  /** Tells what was read, and how: a digest. */
  readonly id: string;
  /** In each section the most important first. */
  readonly items: readonly Item[];
  /** Every message that an item names, in the order of writing. */
  readonly cited: readonly CitedMessage[];
  /** Whose messages were read. */
  readonly authors: readonly PersonId[];
}
