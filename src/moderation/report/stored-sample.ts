import type { Message, PersonId } from "../../core/types.ts";
import { type Label, verdictOfLabels } from "./verdict-of-labels.ts";

/** What is stored of a sampled message until its words are no longer kept. */
export interface StoredSample {
  readonly message: Message;
  readonly guard?: number;
  /** ISO 8601. */
  readonly at: string;
  /** Unix ms. */
  readonly expiresAt: number;
  readonly labels: readonly { readonly by: PersonId; readonly label: Label }[];
}

/** Whether people are still to be asked. */
export function isOpen({ labels }: Pick<StoredSample, "labels">): boolean {
  const verdict = verdictOfLabels(labels.map(({ label }) => label));
  return verdict === undefined || verdict === "disputed";
}
