/** Longer messages are judged in parts, each by itself: what is said in one sentence must not be thinned by ten others. */
const MAX_WINDOW_CHARS = 800;
/** A part ends at white space, if there is any in its last third. */
const MIN_WINDOW_CHARS = 540;

/** Where the window that begins at `start` ends. */
export function windowEnd(text: string, start: number): number {
  if (text.length - start <= MAX_WINDOW_CHARS) return text.length;
  for (let at = start + MAX_WINDOW_CHARS; at > start + MIN_WINDOW_CHARS; at--) {
    const char = text.charCodeAt(at);
    if (char === 32 || char === 10) return at;
  }
  const end = start + MAX_WINDOW_CHARS;
  // Never between the two halves of a character.
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}
