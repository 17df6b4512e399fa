/**
 * The Porter stemmer ("An algorithm for suffix stripping", Program 14(3), 1980), which ROUGE-1.5.5 uses with -m. For lower-case
 * words of the letters a to z; others come back as they are, and so do words of up to two letters.
 */
export function porterStem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  return [step1a, step1b, step1c, step2, step3, step4, step5].reduce((stem, step) => step(stem), word);
}

const isConsonant = (word: string, at: number): boolean => {
  const letter = word[at] as string;
  if ("aeiou".includes(letter)) return false;
  return letter !== "y" || at === 0 || !isConsonant(word, at - 1);
};
/** The number of vowel-consonant sequences: m in the paper. */
function measure(stem: string): number {
  const shape = [...stem].map((_, at) => (isConsonant(stem, at) ? "c" : "v")).join("");
  return shape.match(/v+c+/g)?.length ?? 0;
}
const hasVowel = (stem: string) => [...stem].some((_, at) => !isConsonant(stem, at));
const endsDouble = (stem: string) => /(.)\1$/.test(stem) && isConsonant(stem, stem.length - 1);
/** Consonant, vowel, consonant, the last none of w, x, y: *o in the paper. */
const endsShort = (stem: string) => {
  const last = stem.length - 1;
  if (last < 2 || "wxy".includes(stem[last] as string)) return false;
  return isConsonant(stem, last) && !isConsonant(stem, last - 1) && isConsonant(stem, last - 2);
};

function step1a(word: string): string {
  if (word.endsWith("sses") || word.endsWith("ies")) return word.slice(0, -2);
  return word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

function step1b(word: string): string {
  if (word.endsWith("eed")) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const suffix = ["ed", "ing"].find((each) => word.endsWith(each) && hasVowel(word.slice(0, -each.length)));
  if (suffix === undefined) return word;
  const stem = word.slice(0, -suffix.length);
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (endsDouble(stem) && !/[lsz]$/.test(stem)) return stem.slice(0, -1);
  return measure(stem) === 1 && endsShort(stem) ? `${stem}e` : stem;
}

const step1c = (word: string) =>
  word.endsWith("y") && hasVowel(word.slice(0, -1)) ? `${word.slice(0, -1)}i` : word;

const suffixes2 = pairs(
  "ational ate tional tion enci ence anci ance izer ize abli able alli al entli ent eli e ousli ous ization ize ation ate ator ate alism al iveness ive fulness ful ousness ous aliti al iviti ive biliti ble",
);
const suffixes3 = pairs("icate ic ative - alize al iciti ic ical ic ful - ness -");
const suffixes4 = "al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize".split(" ");

function pairs(text: string): readonly (readonly [string, string])[] {
  const words = text.split(" ").map((word) => (word === "-" ? "" : word));
  return words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] as string] as const] : []));
}

/** The longest suffix decides, whether its condition then holds or not. */
function replaced(word: string, suffixes: readonly (readonly [string, string])[]): string {
  const found = suffixes
    .filter(([suffix]) => word.endsWith(suffix))
    .sort(([a], [b]) => b.length - a.length)[0];
  if (found === undefined) return word;
  const stem = word.slice(0, word.length - found[0].length);
  return measure(stem) > 0 ? stem + found[1] : word;
}
const step2 = (word: string) => replaced(word, suffixes2);
const step3 = (word: string) => replaced(word, suffixes3);

function step4(word: string): string {
  const suffix = suffixes4.filter((each) => word.endsWith(each)).sort((a, b) => b.length - a.length)[0];
  if (suffix === undefined) return word;
  const stem = word.slice(0, word.length - suffix.length);
  if (measure(stem) <= 1 || (suffix === "ion" && !/[st]$/.test(stem))) return word;
  return stem;
}

function step5(word: string): string {
  let stem = word;
  if (stem.endsWith("e")) {
    const without = stem.slice(0, -1);
    if (measure(without) > 1 || (measure(without) === 1 && !endsShort(without))) stem = without;
  }
  return measure(stem) > 1 && stem.endsWith("ll") ? stem.slice(0, -1) : stem;
}
