import type { SourceMessage, Summary } from "../../src/summary/index.ts";
import { wordsOf } from "../../src/text/words/words.ts";
import { claimsOf } from "./systems.ts";

/** How far a set's summaries can be checked, and what they cost. */
export interface Faithfulness {
  readonly claims: number;
  readonly citations: number;
  /** Citations that are a message which was given, and which the summary lists. */
  readonly validCitations: number;
  /** Claims all of whose content words occur in the messages that they cite. */
  readonly supported: number;
  /** Claims that stand word for word in a message that they cite. */
  readonly verbatim: number;
  /** Words of the summaries ÷ words of what was read. */
  readonly compression: number;
  /** Milliseconds for each 1,000 messages. */
  readonly msPerThousand: number;
  /** Of the longest case: its messages, and how long it took. */
  readonly longest: { readonly messages: number; readonly ms: number };
}

/** Summarises each list of messages and checks every claim against the messages. */
export async function measureFaithfulness(
  cases: readonly (readonly SourceMessage[])[],
  summarise: (messages: readonly SourceMessage[]) => Promise<Summary>,
): Promise<Faithfulness> {
  const count = { claims: 0, citations: 0, validCitations: 0, supported: 0, verbatim: 0 };
  let [said, quoted, read, ms] = [0, 0, 0, 0];
  let longest = { messages: 0, ms: 0 };
  for (const messages of cases) {
    const before = performance.now();
    const summary = await summarise(messages);
    const took = performance.now() - before;
    ms += took;
    read += messages.length;
    if (messages.length > longest.messages) longest = { messages: messages.length, ms: took };
    const byId = new Map(messages.map((message) => [message.id, message]));
    const listed = new Set(summary.cited.map(({ id }) => id));
    for (const message of messages) said += spaced(message.text);
    for (const { text, sources } of claimsOf(summary)) {
      quoted += spaced(text);
      count.claims++;
      count.citations += sources.length;
      count.validCitations += sources.filter((id) => byId.has(id) && listed.has(id)).length;
      const cited = sources.map((id) => byId.get(id)?.text ?? "");
      if (cited.some((source) => source.includes(text))) count.verbatim++;
      const known = new Set(cited.flatMap(contentWords));
      if (contentWords(text).every((word) => known.has(word))) count.supported++;
    }
  }
  return {
    ...count,
    compression: quoted / Math.max(1, said),
    msPerThousand: (1000 * ms) / Math.max(1, read),
    longest,
  };
}

const contentWords = (text: string) =>
  [...wordsOf(text)].filter(({ stop }) => !stop).map(({ base, forms }) => base ?? [...forms.keys()][0]);

const spaced = (text: string) => text.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0;
