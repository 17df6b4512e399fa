import {
  HANGUL,
  isInitial,
  isVowel,
  JAMO,
  kindOf,
  partsOf,
  syllableOf,
  withFinal,
} from "../../normalise/index.ts";
import { romanised } from "./romanised.ts";

/** Signs and letters of other scripts that look like jamo. */
const jamoTwins: Readonly<Record<string, string>> = {
  1: "ㅣ",
  l: "ㅣ",
  i: "ㅣ",
  "|": "ㅣ",
  "!": "ㅣ",
  丨: "ㅣ",
  h: "ㅐ",
  r: "ㅏ",
  t: "ㅏ",
  ト: "ㅏ",
  "-": "ㅡ",
  _: "ㅡ",
  一: "ㅡ",
  7: "ㄱ",
  ㄱ: "ㄱ",
  人: "ㅅ",
  口: "ㅁ",
  己: "ㄹ",
  フ: "ㄱ",
  ス: "ㅈ",
  ㅈ: "ㅈ",
  o: "ㅇ",
  0: "ㅇ",
  c: "ㄷ",
  e: "ㅌ",
  z: "ㄹ",
  2: "ㄹ",
  "^": "ㅅ",
};

/** Syllables written in Latin letters, digits or Chinese characters among Hangul. */
const syllableTwins: Readonly<Record<string, string>> = {
  bal: "발",
  val: "발",
  bar: "발",
  pal: "팔",
  "8": "팔",
  si: "시",
  ssi: "씨",
  ci: "씨",
  c: "씨",
  ship: "씹",
  byung: "병",
  byeong: "병",
  b: "병",
  sin: "신",
  shin: "신",
  gae: "개",
  dog: "개",
  g: "쥐",
  sae: "새",
  kki: "끼",
  ki: "끼",
  nyeon: "년",
  nyun: "년",
  nyon: "년",
  yeon: "년",
  nom: "놈",
  nam: "남",
  nyeo: "녀",
  nyo: "녀",
  chung: "충",
  choong: "충",
  jot: "좆",
  zot: "좆",
  jol: "졸",
  jon: "존",
  na: "나",
  ji: "지",
  ral: "랄",
  lal: "랄",
  gga: "까",
  kka: "까",
  jjang: "짱",
  zzang: "짱",
  南: "남",
  女: "녀",
  年: "년",
  蟲: "충",
  虫: "충",
  韓: "한",
  漢: "한",
  犬: "개",
  狗: "개",
  男: "남",
  "2": "이",
  "4": "사",
  "5": "오",
  "9": "구",
};

const MAX_LATIN = 6;

/** The number is said like a curse, and meant so only before what one curses at: 18개, 18점 and 18년 are numbers. */
const eighteen = /(?<![0-9])18(?=놈|새끼|새키|새꺄|색[히기끼]|쉐|년아|년들|년놈|ㄴ|ㅅㄲ|럼|롬)/g;

/** The readings of Hangul with other characters in it: twins of jamo put together, twins of syllables put in. The first is the likelier. */
export function mixedReadings(word: string): readonly string[] {
  const readings: string[] = [];
  const syllables = word
    .replace(eighteen, "시발")
    .replace(/[a-z]+|[0-9]+|[\u4e00-\u9fff]/g, (run) =>
      run.length <= MAX_LATIN ? (syllableTwins[run] ?? romanised(run) ?? run) : run,
    );
  if (syllables !== word) readings.push(syllables);
  let jamo = "";
  for (let i = 0; i < word.length; i++) {
    const char = word[i] as string;
    const before = jamo.charCodeAt(jamo.length - 1);
    const after = word.charCodeAt(i + 1);
    const beside = kindOf(before) === JAMO || kindOf(after) === JAMO || kindOf(before) === HANGUL;
    jamo += kindOf(char.charCodeAt(0)) !== HANGUL && beside ? (jamoTwins[char] ?? char) : char;
  }
  if (jamo !== word) readings.push(composed(jamo));
  const bare = word.replace(/[^가-힣ㄱ-ㅣ]/g, "");
  if (bare !== word) readings.push(bare, withoutLengthening(bare));
  return readings;
}

/** Jamo of a short word put together. */
function composed(word: string): string {
  let made = "";
  for (let i = 0; i < word.length; i++) {
    const char = word.charCodeAt(i);
    const next = word.charCodeAt(i + 1);
    if (isInitial(char) && isVowel(next)) {
      let syllable = syllableOf(char, next);
      i++;
      const last = word.charCodeAt(i + 1);
      if (isInitial(last) && !isVowel(word.charCodeAt(i + 2))) {
        const closed = withFinal(syllable, last);
        if (closed !== 0) {
          syllable = closed;
          i++;
        }
      }
      made += String.fromCharCode(syllable);
    } else made += word[i];
  }
  return made;
}

/** ㅇ among the initial consonants: a syllable that only draws out the vowel before it. */
const SILENT = 11;

/** A word with drawn-out vowels made short: 시이이발 is 시발, 병시인 is 병신. The same word where none is. */
export function withoutLengthening(word: string): string {
  let made = "";
  for (let i = 0; i < word.length; i++) {
    const char = word.charCodeAt(i);
    const before = made.charCodeAt(made.length - 1);
    if (i === 0 || kindOf(char) !== HANGUL || kindOf(before) !== HANGUL) {
      made += word[i];
      continue;
    }
    const [initial, vowel, final] = partsOf(char);
    const [, vowelBefore, finalBefore] = partsOf(before);
    if (initial !== SILENT || vowel !== vowelBefore || finalBefore !== 0) made += word[i];
    else if (final > 0) made = made.slice(0, -1) + String.fromCharCode(before + final);
  }
  return made;
}
