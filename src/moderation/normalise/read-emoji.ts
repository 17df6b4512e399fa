import { emojiMeanings, flagMeanings } from "./emoji-meanings.ts";

const meanings = new Map<number, string>();
for (const [emoji, words] of Object.entries(emojiMeanings))
  meanings.set(emoji.codePointAt(0) as number, words);

const FIRST_FLAG_LETTER = 0x1f1e6;
const JOINER = 0x200d;
const MALE = 0x2642;
const FEMALE = 0x2640;
const people = new Set([0x1f468, 0x1f469]);
const hearts = new Set([0x2764, 0x1f48b]);

const isFlagLetter = (codePoint: number) =>
  codePoint >= FIRST_FLAG_LETTER && codePoint < FIRST_FLAG_LETTER + 26;
const isTone = (codePoint: number) => codePoint >= 0x1f3fb && codePoint <= 0x1f3ff;
/** Variation selectors and joiners hold a sequence together. */
const isGlue = (codePoint: number) => codePoint === JOINER || codePoint === 0xfe0f || codePoint === 0xfe0e;

/** Words for what stands at `at`, and where it ends. */
interface EmojiReading {
  readonly words: string;
  readonly end: number;
}

/** Reads an emoji with what is joined to it; undefined where there is none that means something here. */
export function readEmoji(text: string, at: number): EmojiReading | undefined {
  const first = text.codePointAt(at) as number;
  if (isFlagLetter(first)) return readFlag(text, at, first);
  const meaning = meanings.get(first);
  if (meaning === undefined) return undefined;
  let words = meaning;
  let end = at + (first > 0xffff ? 2 : 1);
  let joined = false;
  // A sequence is a handful of emoji; a longer one is read in several.
  for (let parts = 0; parts < 8 && end < text.length; parts++) {
    const next = text.codePointAt(end) as number;
    if (isTone(next)) words = toned(words, next);
    else if (joined && next === MALE) joined = false;
    else if (joined && next === FEMALE) words = words.replace(/\bman$/, "woman");
    else if (joined && hearts.has(next)) words = coupled(words);
    else if (joined && people.has(next))
      words = words.endsWith("couple") ? words : `${words} ${meanings.get(next) ?? ""}`;
    else if (joined && meanings.has(next)) words = `${meanings.get(next)} ${words}`;
    else if (!isGlue(next)) break;
    joined = next === JOINER;
    end += next > 0xffff ? 2 : 1;
  }
  return { words, end };
}

/** Two people joined by a heart, which may be two signs. */
function coupled(words: string): string {
  if (words.endsWith("couple")) return words;
  return words.endsWith("woman") ? "lesbian couple" : "gay couple";
}

/** The darkest two and the lightest skin tones are meant where they are chosen; those between say little. */
function toned(words: string, tone: number): string {
  if (tone >= 0x1f3fe) return `black ${words}`;
  return tone === 0x1f3fb ? `white ${words}` : words;
}

function readFlag(text: string, at: number, first: number): EmojiReading | undefined {
  const second = text.codePointAt(at + 2);
  if (second === undefined || !isFlagLetter(second)) return undefined;
  const letters = [first, second]
    .map((letter) => String.fromCharCode(65 + letter - FIRST_FLAG_LETTER))
    .join("");
  return { words: flagMeanings[letters] ?? "flag", end: at + 4 };
}
