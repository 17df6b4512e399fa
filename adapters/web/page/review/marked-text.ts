import type { EvidencePart } from "../../../../src/core/ports/index.ts";

/** A stretch of raw text that is shown alike. */
export interface Stretch {
  /** As it is to be shown: characters that hide themselves stand as a mark. */
  readonly text: string;
  /** How much it weighed: -3 (much against) to 3 (much for), 0 for hardly. */
  readonly weight: number;
  /** It hides itself, or stands for another letter: which characters these are, e.g. `U+200B`. */
  readonly trick?: { readonly kind: Trick; readonly codes: string };
}

/** What a character does that a reader would not see. */
export type Trick =
  /** No width at all. */
  | "invisible"
  /** Looks like a space, or like nothing. */
  | "blank"
  /** Changes the direction of what follows. */
  | "direction"
  | "control"
  /** A letter of another alphabet in a Latin word. */
  | "lookalike";

const MARKS: Readonly<Record<Exclude<Trick, "lookalike">, string>> = {
  invisible: "·",
  blank: "␣",
  direction: "⇄",
  control: "¤",
};

/** Weights below this share of the greatest one say hardly anything. */
const FAINT = 0.12;

/** Fillers of Hangul, and other characters that are letters or symbols by category and show nothing. */
const BLANK = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u115f\u1160\u3164\uffa0]/u;
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/u;
/** Emoji of several parts are joined by characters that would be tricks elsewhere (Unicode Technical Standard 51, section 1.4). */
const EMOJI = /\p{RGI_Emoji}/v;

/**
 * Cuts a text into stretches: by how much each part weighed, and by what tries not to be seen. Parts that lie over one another add up;
 * one that is not where it says it is, is left out.
 */
export function markText(text: string, evidence: readonly EvidencePart[]): readonly Stretch[] {
  const weights = weigh(text, evidence);
  const greatest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const foreign = lookalikes(text);
  const stretches: Stretch[] = [];
  for (const { segment, index } of new Intl.Segmenter().segment(text)) {
    const emoji = EMOJI.test(segment);
    let at = index;
    for (const char of segment) {
      const weight = strength(weights[at] ?? 0, greatest);
      const kind = emoji ? undefined : foreign.has(at) ? "lookalike" : trickOf(char);
      const shown = kind === undefined || kind === "lookalike" ? char : MARKS[kind];
      push(stretches, {
        text: shown,
        weight,
        ...(kind === undefined ? {} : { trick: { kind, codes: codeOf(char) } }),
      });
      at += char.length;
    }
  }
  return stretches;
}

/** How often each trick is played in a text, the most frequent first. */
export function tricksIn(stretches: readonly Stretch[]): readonly { kind: Trick; count: number }[] {
  const counts = new Map<Trick, number>();
  for (const { trick, text } of stretches) {
    if (trick) counts.set(trick.kind, (counts.get(trick.kind) ?? 0) + [...text].length);
  }
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count);
}

function weigh(text: string, evidence: readonly EvidencePart[]): Float64Array {
  const weights = new Float64Array(text.length);
  for (const part of evidence) {
    if (text.slice(part.start, part.end) !== part.text) continue;
    for (let at = part.start; at < part.end; at++) weights[at] = (weights[at] ?? 0) + part.weight;
  }
  return weights;
}

function strength(weight: number, greatest: number): number {
  if (greatest === 0 || Math.abs(weight) < FAINT * greatest) return 0;
  return Math.sign(weight) * Math.min(3, Math.ceil((3 * Math.abs(weight)) / greatest));
}

function push(stretches: Stretch[], next: Stretch): void {
  const last = stretches.at(-1);
  const alike =
    last?.weight === next.weight &&
    last.trick?.kind === next.trick?.kind &&
    last.trick?.codes === next.trick?.codes;
  if (last && alike) stretches[stretches.length - 1] = { ...last, text: last.text + next.text };
  else stretches.push(next);
}

function trickOf(char: string): Exclude<Trick, "lookalike"> | undefined {
  if (char === "\n" || char === "\t") return undefined;
  if (DIRECTION.test(char)) return "direction";
  if (BLANK.test(char)) return "blank";
  if (INVISIBLE.test(char)) return "invisible";
  return /[\p{Cc}\p{Co}\p{Cn}\p{Cs}]/u.test(char) ? "control" : undefined;
}

/** Where letters of Cyrillic or Greek stand in a word together with Latin ones. */
function lookalikes(text: string): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    if (!/\p{Script=Latin}/u.test(word) || !/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word)) continue;
    for (const letter of word.matchAll(/[\p{Script=Cyrillic}\p{Script=Greek}]/gu))
      found.add(index + letter.index);
  }
  return found;
}

const codeOf = (char: string) =>
  `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
