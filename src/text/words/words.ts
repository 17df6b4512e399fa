import { englishStem } from "./english-stem.ts";
import { isKoreanTail, koreanSkeleton, koreanStems } from "./korean-stem.ts";
import { stopWords } from "./stop-words.ts";

/** One word of a text and how it can be found. */
export interface Word {
  /** The word and what else it may stand for, with how surely (0 to 1). */
  readonly forms: ReadonlyMap<string, number>;
  /** The two-syllable pieces of a longer Korean word: compounds are written with spaces and without. */
  readonly pieces: readonly string[];
  /** The form whose rarity is the word's: a verb or noun is as common as its stem, however rare its ending. */
  readonly base?: string;
  /** Says little about the matter: see `stop-words.ts`. */
  readonly stop: boolean;
}

/** Longer texts are read up to here: no chat message needs more, and nobody can stall Maru with one. */
const maxTextChars = 8_000;
const maxWordChars = 64;

/** How surely each form stands for its word. */
const formWeight = { whole: 1, stem: 0.9, part: 0.6, skeleton: 0.5, syllable: 0.4 };

/** A run of Hangul, or of anything else that makes words, names, numbers, versions, paths: `foo_bar`, `v1.2.3`, `c++`. */
const run =
  /[가-힣]+|[[\p{L}\p{N}\p{M}_]--[가-힣]]+(?:[.\/:@'’\-]+[[\p{L}\p{N}\p{M}_]--[가-힣]]+)*(?:\+\+|#)?/gv;

/**
 * The words of a text in order. Unicode NFC, case folded. Korean words come with their stems, their
 * two-syllable pieces (compounds are written with and without spaces) and their skeleton; identifiers,
 * numbers and paths come whole and in parts; English words come stemmed.
 */
export function* wordsOf(text: string): Generator<Word, void, void> {
  const readable = bounded(text)
    .normalize("NFC")
    .replace(/https?:\/\//gi, " ");
  let previousEnd = -1;
  let previous = "";
  for (const match of readable.matchAll(run)) {
    const [written] = match;
    const attachedTo = match.index === previousEnd ? previous : "";
    previousEnd = match.index + written.length;
    previous = written;
    const word = written.slice(0, maxWordChars);
    if (/^[가-힣]/.test(word)) {
      if (attachedTo !== "" && isKoreanTail(word)) continue;
      yield koreanWord(word, /\p{N}$/v.test(attachedTo) ? attachedTo.slice(-8) : "");
    } else {
      const other = otherWord(word.toLowerCase());
      if (other) yield other;
    }
  }
}

/** The part of a text that is read; cut between characters, and with no long chain of combining marks left. */
function bounded(text: string): string {
  return text
    .slice(0, maxTextChars)
    .replace(/(\p{M}{4})\p{M}+/gu, "$1")
    .toWellFormed();
}

function koreanWord(word: string, number: string): Word {
  const forms = new Map<string, number>();
  const add = (form: string, weight: number) => {
    if ((forms.get(form) ?? 0) < weight) forms.set(form, weight);
  };
  const stems = koreanStems(word);
  add(word, formWeight.whole);
  for (const stem of stems) add(stem, formWeight.stem);
  const syllable = isKoreanTail(word.slice(1)) ? word.slice(0, 1) : undefined;
  if (syllable !== undefined) add(syllable, formWeight.syllable);
  if (number !== "") add(number + (stems.at(-1) ?? word), formWeight.whole);
  const body = stems.at(-1) ?? word;
  const pieces: string[] = [];
  for (let i = 0; body.length > 2 && i + 2 <= body.length; i++) pieces.push(body.slice(i, i + 2));
  const skeleton = koreanSkeleton(word);
  if (skeleton !== undefined) add(skeleton, formWeight.skeleton);
  const base = stems.at(-1) ?? (word.length > 2 ? syllable : undefined) ?? word;
  return { forms, pieces, base, stop: [word, ...stems, syllable ?? ""].some((form) => stopWords.has(form)) };
}

function otherWord(word: string): Word | undefined {
  const forms = new Map<string, number>();
  const plain = word.replace(/['’]s?$|['’]/g, "");
  if (!/[\p{L}\p{N}]/u.test(plain)) return undefined;
  forms.set(englishStem(plain), formWeight.whole);
  const parts = plain
    .split(/[^\p{L}\p{N}\p{M}+#]+/u)
    .flatMap((part) => [part, ...(part.match(/\p{L}+|\p{N}+/gu) ?? [])]);
  for (const part of parts) {
    const form = englishStem(part);
    if (part.length > 1 && !forms.has(form)) forms.set(form, formWeight.part);
  }
  if (/^v\d/.test(plain)) forms.set(plain.slice(1), formWeight.whole);
  return { forms, pieces: [], stop: stopWords.has(plain) };
}
