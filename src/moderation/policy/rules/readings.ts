import { createTextBuffer, makePlain, type TextBuffer, textOf } from "../../normalise/index.ts";

/** The ways in which a text is read by rules. */
export interface Readings {
  /** As it was written, but for capitals, white space, and the forms in which Unicode writes the same. */
  readonly written: string;
  /**
   * With what hides words undone: look-alikes, leetspeak, letters spelled out. Once with letters that stand three times and more shortened to
   * two, and where there are such, once to one. This finds words in innocent texts too ("pen island"), so it may only make people look.
   */
  readonly plain: readonly string[];
}

const buffer = createTextBuffer();

/** In time linear in the text. */
export function readingsOf(text: string): Readings {
  makePlain(text, 0, text.length, buffer);
  const plain = textOf(buffer).trim();
  const short = shortened(buffer).trim();
  return { written: foldedText(text), plain: short === plain ? [plain] : [plain, short] };
}

/** Words of a rule are folded like the text in which they are looked for. */
export function foldedText(text: string): string {
  return text.normalize("NFC").toLowerCase().replace(/\s+/g, " ");
}

/** A word of a rule as `Readings.plain` would have it. */
export function plainText(word: string): string {
  makePlain(word, 0, word.length, buffer);
  return textOf(buffer).trim();
}

/** The normaliser leaves two of a run of letters, of which the second stands for all that it took out. */
function shortened({ chars, from, until, length }: TextBuffer): string {
  const kept: number[] = [];
  for (let at = 0; at < length; at++) {
    const isRun = at > 0 && chars[at] === chars[at - 1] && (until[at] as number) - (from[at] as number) > 1;
    if (!isRun) kept.push(chars[at] as number);
  }
  let text = "";
  for (let at = 0; at < kept.length; at += UNITS_AT_ONCE)
    text += String.fromCharCode(...kept.slice(at, at + UNITS_AT_ONCE));
  return text;
}

const UNITS_AT_ONCE = 8192;
