import { wordsOf } from "../text/words/words.ts";

/** A question made ready for searching. */
export interface Question {
  /** What is asked about, one entry for each word that says something. */
  readonly words: readonly AskedWord[];
  /** What to look for, by form: the words of the question that it stands for. */
  readonly forms: ReadonlyMap<string, readonly Stand[]>;
}

export interface AskedWord {
  readonly stop: boolean;
  /** See `Word`. */
  readonly base?: string;
}

/** That a form stands for a word of the question. */
export interface Stand {
  /** Index of the question's word. */
  readonly word: number;
  /** How surely, 0 to 1. */
  readonly weight: number;
  /** One of several pieces, which together stand for the word as surely as their weights add up. */
  readonly piece: boolean;
}

/** All pieces of a word together. */
const piecesWeight = 0.8;

/** More words than this are not looked for: the first ones say what a question is about. */
const maxWords = 64;

export function questionOf(text: string): Question {
  const words: AskedWord[] = [];
  const forms = new Map<string, Stand[]>();
  const seen = new Set<string>();
  for (const { forms: found, pieces, base, stop } of wordsOf(text)) {
    const [first] = found.keys();
    if (first === undefined || seen.has(first)) continue;
    if (words.length === maxWords) break;
    seen.add(first);
    const word = words.push(base === undefined ? { stop } : { base, stop }) - 1;
    const add = (form: string, stand: Stand) => forms.set(form, [...(forms.get(form) ?? []), stand]);
    for (const [form, weight] of found) add(form, { word, weight, piece: false });
    for (const form of new Set(pieces))
      add(form, { word, weight: piecesWeight / pieces.length, piece: true });
  }
  return { words, forms };
}
