import { partsOf, syllableFrom } from "../../normalise/index.ts";
import { pick } from "../random.ts";
import { respellings } from "../respell-hangul.ts";
import { placeIn, put, type Way } from "./way.ts";

/** `-` is nothing. */
const list = (items: string) => items.split(" ").map((item) => (item === "-" ? "" : item));

const initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const vowels = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const finals = ["", ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"];
/** What the keys of a Korean keyboard type where it is left in English, by the letters above (two-set layout, KS X 5002). */
const initialKeys = [..."rRseEfaqQtTdwWczxvg"];
const vowelKeys = list("k o i O j p u P h hk ho hl y n nj np nl b m ml l");
const finalKeys = list("- r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g");
/** How a syllable's letters are written in Latin ones. */
const initialSounds = list("g kk n d tt r m b pp s ss - j jj ch k t p h");
const vowelSounds = list("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i");
const finalSounds = list("- k k k n n n t l k m l l l p l m p p t t ng t t k t p t");
/** Final consonants that move to the next syllable when nothing begins it, as the initial consonants that they become. */
const moving: Readonly<Record<number, number>> = {
  1: 0,
  2: 1,
  4: 2,
  7: 3,
  8: 5,
  16: 6,
  17: 7,
  19: 9,
  20: 10,
  22: 12,
  23: 14,
  24: 15,
  25: 16,
  26: 17,
};
/** ㅇ as an initial consonant: none is heard. */
const SILENT = 11;
/** Of initial consonants the tense ones, by the plain ones. */
const tense: Readonly<Record<number, number>> = { 0: 1, 3: 4, 7: 8, 9: 10, 12: 13 };
/** Syllables that look alike. */
const lookAlikes = [
  ..."대머 귀커 명띵 유윾 광팡 왕앟 면띤 비네 푸쭈 파과 팔관 교꾜 우윽 멍댕 멋댓 며띠 거지".split(" "),
];
const twins = new Map(
  lookAlikes.flatMap(
    ([a, b]) =>
      [
        [a, b],
        [b, a],
      ] as [string, string][],
  ),
);

const isSyllable = (char: string) => char >= "가" && char <= "힣";
const parts = (char: string) => partsOf(char.charCodeAt(0));
const syllable = (initial: number, vowel: number, final: number) =>
  String.fromCharCode(syllableFrom(initial, vowel, final));
/** Changes one syllable of a word; `at` is its place. */
const one =
  (change: (char: string, random: () => number, at: number, word: string) => string): Way =>
  (word, random) => {
    const places = [...word].flatMap((char, at) => (isSyllable(char) ? [at] : []));
    if (places.length === 0) return word;
    const at = pick(random, places);
    return put(word, at, at + 1, change(word[at] as string, random, at, word));
  };
const each =
  (change: (char: string, random: () => number) => string): Way =>
  (word, random) =>
    [...word].map((char) => (isSyllable(char) ? change(char, random) : char)).join("");

/** One letter put for another that sounds alike. */
const soundAlike: Way = one((char, random) => {
  const forms = [...respellings(char)];
  return forms.length === 0 ? char : pick(random, forms);
});
/** As it is spoken: 죽어 is 주거. */
const asHeard: Way = (word, random) => {
  let made = word;
  for (let at = 0; at + 1 < made.length; at++) {
    const [here, next] = [made[at] as string, made[at + 1] as string];
    if (!isSyllable(here) || !isSyllable(next)) continue;
    const [initial, vowel, final] = parts(here);
    const [nextInitial, nextVowel, nextFinal] = parts(next);
    const moved = moving[final];
    if (moved !== undefined && nextInitial === SILENT)
      made = put(made, at, at + 2, syllable(initial, vowel, 0) + syllable(moved, nextVowel, nextFinal));
    else if (final > 0 && tense[nextInitial] !== undefined && random() < 0.4)
      made = put(made, at + 1, at + 2, syllable(tense[nextInitial] as number, nextVowel, nextFinal));
  }
  return made === word ? soundAlike(word, random) : made;
};
/** A final consonant that nobody asked for, or one left out. */
const otherFinal: Way = one((char, random) => {
  const [initial, vowel, final] = parts(char);
  return syllable(initial, vowel, final === 0 ? pick(random, [21, 16, 19, 4, 1]) : pick(random, [0, 21, 4]));
});
const otherVowel: Way = one((char, random) => {
  const [initial, , final] = parts(char);
  return syllable(initial, Math.floor(random() * vowels.length), final);
});
const spaced: Way = (word) => [...word].join(" ");
const splitOnce: Way = (word, random) => {
  const at = placeIn(word, 1, random);
  return at < 0 ? word : put(word, at, at, " ");
};
const parted: Way = (word, random) => [...word].join(pick(random, [".", "1", "-", "/", "^", "~", "·", "ㅡ"]));
const initialsOnly: Way = each((char) => initials[parts(char)[0]] as string);
const initialOfOne: Way = one((char) => initials[parts(char)[0]] as string);
const jamo = (char: string) => {
  const [initial, vowel, final] = parts(char);
  return `${initials[initial]}${vowels[vowel]}${finals[final]}`;
};
const apart: Way = each(jamo);
const apartOnce: Way = one(jamo);
const typed: Way = each((char) => {
  const [initial, vowel, final] = parts(char);
  return `${initialKeys[initial]}${vowelKeys[vowel]}${finalKeys[final]}`;
});
const inLatin: Way = one((char) => {
  const [initial, vowel, final] = parts(char);
  return `${initialSounds[initial]}${vowelSounds[vowel]}${finalSounds[final]}`;
});
const masked: Way = (word, random) => {
  const at = placeIn(word, 1, random);
  return at < 0 ? word : put(word, at, at + 1, pick(random, [..."**○●X♡@#"]));
};
/** The vowel of a syllable once more behind it: 시발 is 시이발. */
const drawnOut: Way = one((char, random) => {
  const [initial, vowel, final] = parts(char);
  const times = 1 + Math.floor(random() * 2);
  return (
    syllable(initial, vowel, 0) +
    syllable(SILENT, vowel, 0).repeat(times - 1) +
    syllable(SILENT, vowel, final)
  );
});
const lookAlike: Way = (word) => [...word].map((char) => twins.get(char) ?? char).join("");

/** Each of them leaves a word that a person can still read, if only by what stands around it; those that people use most stand there more than once. */
export const koreanWays: readonly Way[] = [
  soundAlike,
  soundAlike,
  (word, random) => soundAlike(soundAlike(word, random), random),
  asHeard,
  asHeard,
  otherFinal,
  otherVowel,
  spaced,
  splitOnce,
  parted,
  initialsOnly,
  initialOfOne,
  apart,
  apartOnce,
  typed,
  inLatin,
  masked,
  drawnOut,
  lookAlike,
];
