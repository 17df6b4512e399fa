/** Ways in which people hide words from filters, for measuring what is lost to them. Each is the same for the same text and number. */
export interface Disguise {
  readonly name: string;
  readonly language: "en" | "ko";
  /** `random` gives numbers in [0, 1). */
  readonly hide: (text: string, random: () => number) => string;
}

const twins: Readonly<Record<string, string>> = {
  a: "а",
  c: "с",
  e: "е",
  i: "і",
  o: "о",
  p: "р",
  s: "ѕ",
  x: "х",
  y: "у",
};
const digits: Readonly<Record<string, string>> = { a: "4", e: "3", i: "1", o: "0", s: "5", t: "7" };

const letters = (text: string, change: (letter: string) => string) => text.replace(/[a-z]/gi, change);
const words = (text: string, change: (word: string) => string) => text.replace(/[a-z]{3,}/gi, change);
const syllables = /(?<=[가-힣])(?=[가-힣])/gu;

/** The jamo of a syllable, one by one. */
const split = (text: string) =>
  text.replace(/[가-힣]/gu, (syllable) =>
    [...syllable.normalize("NFD")].map((jamo) => compatible[jamo] ?? jamo).join(""),
  );
const compatible: Record<string, string> = {};
for (let i = 0; i < 19; i++)
  compatible[String.fromCharCode(0x1100 + i)] = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"[i] as string;
for (let i = 0; i < 21; i++)
  compatible[String.fromCharCode(0x1161 + i)] = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"[i] as string;
for (let i = 0; i < 27; i++)
  compatible[String.fromCharCode(0x11a8 + i)] = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"[
    i
  ] as string;

const ended = (text: string) => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

export const disguises: readonly Disguise[] = [
  {
    name: "zero-width characters",
    language: "en",
    hide: (text) => letters(text, (letter) => `${letter}\u200b`),
  },
  { name: "homoglyphs", language: "en", hide: (text) => letters(text, (letter) => twins[letter] ?? letter) },
  {
    name: "full-width",
    language: "en",
    hide: (text) => letters(text, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  },
  {
    name: "combining marks",
    language: "en",
    hide: (text) => letters(text, (letter) => `${letter}\u0336\u0301`),
  },
  {
    name: "leetspeak",
    language: "en",
    hide: (text, random) => letters(text, (letter) => (random() < 0.5 ? (digits[letter] ?? letter) : letter)),
  },
  {
    name: "letters spaced out",
    language: "en",
    hide: (text) => text.replace(/ /g, "  ").replace(/(?<=\p{L})(?=\p{L})/gu, " "),
  },
  {
    name: "letters parted by points",
    language: "en",
    hide: (text) => text.replace(/(?<=\p{L})(?=\p{L})/gu, "."),
  },
  {
    name: "letters drawn out",
    language: "en",
    hide: (text, random) =>
      letters(text, (letter) => (random() < 0.25 ? letter.repeat(2 + Math.floor(random() * 3)) : letter)),
  },
  {
    name: "two letters swapped",
    language: "en",
    hide: (text, random) =>
      words(text, (word) => {
        const at = Math.floor(random() * (word.length - 1));
        return random() < 0.6 ? word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2) : word;
      }),
  },
  {
    name: "a letter left out",
    language: "en",
    hide: (text, random) =>
      words(text, (word) => {
        const at = 1 + Math.floor(random() * (word.length - 1));
        return random() < 0.6 ? word.slice(0, at) + word.slice(at + 1) : word;
      }),
  },
  {
    name: "friendly sentences around it",
    language: "en",
    hide: (text) =>
      `Morning everybody, I fixed the login page last night. The notes are in the usual place. ${ended(text)} I am out after three today. Thank you all for the quick reviews!`,
  },
  { name: "words run together", language: "en", hide: (text) => text.replace(/(?<=\p{L}) (?=\p{L})/gu, "") },
  { name: "zero-width characters", language: "ko", hide: (text) => text.replace(syllables, "\u200b") },
  { name: "points between syllables", language: "ko", hide: (text) => text.replace(syllables, ".") },
  {
    name: "blanks between syllables",
    language: "ko",
    hide: (text) => text.replace(/ /g, "  ").replace(syllables, " "),
  },
  { name: "jamo one by one", language: "ko", hide: split },
  {
    name: "friendly sentences around it",
    language: "ko",
    hide: (text) =>
      `다들 좋은 아침입니다, 로그인 화면 어젯밤에 고쳤어요. 메모는 늘 두던 곳에 있어요. ${ended(text)} 오늘은 세 시 이후에 자리 비웁니다. 빠른 리뷰 고마워요!`,
  },
  { name: "decomposed (NFD)", language: "ko", hide: (text) => text.normalize("NFD") },
];
