import { after, type Fence, type Inside } from "../../src/text/chat-blocks.ts";
import { createRendering, type Rendering } from "../../src/text/chat-rendering.ts";
import { isTableRow } from "../../src/text/table-text.ts";
import { fenceMayEnd, leavesQuote } from "./decided.ts";

/** Nobody sees it, and no block begins or ends where it stands before the mark. */
const ZERO_WIDTH_SPACE = "\u200b";

/** Where a message begins in a text. */
export interface Beginning {
  /** Offset in the text. */
  readonly from: number;
  /** What goes on from the message before is opened again: a code block, a quotation, a table's header. */
  readonly opening: string;
}

/** What a message is made of. */
export const sourceOf = (text: string, { from, opening }: Beginning, to: number): string =>
  opening + text.slice(from, to);

export function rendered(source: string): Rendering {
  const rendering = createRendering({});
  // What follows the last line end is no line yet.
  for (const line of source.replace(/\n$/, "").split("\n")) rendering.add(line);
  return rendering;
}

/** What has to stand before the rest of a text that is cut here. */
export function openingAt(source: string): string {
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

/**
 * Where a message that was to begin here really begins: when nothing is left of what was opened again, it begins after
 * that, and opens nothing. Everything that is said of a message starts from here, so that all say it of the same lines.
 *
 * @param isWhole nothing more comes
 * @returns undefined while it is not decided, and while there is nothing to show; what is decided stays as the text grows
 */
export function beginningOf(
  text: string,
  { from, opening }: Beginning,
  isWhole: boolean,
): Beginning | undefined {
  const { fence, table } = opening === "" ? {} : rendered(opening).inside;
  if (fence) return beginningInCode(text, { from, opening }, fence, isWhole);
  // The rest of a line that was cut does not begin with the space between two words.
  const start = isCut(text, from) ? from + /^[ \t]*/.exec(text.slice(from))![0].length : from;
  const mark = isCut(text, from) && /[`~#>]/.test(text.charAt(start)) ? ZERO_WIDTH_SPACE : "";
  if (opening !== "") {
    const { line, isComplete } = lineAt(text, start, isWhole);
    const goesOn = table === undefined ? line.trim() !== "" : isTableRow(line);
    if (goesOn) return { from: start, opening: opening + mark };
    if (!isComplete) return undefined;
  }
  return text.slice(start).trim() === "" ? undefined : { from: start, opening: mark };
}

function beginningInCode(
  text: string,
  { from, opening }: Beginning,
  fence: Fence,
  isWhole: boolean,
): Beginning | undefined {
  if (isCut(text, from) && /^[ \t]*[`~]/.test(text.slice(from)))
    return { from, opening: opening + ZERO_WIDTH_SPACE };
  let quote = opening.slice(opening.lastIndexOf("\n") + 1);
  for (let at = from; at < text.length; ) {
    const { line: rest, isComplete, next } = lineAt(text, at, isWhole);
    const line = quote + rest;
    const isOut = leavesQuote(line, fence);
    if (!isComplete && !isOut && fenceMayEnd(line, fence)) return undefined;
    if (isOut || !after({ fence }, line, undefined).fence)
      return beginningOf(text, { from: isOut ? at : next, opening: "" }, isWhole);
    if (line.slice(fence.quote.length).trim() !== "") return { from, opening };
    quote = "";
    at = next;
  }
  return undefined;
}

/** Whether a line is cut here: its rest is no line of its own. */
const isCut = (text: string, at: number) => at > 0 && text[at - 1] !== "\n";

function lineAt(
  text: string,
  from: number,
  isWhole: boolean,
): { readonly line: string; readonly isComplete: boolean; readonly next: number } {
  const end = text.indexOf("\n", from);
  return end < 0
    ? { line: text.slice(from), isComplete: isWhole, next: text.length }
    : { line: text.slice(from, end), isComplete: true, next: end + 1 };
}
