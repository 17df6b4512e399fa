import { hash } from "node:crypto";
import type { Locale } from "../../core/types.ts";
import { type Entry, keyOf } from "./entry.ts";
import type { PartialSummary } from "./partial.ts";

/** Raised when what is made of an answer changes: everything is then read again. */
const EDITION = 2;

/** Names what was read, and how: the same id, the same partial summary. */
export interface Ids {
  ofChunk(entries: readonly Entry[]): string;
  ofMerge(partials: readonly PartialSummary[]): string;
}

/** `reader`: what reads; another model, other prompts or another language read anew. */
export function createIds(reader: {
  readonly model: string;
  readonly prompts: string;
  readonly locale: Locale;
}): Ids {
  const by = digest([EDITION, reader.model, reader.prompts, reader.locale]);
  return {
    ofChunk: (entries) =>
      digest([by, entries.map((entry) => [keyOf(entry), entry.message.author.name, entry.text])]),
    ofMerge: (partials) => digest([by, "merge", partials.map(({ id }) => id)]),
  };
}

const digest = (value: unknown) => hash("sha256", JSON.stringify(value));
