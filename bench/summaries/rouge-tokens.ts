import { porterStem } from "./porter-stem.ts";

/** A syllable of Hangul, a character of Han or Kana, or a run of other letters and digits. */
const token =
  /[가-힣\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![가-힣\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}\p{M}])+/gu;
/** ROUGE-1.5.5 stems words of more than three letters. */
const minStemmedLetters = 4;

/**
 * The tokens of a text as ROUGE counts them. For English just as ROUGE-1.5.5 has them: lower case, everything but letters and digits
 * parts words; `stem` is its -m. Hangul is counted by the syllable (Unicode NFC), so that a noun agrees with
 * itself whatever particle follows it, without a morphological analyser that nobody else could reproduce.
 */
export function rougeTokens(text: string, { stem }: { readonly stem: boolean }): readonly string[] {
  const tokens = text.normalize("NFC").toLowerCase().match(token) ?? [];
  return stem ? tokens.map((each) => (each.length >= minStemmedLetters ? porterStem(each) : each)) : tokens;
}
