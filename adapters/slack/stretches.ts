import type { Inside } from "../../src/text/chat-blocks.ts";
import { CLOSING_CHARS, createRendering, type Rendering } from "../../src/text/chat-rendering.ts";
import { cutAt } from "../../src/text/cut-text.ts";
import { decided } from "./decided.ts";

/** What of a text one message shows. */
export interface Stretch {
  /** Offset in the text. */
  readonly from: number;
  /** What goes on from the message before is opened again: a code block, a quotation, a table's header. */
  readonly opening: string;
}

/** A stretch that is as long as it will ever be. */
export interface FullStretch extends Stretch {
  readonly to: number;
}

/** How long messages become, in UTF-16 units. */
export interface Sizes {
  /** From here on the message ends with the next paragraph. */
  readonly goodChars: number;
  /** Never more. */
  readonly maxChars: number;
}

/** How a message goes on. */
export type Step =
  /** `shown`: all that the message can show so far, up to offset `to` of the text. */
  | { readonly is: "open"; readonly shown: string; readonly to: number }
  /** It is full: `shown` is its whole text, and the rest stands in the next message. */
  | { readonly is: "full"; readonly shown: string; readonly stretch: FullStretch; readonly next: Stretch };

export const firstStretch: Stretch = { from: 0, opening: "" };

/**
 * What a message of a growing text can show for good. What it shows later begins with what it shows now, as long as the text
 * only grows.
 *
 * @param shownTo up to which offset the message shows the text already
 * @param isWhole nothing more comes
 */
export function advance(
  text: string,
  stretch: Stretch,
  shownTo: number,
  sizes: Sizes,
  isWhole: boolean,
): Step {
  const { from, opening } = stretch;
  const end = isWhole
    ? text.length
    : Math.max(shownTo, from + decided(opening + text.slice(from)) - opening.length);
  const shown = shownOf(text, stretch, end, isWhole);
  if (shown.length <= sizes.goodChars) return { is: "open", shown, to: end };
  const cut = cutOf(text, stretch, shownTo, end, sizes);
  if (cut.isGood) return closeAt(text, stretch, cut.to);
  if (shown.length + CLOSING_CHARS <= sizes.maxChars) return { is: "open", shown, to: end };
  return closeAt(text, stretch, cut.to);
}

/** The message ends at this offset. */
export function closeAt(text: string, stretch: Stretch, to: number): Extract<Step, { is: "full" }> {
  const full = { ...stretch, to };
  return {
    is: "full",
    shown: textOf(text, full),
    stretch: full,
    next: { from: to, opening: openingAt(stretch.opening + text.slice(stretch.from, to)) },
  };
}

/** The whole text of a message that is full. */
export const textOf = (text: string, stretch: FullStretch): string =>
  rendered(sourceOf(text, stretch, stretch.to)).text();

/** What of a text is not in messages that are full yet, opened again where it goes on. */
export const restOf = (text: string, last: FullStretch | undefined): string =>
  last ? sourceOf(text, closeAt(text, last, last.to).next, text.length) : text;

/** What a message is made of; nothing while there is only white space. */
function sourceOf(text: string, { from, opening }: Stretch, to: number): string {
  const source = text.slice(from, to);
  if (source.trim() === "") return "";
  const mark = /`{3,}|~{3,}/.exec(opening)?.[0];
  const closing = mark && /^[\s>]*(`{3,}|~{3,})[ \t]*(?:\n|$)/.exec(source);
  // Nothing of the code block is left.
  if (closing && closing[1]!.startsWith(mark)) return source.slice(closing[0].length);
  // The rest of a line that was cut does not begin with the space between two words.
  const isRest = from > 0 && text[from - 1] !== "\n" && mark === undefined;
  return opening + (isRest ? source.replace(/^[ \t]+/, "") : source);
}

function rendered(source: string): Rendering {
  const rendering = createRendering({});
  // What follows the last line end is no line yet.
  for (const line of source.replace(/\n$/, "").split("\n")) rendering.add(line);
  return rendering;
}

/** The text of a message to which more may come: a code block at its end stays open. */
function shownOf(text: string, stretch: Stretch, end: number, isWhole: boolean): string {
  const source = sourceOf(text, stretch, end);
  if (source === "") return "";
  const rendering = rendered(source);
  const shown = rendering.text();
  return rendering.inside.fence && !isWhole ? shown.slice(0, shown.lastIndexOf("\n")) : shown;
}

/**
 * Where to end a message. `isGood`: it is long enough and the place is good, the first between paragraphs or, a little later,
 * between lines. Else as late as possible.
 */
function cutOf(
  text: string,
  { from, opening }: Stretch,
  shownTo: number,
  end: number,
  { goodChars, maxChars }: Sizes,
): { readonly to: number; readonly isGood: boolean } {
  const enoughChars = (goodChars + maxChars) / 2;
  const rendering = createRendering({});
  const lines = (opening + text.slice(from, end)).split("\n");
  let to = from - opening.length;
  let last = Math.max(from, shownTo);
  let isHeading = false;
  for (const line of lines.slice(0, -1)) {
    rendering.add(line);
    to += line.length + 1;
    if (line.trim() !== "") isHeading = /^#{1,6}\s/.test(line);
    const { size, inside } = rendering;
    if (size + CLOSING_CHARS > maxChars) break;
    if (to <= last) continue;
    last = to;
    if (isHeading || inside.fence || inside.table !== undefined || to === text.length) continue;
    if ((size > goodChars && line.trim() === "") || size > enoughChars) return { to, isGood: true };
  }
  return { to: last > from ? last : wordCut(text, from, opening, end, maxChars), isGood: false };
}

/** In a line that is too long for any message. */
function wordCut(text: string, from: number, opening: string, end: number, maxChars: number): number {
  const lineEnd = text.indexOf("\n", from);
  const line = text.slice(from, lineEnd < 0 ? end : Math.min(end, lineEnd));
  // What is written in another way than it was takes a little more.
  const room = Math.floor((maxChars - opening.length - CLOSING_CHARS) * 0.9);
  return from + cutAt(line, Math.max(1, room));
}

/** What has to stand before the rest of a text that is cut here. */
function openingAt(source: string): string {
  const rest = source.slice(source.lastIndexOf("\n") + 1);
  const { fence, table }: Inside = rendered(source).inside;
  if (fence) return `${fence.quote}${fence.mark}${fence.language}\n${rest === "" ? "" : fence.quote}`;
  if (table !== undefined && rest === "") return `${table}\n|${"---|".repeat(columnsOf(table))}\n`;
  return /^(?:\s{0,3}>\s?)+/.exec(rest)?.[0] ?? "";
}

const columnsOf = (row: string) =>
  row
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/).length;
