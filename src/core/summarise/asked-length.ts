import type { SummaryLength } from "../types.ts";

/** Words in one of what people measure a summary by: about 20 in a sentence, a line or a point, 100 in a paragraph; a Korean word has about three syllables. */
const wordsIn: Readonly<Record<string, number>> = {
  word: 1,
  단어: 1,
  글자: 1 / 3,
  자: 1 / 3,
  sentence: 20,
  line: 20,
  liner: 20,
  point: 20,
  bullet: 20,
  문장: 20,
  줄: 20,
  가지: 20,
  항목: 20,
  paragraph: 100,
  문단: 100,
  단락: 100,
  page: 400,
  쪽: 400,
  페이지: 400,
};
/** How many words the lengths have by quoting. */
const words = { short: 60, medium: 150, long: 400 } as const;

/** The length that comes nearest to so many sentences, lines or whatever else somebody measures by. */
export function lengthNear(count: number, unit: string | undefined): SummaryLength {
  const wanted = count * (wordsIn[unit ?? ""] ?? 1);
  if (wanted <= (words.short + words.medium) / 2) return "short";
  return wanted <= (words.medium + words.long) / 2 ? "medium" : "long";
}
