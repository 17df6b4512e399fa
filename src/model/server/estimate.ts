/** Counts tokens without the model's tokenizer, on the safe side, and learns from what servers say that prompts really took. */
export interface Estimate {
  tokensOf(text: string): number;
  /** A prompt that was estimated at `estimated` tokens took `real` ones. */
  learn(estimated: number, real: number): void;
}

/** What vocabularies of today make of a character, at worst rather than on average: a run of letters is seldom below three to a token. */
const LETTER = 0.34;
const SPACE = 0.25;
const OTHER_ASCII = 0.8;
/** Hangul, Han, Kana. */
const SYLLABLE = 1.2;
/** Of other scripts and of pictures, each byte may be a token. */
const BYTE = 0.75;

const LEAST_FACTOR = 0.4;
const MOST_FACTOR = 3;
/** Above what was seen; texts differ. */
const SAFETY = 1.1;
/** How far one prompt that took less than was thought moves the estimate down. One that took more moves it up at once. */
const EASE = 0.1;

export function createEstimate(): Estimate {
  let factor = SAFETY;
  return {
    tokensOf: (text) => (text === "" ? 0 : Math.ceil(weigh(text) * factor)),
    learn(estimated, real) {
      if (estimated <= 0 || real <= 0) return;
      const seen = (factor * real * SAFETY) / estimated;
      const next = seen > factor ? seen : factor + (seen - factor) * EASE;
      factor = Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, next));
    },
  };
}

function weigh(text: string): number {
  let tokens = 0;
  for (const char of text) tokens += weightOf(char);
  return tokens;
}

function weightOf(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) {
    if (/[A-Za-z]/.test(char)) return LETTER;
    return char === " " ? SPACE : OTHER_ASCII;
  }
  if (/[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(char)) return SYLLABLE;
  return BYTE * (code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
}
