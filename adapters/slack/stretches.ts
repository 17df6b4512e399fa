import { CLOSING_CHARS, createRendering } from "../../src/text/chat-rendering.ts";
import { cutAt } from "../../src/text/cut-text.ts";
import { decided } from "./decided.ts";
import { type Beginning, beginningOf, openingAt, rendered, sourceOf } from "./openings.ts";

/** What of a text one message shows that is as long as it will ever be. */
export interface Stretch extends Beginning {
  /** Offset in the text. */
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
  | { readonly is: "full"; readonly shown: string; readonly stretch: Stretch; readonly next: Beginning };

export const firstBeginning: Beginning = { from: 0, opening: "" };

/**
 * What a message of a growing text can show for good. What it shows later begins with what it shows now, as long as the text
 * only grows.
 *
 * @param begins where the message before ended, and what goes on from there
 * @param shownTo up to which offset the message shows the text already
 * @param isWhole nothing more comes
 */
export function advance(
  text: string,
  begins: Beginning,
  shownTo: number,
  sizes: Sizes,
  isWhole: boolean,
): Step {
  const start = beginningOf(text, begins, isWhole);
  if (!start) return { is: "open", shown: "", to: isWhole ? text.length : shownTo };
  const { from, opening } = start;
  const end = isWhole
    ? text.length
    : Math.max(shownTo, from + decided(sourceOf(text, start, text.length)) - opening.length);
  if (text.slice(from, end).trim() === "") return { is: "open", shown: "", to: end };
  const shown = shownOf(sourceOf(text, start, end), isWhole);
  if (shown.length <= sizes.goodChars) return { is: "open", shown, to: end };
  const cut = cutOf(text, start, shownTo, end, sizes);
  if (cut.isGood) return fullAt(text, start, cut.to);
  if (shown.length + CLOSING_CHARS <= sizes.maxChars) return { is: "open", shown, to: end };
  return fullAt(text, start, cut.to);
}

/** The message ends at this offset. */
export const closeAt = (text: string, begins: Beginning, to: number): Extract<Step, { is: "full" }> =>
  fullAt(text, beginningOf(text, begins, true) ?? begins, to);

function fullAt(text: string, start: Beginning, to: number): Extract<Step, { is: "full" }> {
  const stretch = { ...start, to };
  return {
    is: "full",
    shown: textOf(text, stretch),
    stretch,
    next: { from: to, opening: openingAt(sourceOf(text, start, to)) },
  };
}

/** The whole text of a message that is full. */
export const textOf = (text: string, stretch: Stretch): string =>
  rendered(sourceOf(text, stretch, stretch.to)).text();

/** What of a text is not in messages that are full yet, opened again where it goes on. */
export function restOf(text: string, last: Stretch | undefined): string {
  if (!last) return text;
  const start = beginningOf(text, fullAt(text, last, last.to).next, true);
  return start ? sourceOf(text, start, text.length) : "";
}

/** The text of a message to which more may come: a code block at its end stays open. */
function shownOf(source: string, isWhole: boolean): string {
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
  { from, opening }: Beginning,
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
