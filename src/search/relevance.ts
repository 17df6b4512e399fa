import { wordsOf } from "../text/words/words.ts";
import type { Pace } from "./pace.ts";
import type { AskedWord, Question } from "./question.ts";

/** How a text answers to a question. */
export interface Relevance {
  /** BM25+ over the question's words; 0 when nothing is shared. */
  readonly score: number;
  /** The share of the question's matter, 0 to 1, that the text speaks of. */
  readonly coverage: number;
  /** Words of the text. */
  readonly words: number;
}

/** Lv and Zhai 2011, "Lower-bounding term frequency normalization" (BM25+); values by bench/search-quality.ts. */
const saturation = 1.2;
const lengthWeight = 0.4;
const minRelativeLength = 1;
const lowerBound = 0.5;
const stopWordWeight = 0.1;
/** What the other forms of a word add to its best one. */
const otherFormsWeight = 0.3;

/** What a piece of a longer word counts against the word standing alone. */
const pieceWeight = 0.6;

interface Counted {
  /** How often each form of the question occurs, less where only a part of a word is the form. */
  readonly counts: ReadonlyMap<string, number>;
  readonly words: number;
}

/**
 * The relevance of each text. There is no index to build, because each question comes with its own
 * texts: one pass counts the question's forms only.
 */
export async function relevanceOf(
  question: Question,
  texts: readonly string[],
  pace: Pace,
): Promise<readonly Relevance[]> {
  const counted: Counted[] = [];
  const textsWith = new Map<string, number>();
  let totalWords = 0;
  for (const text of texts) {
    const count = countForms(question, text);
    counted.push(count);
    totalWords += count.words;
    for (const form of count.counts.keys()) textsWith.set(form, (textsWith.get(form) ?? 0) + 1);
    await pace.rest();
  }
  const rarity = (form: string) => {
    const n = textsWith.get(form) ?? 0;
    return Math.log(1 + (texts.length - n + 0.5) / (n + 0.5));
  };
  const matter = weighWords(question, rarity);
  const totalMatter = matter.reduce((sum, weight) => sum + weight, 0);
  const averageWords = totalWords / Math.max(1, texts.length) || 1;

  const relevances: Relevance[] = [];
  for (const { counts, words } of counted) {
    relevances.push(score(question, { counts, words }, averageWords, rarity, matter, totalMatter));
    await pace.rest();
  }
  return relevances;
}

function countForms(question: Question, text: string): Counted {
  const counts = new Map<string, number>();
  let words = 0;
  for (const word of wordsOf(text)) {
    words++;
    for (const [form, weight] of word.forms) {
      if (question.forms.has(form)) counts.set(form, (counts.get(form) ?? 0) + weight);
    }
    for (const form of word.pieces) {
      if (question.forms.has(form) && !word.forms.has(form))
        counts.set(form, (counts.get(form) ?? 0) + pieceWeight);
    }
  }
  return { counts, words };
}

/** How much each of the question's words matters: the rarity of its most telling form. Stop words do not. */
function weighWords(question: Question, rarity: (form: string) => number): readonly number[] {
  const best = question.words.map(() => ({ weight: 0, rarity: 0 }));
  for (const [form, entries] of question.forms) {
    for (const { word, weight } of entries) {
      const known = best[word];
      if (known && weight > known.weight)
        best[word] = { weight, rarity: rarity(question.words[word]?.base ?? form) };
    }
  }
  return best.map(({ rarity }, word) => (question.words[word]?.stop ? 0 : rarity));
}

function score(
  question: Question,
  { counts, words }: Counted,
  averageWords: number,
  rarity: (form: string) => number,
  matter: readonly number[],
  totalMatter: number,
): Relevance {
  const relativeLength = Math.max(minRelativeLength, words / averageWords);
  const size = question.words.length;
  const best = new Float64Array(size);
  const sum = new Float64Array(size);
  const inPieces = new Float64Array(size);
  const evidence = new Float64Array(size);
  const evidenceInPieces = new Float64Array(size);
  for (const [form, count] of counts) {
    const frequency =
      lowerBound +
      (count * (saturation + 1)) / (count + saturation * (1 - lengthWeight + lengthWeight * relativeLength));
    for (const { word, weight, piece } of question.forms.get(form) ?? []) {
      const sure = weight * Math.min(1, count);
      const { base } = question.words[word] as AskedWord;
      const rare = piece || base === undefined ? rarity(form) : Math.min(rarity(form), rarity(base));
      const value = sure * rare * frequency;
      if (piece) {
        inPieces[word] = (inPieces[word] as number) + value;
        evidenceInPieces[word] = (evidenceInPieces[word] as number) + sure;
      } else {
        best[word] = Math.max(best[word] as number, value);
        sum[word] = (sum[word] as number) + value;
        evidence[word] = Math.max(evidence[word] as number, sure);
      }
    }
  }
  let total = 0;
  let covered = 0;
  for (let word = 0; word < question.words.length; word++) {
    const whole =
      (best[word] as number) + otherFormsWeight * ((sum[word] as number) - (best[word] as number));
    const value = Math.max(whole, inPieces[word] as number);
    total += value * (question.words[word]?.stop ? stopWordWeight : 1);
    covered +=
      (matter[word] as number) * Math.max(evidence[word] as number, evidenceInPieces[word] as number);
  }
  return { score: total, coverage: totalMatter === 0 ? 0 : covered / totalMatter, words };
}
