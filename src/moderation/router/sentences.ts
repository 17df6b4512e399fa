/** More than a window has. */
export const MAX_SENTENCES = 512;

const LINE_END = 10;
const stops = new Set([..."?!.…。！？"].map((stop) => stop.charCodeAt(0)));
/** What closes around a sentence, behind its stop. */
const closing = new Set([..."\"')]”’」』*_~"].map((sign) => sign.charCodeAt(0)));

/**
 * Finds where the sentences of a part of a text end, into `ends`, and answers how many there are: each ends behind a stop
 * that white space follows, or a line's end. One without letters, digits and symbols belongs to the one before it.
 */
export function findSentences(text: string, start: number, end: number, ends: Int32Array): number {
  let count = 0;
  let words = false;
  /** Behind a stop, and what closes around the sentence. */
  let stopped = false;
  for (let at = start; at < end; at++) {
    const char = text.charCodeAt(at);
    if (char === LINE_END || (stopped && isSpace(char))) {
      if (words && count < MAX_SENTENCES - 1) ends[count++] = at + 1;
      words = false;
      stopped = false;
    } else if (stops.has(char)) stopped = true;
    else {
      stopped &&= closing.has(char);
      words ||= isWordLike(char);
    }
  }
  if (words || count === 0) ends[count++] = end;
  else ends[count - 1] = end;
  return count;
}

const isSpace = (char: number) =>
  char === 32 || char === 9 || char === 13 || char === 0xa0 || char === 0x3000;

/** Letters and digits; beyond ASCII everything but white space, since symbols may stand for words there. */
function isWordLike(char: number): boolean {
  if (char >= 128) return !isSpace(char);
  return (char >= 48 && char <= 57) || (char >= 65 && char <= 90) || (char >= 97 && char <= 122);
}
