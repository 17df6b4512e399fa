import { partsOf } from "../normalise/index.ts";
import type { WordClass } from "../router/word-class.ts";

const initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
/** The initial consonants of a word in Hangul, by which people tell it. */
export const initialsOf = (word: string) =>
  Array.from(word, (syllable) => initials[partsOf(syllable.charCodeAt(0))[0]]).join("");

/** Longer runs of syllables beside a blank are not asked for. */
const MAX_BESIDE = 5;

/** Korean words with a blank inside, but for those that stand so in harmless text: 한 남자. */
export function splitForms(
  words: ReadonlyMap<string, WordClass>,
  harmless: string,
): ReadonlyMap<string, WordClass> {
  const forms = new Map<string, WordClass>();
  for (const [word, name] of words) {
    for (let at = 1; at < word.length; at++) forms.set(`${word.slice(0, at)} ${word.slice(at)}`, name);
  }
  for (const { 1: left, 2: right } of harmless.matchAll(/([가-힣]+) (?=([가-힣]+))/g)) {
    for (let from = 1; from <= Math.min(MAX_BESIDE, (left as string).length); from++) {
      for (let until = 1; until <= Math.min(MAX_BESIDE, (right as string).length); until++)
        forms.delete(`${(left as string).slice(-from)} ${(right as string).slice(0, until)}`);
    }
  }
  return forms;
}
