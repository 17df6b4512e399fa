/** Words whose period does not end a sentence; in lower case, without the last period. */
const abbreviations = new Set(
  (
    "e.g i.e cf vs etc approx ca resp incl excl esp fig eq vol nr pp a.k.a a.m p.m " +
    "mr mrs ms dr prof sr jr st inc ltd co corp dept est jan feb mar apr jun jul aug sep sept oct nov dec"
  ).split(" "),
);

const listNumber = /^[\s>]*\d{1,9}$/;
/** The longest look back at a word. */
const maxWordChars = 16;

/** Whether the terminator at `at` ends the sentence that began at `start`, if a space follows. */
export function endsSentence(
  text: string,
  start: number,
  at: number,
  lineStart: number | undefined,
): boolean {
  if (text[at] !== ".") return true;
  if (lineStart !== undefined && at - lineStart < 32 && listNumber.test(text.slice(lineStart, at)))
    return false;
  const word = /[\p{L}\p{N}.]*$/u.exec(text.slice(Math.max(start, at - maxWordChars), at))?.[0] ?? "";
  // An initial: "J. Kim". "I" is a word.
  if (/^[A-HJ-Z]$/.test(word)) return false;
  return !abbreviations.has(word.toLowerCase());
}

const sentenceEnding = /[다요죠까네음함임][.!?]+$/;
const hangul = /[가-힣]/;

/** Whether at `at` a new Korean sentence starts with the space forgotten: "했다.그리고". */
export function koreanGoesOn(text: string, start: number, at: number): boolean {
  return hangul.test(text[at] as string) && sentenceEnding.test(text.slice(Math.max(start, at - 8), at));
}
