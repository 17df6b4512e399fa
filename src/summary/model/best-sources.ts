import type { MessageId } from "../../core/types.ts";
import { wordsOf } from "../../text/words/words.ts";

/** What a claim was made of: a message, or a note with the messages that it stands on, the best first. */
export interface Ground {
  readonly text: string;
  readonly sources: readonly MessageId[];
}

/**
 * All messages that a claim stands on, each once, those first that are worth looking at first: of the ground that has most words in
 * common with the claim the best one, then that of the second, and so on; then their second ones.
 */
export function bestFirst(claim: string, grounds: readonly Ground[]): readonly MessageId[] {
  const wanted = tellingWords(claim);
  const shared = grounds.map(({ text, sources }) => ({
    sources,
    common: [...tellingWords(text)].filter((word) => wanted.has(word)).length,
  }));
  const ordered = shared.toSorted((a, b) => b.common - a.common).map(({ sources }) => sources);
  const most = Math.max(0, ...ordered.map(({ length }) => length));
  const rounds = Array.from({ length: most }, (_, at) =>
    ordered.flatMap((sources) => sources.slice(at, at + 1)),
  );
  return [...new Set(rounds.flat())];
}

const tellingWords = (text: string): Set<string> =>
  new Set(
    [...wordsOf(text)]
      .filter(({ stop }) => !stop)
      .map(({ base, forms }) => base ?? forms.keys().next().value ?? ""),
  );
