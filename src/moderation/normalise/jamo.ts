/** Consonants that begin a syllable, vowels, and what ends one, as compatibility jamo in Unicode's order (chapter 3.12). */
const initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const vowels = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const finals = "\0ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

const FIRST_SYLLABLE = 0xac00;
const FIRST_JAMO = 0x3131;

const indexIn = (jamos: string) => {
  const index = new Int8Array(0x3164 - FIRST_JAMO).fill(-1);
  for (let i = 0; i < jamos.length; i++) {
    const at = jamos.charCodeAt(i) - FIRST_JAMO;
    if (at >= 0) index[at] = i;
  }
  return index;
};
const initialIndex = indexIn(initials);
const vowelIndex = indexIn(vowels);
const finalIndex = indexIn(finals);

const of = (index: Int8Array, jamo: number) => index[jamo - FIRST_JAMO] ?? -1;

/** The compatibility jamo that looks like a conjoining one; 0 for anything else. */
export function toCompatibilityJamo(codePoint: number): number {
  if (codePoint >= 0x1100 && codePoint < 0x1100 + initials.length)
    return initials.charCodeAt(codePoint - 0x1100);
  if (codePoint >= 0x1161 && codePoint < 0x1161 + vowels.length) return vowels.charCodeAt(codePoint - 0x1161);
  if (codePoint > 0x11a7 && codePoint < 0x11a7 + finals.length) return finals.charCodeAt(codePoint - 0x11a7);
  // Half-width ㅀ and ㅄ decompose to initials of old Korean.
  if (codePoint === 0x111a) return 0x3140;
  return codePoint === 0x1121 ? 0x3144 : 0;
}

export const isVowel = (char: number): boolean => of(vowelIndex, char) >= 0;
export const isInitial = (char: number): boolean => of(initialIndex, char) >= 0;

/** Two consonants that only end a syllable: ㅀ, ㅄ. */
export const isFinalOnly = (char: number): boolean => of(finalIndex, char) > 0 && !isInitial(char);

/** The syllable of an initial consonant and a vowel. */
export function syllableOf(initial: number, vowel: number): number {
  return FIRST_SYLLABLE + (of(initialIndex, initial) * vowels.length + of(vowelIndex, vowel)) * finals.length;
}

/** The syllable with this consonant at its end; 0 where it has an end already or cannot take it. */
export function withFinal(syllable: number, consonant: number): number {
  const final = of(finalIndex, consonant);
  const open = (syllable - FIRST_SYLLABLE) % finals.length === 0;
  return final > 0 && open && syllable >= FIRST_SYLLABLE && syllable <= 0xd7a3 ? syllable + final : 0;
}

/** Splits a syllable into the indexes of initial, vowel and final (0: none). */
export function partsOf(syllable: number): readonly [initial: number, vowel: number, final: number] {
  const at = syllable - FIRST_SYLLABLE;
  return [
    Math.floor(at / (vowels.length * finals.length)),
    Math.floor(at / finals.length) % vowels.length,
    at % finals.length,
  ];
}

/** The syllable of the indexes that `partsOf` gives. */
export function syllableFrom(initial: number, vowel: number, final: number): number {
  return FIRST_SYLLABLE + (initial * vowels.length + vowel) * finals.length + final;
}
