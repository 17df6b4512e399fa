import { partsOf, syllableFrom } from "../normalise/index.ts";

/** Indexes of initial consonants that are written for one another (Unicode's order): plain, tense, aspirated. */
const initialTwins: Readonly<Record<number, readonly number[]>> = {
  0: [1, 15],
  1: [0],
  3: [4, 16],
  4: [3],
  7: [8, 17],
  8: [7],
  9: [10],
  10: [9],
  12: [13, 14],
  13: [12, 14],
  14: [13],
  15: [0],
  17: [7],
};
/** Of vowels: ㅏㅑ, ㅐㅔㅖㅒ, ㅓㅕ, ㅗㅛ, ㅜㅠㅡ, ㅣㅟㅢ. */
const vowelTwins: Readonly<Record<number, readonly number[]>> = {
  0: [2],
  1: [5, 3, 7],
  2: [0],
  4: [6],
  5: [1, 7],
  6: [4],
  8: [12],
  12: [8],
  13: [17, 18],
  17: [13],
  18: [13, 20],
  20: [16, 19],
  16: [20],
  19: [20],
};
/** Of final consonants: ㄱㄲㅋ, ㄴㅇ, ㄷㅅㅆㅈㅊㅌ, ㅂㅍ; and none. */
const finalTwins: Readonly<Record<number, readonly number[]>> = {
  1: [2, 24],
  4: [21],
  17: [26],
  19: [20, 22],
  22: [19, 23],
  21: [4],
  23: [19],
};

/** A word with one of its letters put for another that sounds alike, in every way. */
export function* respellings(word: string): Generator<string> {
  for (let i = 0; i < word.length; i++) {
    const [initial, vowel, final] = partsOf(word.charCodeAt(i));
    const put = (syllable: number) => word.slice(0, i) + String.fromCharCode(syllable) + word.slice(i + 1);
    for (const twin of initialTwins[initial] ?? []) yield put(syllableFrom(twin, vowel, final));
    for (const twin of vowelTwins[vowel] ?? []) yield put(syllableFrom(initial, twin, final));
    for (const twin of finalTwins[final] ?? []) yield put(syllableFrom(initial, vowel, twin));
  }
}
