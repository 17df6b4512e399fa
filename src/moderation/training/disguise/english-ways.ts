import { pick } from "../random.ts";
import { placeIn, put, type Way } from "./way.ts";

const digits: Readonly<Record<string, string>> = {
  a: "4@",
  b: "8",
  e: "3",
  g: "9",
  i: "1!",
  l: "1",
  o: "0",
  s: "5$",
  t: "7",
};
/** Spellings of the same sound. */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/ck/i, "k"],
  [/c(?=[aou])/i, "k"],
  [/k/i, "c"],
  [/s(?=.)/i, "z"],
  [/s$/i, "z"],
  [/ph/i, "f"],
  [/f/i, "ph"],
  [/th/i, "d"],
  [/er$/i, "a"],
  [/ing$/i, "in"],
  [/(.)\1/i, "$1"],
  [/([^aeiou])e$/i, "$1"],
  [/x/i, "ks"],
  [/i(?=.)/i, "y"],
  [/y/i, "i"],
  [/ee/i, "i"],
  [/ea/i, "ee"],
  [/oo/i, "u"],
  [/ou/i, "u"],
];
const vowels = "aeiou";

const without: Way = (word, random) => {
  const at = placeIn(word, 1, random);
  return at < 0 ? word : put(word, at, at + 1, "");
};
const swapped: Way = (word, random) => {
  const at = Math.floor(random() * (word.length - 1));
  return word.length < 3 ? word : put(word, at, at + 2, `${word[at + 1]}${word[at]}`);
};
const doubled: Way = (word, random) => {
  const at = placeIn(word, 0, random);
  return put(word, at, at + 1, (word[at] as string).repeat(2 + Math.floor(random() * 2)));
};
const drawnOut: Way = (word, random) =>
  word.replace(/[a-z]/gi, (letter) =>
    random() < 0.3 ? letter.repeat(2 + Math.floor(random() * 3)) : letter,
  );
const digital: Way = (word, random) =>
  word.replace(/[a-z]/gi, (letter) => {
    const signs = digits[letter.toLowerCase()];
    return signs === undefined || random() < 0.45 ? letter : pick(random, [...signs]);
  });
const asHeard: Way = (word, random) => {
  const fitting = sounds.filter(([sound]) => sound.test(word));
  if (fitting.length === 0) return otherVowel(word, random);
  const [sound, spelling] = pick(random, fitting);
  return word.replace(sound, spelling);
};
const otherVowel: Way = (word, random) => {
  const places = [...word].flatMap((letter, at) => (vowels.includes(letter.toLowerCase()) ? [at] : []));
  if (places.length === 0) return without(word, random);
  const at = pick(random, places);
  return put(word, at, at + 1, pick(random, [...vowels]));
};
const wrongKey: Way = (word, random) => {
  const at = placeIn(word, 1, random);
  return at < 0 ? word : put(word, at, at + 1, pick(random, [..."etaoinsrhldcumfpgwybvk"]));
};
const masked: Way = (word, random) => {
  const at = placeIn(word, 1, random);
  return at < 0 ? word : put(word, at, at + 1, pick(random, ["*", "*", "#", "_", "-", "**"]));
};
const parted: Way = (word, random) => [...word].join(pick(random, [".", "-", " ", "_"]));
const split: Way = (word, random) => {
  const at = placeIn(word, 1, random);
  return at < 0 ? word : put(word, at, at, " ");
};

/** Each of them leaves a word that a person can still read; those that people use most stand there more than once. */
export const englishWays: readonly Way[] = [
  without,
  without,
  swapped,
  swapped,
  doubled,
  drawnOut,
  digital,
  asHeard,
  asHeard,
  (word, random) => asHeard(asHeard(word, random), random),
  otherVowel,
  wrongKey,
  masked,
  parted,
  split,
];
