const english: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  "a couple of": 2,
  "a couple": 2,
  couple: 2,
  "couple of": 2,
  three: 3,
  "a few": 3,
  few: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  "a dozen": 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  "a hundred": 100,
  "one hundred": 100,
  hundred: 100,
};
const korean: Readonly<Record<string, number>> = {
  한: 1,
  두: 2,
  세: 3,
  몇: 3,
  네: 4,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
  열: 10,
  열한: 11,
  열두: 12,
  스무: 20,
  서른: 30,
  마흔: 40,
  쉰: 50,
  백: 100,
};

const anyOf = (words: Readonly<Record<string, number>>) =>
  Object.keys(words)
    .sort((one, other) => other.length - one.length)
    .join("|");

/** A number, in digits or in an English word: one group. "A few" are three. */
export const NUMBER = String.raw`([1-9]\d{0,5}|${anyOf(english)})`;
/** A number, in digits or in a Korean word that counts things: one group. */
export const KOREAN_NUMBER = String.raw`([1-9]\d{0,5}|${anyOf(korean)})`;

/** What either of them found, as a number. */
export const numberOf = (found: string | undefined): number =>
  english[found ?? ""] ?? korean[found ?? ""] ?? Number(found);
