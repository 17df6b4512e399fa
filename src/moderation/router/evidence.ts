import type { TextBuffer } from "../normalise/index.ts";
import type { Features } from "./feature-list.ts";
import type { Evidence } from "./score.ts";
import type { Tokens } from "./tokens.ts";

/**
 * Shares out the weight of every feature over the words that it stands on, by letters, and gives the weightiest words in
 * the message's own spelling. Words that stand side by side in the message and were one to its writer are joined.
 */
export function weigh(
  original: string,
  text: TextBuffer,
  tokens: Tokens,
  features: Features,
  weightOf: (feature: number) => number,
  max: number,
): readonly Evidence[] {
  // Sums of differences: each feature adds a share at its start and takes it back at its end.
  const change = new Float64Array(text.length + 1);
  for (let i = 0; i < features.count; i++) {
    const start = features.start[i] as number;
    const end = features.end[i] as number;
    if (end <= start) continue;
    const share = weightOf(i) / (end - start);
    change[start] = (change[start] as number) + share;
    change[end] = (change[end] as number) - share;
  }
  const before = new Float64Array(text.length + 1);
  let level = 0;
  for (let i = 0; i < text.length; i++) {
    level += change[i] as number;
    before[i + 1] = (before[i] as number) + level;
  }

  const found: Evidence[] = [];
  for (let i = 0; i < tokens.count; i++) {
    const first = tokens.start[i] as number;
    let last = tokens.end[i] as number;
    while (i + 1 < tokens.count && tokens.fresh[i + 1] === 0) last = tokens.end[++i] as number;
    const start = text.from[first] as number;
    const end = text.until[last - 1] as number;
    const weight = (before[last] as number) - (before[first] as number);
    const previous = found.at(-1);
    if (previous !== undefined && start < previous.end) {
      // Several words of one emoji or of letters run together.
      const joined = Math.max(previous.end, end);
      found[found.length - 1] = {
        text: original.slice(previous.start, joined),
        start: previous.start,
        end: joined,
        weight: previous.weight + weight,
      };
    } else if (end > start) found.push({ text: original.slice(start, end), start, end, weight });
  }
  return found.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, max);
}
