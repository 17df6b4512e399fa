/** Each window repeats so much of the one before it, that nothing said across a cut is lost. */
const OVERLAP = 0.15;

/** Cuts a text into so many windows of about the same length that overlap, between words where there are any near. */
export function cutWindows(text: string, count: number): readonly string[] {
  const chars = Array.from(text);
  const step = Math.ceil(chars.length / count);
  const overlap = Math.ceil(step * OVERLAP);
  return Array.from({ length: count }, (_, index) => {
    const from = Math.max(0, index * step - overlap);
    return chars.slice(atWord(chars, from, overlap), (index + 1) * step).join("");
  }).filter((window) => window.trim() !== "");
}

/** The place of the nearest space before, at most `reach` back. */
function atWord(chars: readonly string[], at: number, reach: number): number {
  for (let back = at; back > Math.max(0, at - reach); back--) {
    if (/\s/.test(chars[back - 1] ?? "")) return back;
  }
  return at;
}
