import { createHashTable, type HashTable } from "./hash-table.ts";
import type { RouterWeights } from "./weights.ts";

/** What the router knows of words. All of it lies in the weights file, made by the trainer from its lexicons and data. */
export interface Vocabulary {
  /** Words and phrases (a blank between their parts), Latin and Hangul: their class, plus `STARTS_PHRASE` and `ANYWHERE`. */
  readonly lexicon: HashTable;
  /** Common words of English: how rare, from 0 (the commonest) to 255. */
  readonly common: HashTable;
  /** Words of the lexicon that people hide, worst first: looked for where letters are masked or missing. */
  readonly watched: readonly string[];
  /** Words of the Korean lexicon by how they sound: the place of each in `heardWords`. */
  readonly heard: HashTable;
  readonly heardWords: Int32Array;
}

export const CLASS_MASK = 63;
/** A phrase begins with this word. */
export const STARTS_PHRASE = 64;
/** A Hangul word that is found inside a longer one, too. */
export const ANYWHERE = 128;

export type VocabularyTables = Pick<
  RouterWeights,
  "lexiconKeys" | "lexiconValues" | "commonKeys" | "commonValues" | "watched" | "heardKeys" | "heardValues"
>;

export function createVocabulary(tables: VocabularyTables): Vocabulary {
  return {
    lexicon: createHashTable(tables.lexiconKeys, tables.lexiconValues),
    common: createHashTable(tables.commonKeys, tables.commonValues),
    heard: createHashTable(
      tables.heardKeys,
      tables.heardKeys.map((_, place) => place),
    ),
    heardWords: tables.heardValues,
    watched: new TextDecoder().decode(tables.watched).split(" "),
  };
}
