import { composeJamo } from "./normalise/compose-jamo.ts";
import { foldText } from "./normalise/fold-text.ts";
import { dropDoubles, shortenRuns } from "./normalise/repeats.ts";
import { createTextBuffer, type TextBuffer, textOf } from "./normalise/text-buffer.ts";
import { undoTricks } from "./normalise/undo-tricks.ts";

/** A text as a reader takes it, and where each part of it stands in the original. */
export interface PlainText {
  readonly text: string;
  /** For each UTF-16 code unit of `text`, the first code unit of the original that it stands for. */
  readonly from: Int32Array;
  /** And the end of what it stands for: `[from, until)`. Both never decrease. */
  readonly until: Int32Array;
}

export interface Normalised {
  /** Runs of a character shortened to two. */
  readonly plain: PlainText;
  /** Runs of a Latin letter shortened to one, for tricks with doubled letters. */
  readonly squeezed: PlainText;
}

/**
 * Undoes what hides words: compatibility forms (NFKC), invisible characters and fillers, floods of marks, look-alikes,
 * leetspeak inside words, letters and syllables spelled out, repeats; split Hangul is put together, upper case
 * folded, and emoji that say something are put in words. For judging only, never for showing. Takes time linear in
 * the length of the text, and about 25 bytes a character.
 */
export function normalise(text: string): Normalised {
  const buffer = createTextBuffer(text.length + 64);
  makePlain(text, 0, text.length, buffer);
  const plain = snapshot(buffer);
  dropDoubles(buffer);
  return { plain, squeezed: snapshot(buffer) };
}

/** The plain form of a part of `text`, written into a buffer that its caller reuses. */
export function makePlain(text: string, start: number, end: number, buffer: TextBuffer): void {
  const seen = foldText(text, start, end, buffer);
  if (seen.unusual) composeJamo(buffer);
  if (seen.unusual || seen.tricky) undoTricks(buffer);
  if (seen.unusual) composeJamo(buffer);
  if (seen.unusual || seen.tricky || seen.repeated) shortenRuns(buffer);
}

function snapshot(buffer: TextBuffer): PlainText {
  return {
    text: textOf(buffer),
    from: buffer.from.slice(0, buffer.length),
    until: buffer.until.slice(0, buffer.length),
  };
}

/** The range of the original that a range of the plain text stands for. */
export function originalRange(
  { from, until }: Pick<PlainText, "from" | "until">,
  start: number,
  end: number,
): readonly [start: number, end: number] {
  if (end <= start) return [from[start] ?? 0, from[start] ?? 0];
  return [from[start] as number, until[end - 1] as number];
}
