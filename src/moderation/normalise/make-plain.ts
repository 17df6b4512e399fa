import { composeJamo } from "./compose-jamo.ts";
import { foldText } from "./fold-text.ts";
import { shortenRuns } from "./repeats.ts";
import type { TextBuffer } from "./text-buffer.ts";
import { undoTricks } from "./undo-tricks.ts";

/**
 * Writes into `buffer`, which it empties first, the part of `text` from `start` to `end` as a reader takes it. Undone is
 * what hides words: compatibility forms (NFKC), invisible characters and fillers, floods of marks, look-alikes, leetspeak
 * inside words, letters and syllables spelled out, repeats; split Hangul is put together, upper case folded, and emoji that
 * say something are put in words. For judging only, never for showing. Takes time linear in the length of the part.
 */
export function makePlain(text: string, start: number, end: number, buffer: TextBuffer): void {
  const seen = foldText(text, start, end, buffer);
  if (seen.unusual) composeJamo(buffer);
  if (seen.unusual || seen.tricky) undoTricks(buffer);
  if (seen.unusual) composeJamo(buffer);
  if (seen.unusual || seen.tricky || seen.repeated) shortenRuns(buffer);
}
