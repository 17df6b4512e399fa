import { sentencesOf } from "../../src/text/sentences.ts";
import type { CaseSet } from "./read-cases.ts";
import { type Rouge, rougeL, rougeN } from "./rouge.ts";
import { rougeTokens } from "./rouge-tokens.ts";
import type { System } from "./systems.ts";

/** What one system reached on each case of a set. */
export interface Scores {
  readonly name: string;
  readonly rouge1: readonly Rouge[];
  readonly rouge2: readonly Rouge[];
  readonly rougeL: readonly Rouge[];
  /** Words of each summary after the cut. */
  readonly words: readonly number[];
}

/** Runs a system on all cases, its summaries cut at `maxWords`. Several references: the one that it comes nearest to. */
export async function score(
  system: System,
  { cases }: CaseSet,
  { maxWords, stem }: { readonly maxWords: number; readonly stem: boolean },
): Promise<Scores> {
  const scores = {
    rouge1: [] as Rouge[],
    rouge2: [] as Rouge[],
    rougeL: [] as Rouge[],
    words: [] as number[],
  };
  for (const [at, { messages, references }] of cases.entries()) {
    const runs: { one: Rouge; two: Rouge; longest: Rouge; words: number }[] = [];
    for (let run = 0; run < system.runs; run++) {
      const summary = cut(await system.summarise(messages, maxWords, at * 1000 + run), maxWords);
      const given = summary.map((text) => rougeTokens(text, { stem }));
      const compared = references.map((reference) => {
        const wanted = sentencesOf(reference).map((text) => rougeTokens(text, { stem }));
        return {
          one: rougeN(given.flat(), wanted.flat(), 1),
          two: rougeN(given.flat(), wanted.flat(), 2),
          longest: rougeL(given, wanted),
        };
      });
      compared.sort((a, b) => b.one.f - a.one.f);
      const words = summary.reduce((sum, text) => sum + wordsOf(text).length, 0);
      if (compared[0] !== undefined) runs.push({ ...compared[0], words });
    }
    const mean = (of: (run: (typeof runs)[number]) => number) =>
      runs.reduce((sum, run) => sum + of(run), 0) / Math.max(1, runs.length);
    const meanOf = (of: (run: (typeof runs)[number]) => Rouge): Rouge => ({
      precision: mean((run) => of(run).precision),
      recall: mean((run) => of(run).recall),
      f: mean((run) => of(run).f),
    });
    scores.rouge1.push(meanOf(({ one }) => one));
    scores.rouge2.push(meanOf(({ two }) => two));
    scores.rougeL.push(meanOf(({ longest }) => longest));
    scores.words.push(mean(({ words }) => words));
  }
  return { name: system.name, ...scores };
}

/** Words between spaces that hold a letter or a digit, with what stands up to them. */
const wordsOf = (text: string) => text.match(/\S*[\p{L}\p{N}]\S*/gu) ?? [];

/** The texts until they have `maxWords` words; the last one is cut. */
export function cut(texts: readonly string[], maxWords: number): readonly string[] {
  const kept: string[] = [];
  let left = maxWords;
  for (const text of texts) {
    if (left === 0) break;
    const words = wordsOf(text).slice(0, left);
    if (words.length > 0) kept.push(words.join(" "));
    left -= words.length;
  }
  return kept;
}
