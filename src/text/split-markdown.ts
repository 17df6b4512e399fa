import { after, CLOSING_CHARS, type Inside, render } from "./chat-blocks.ts";
import { cutAt } from "./cut-text.ts";
import { isTableDelimiter, isTableRow } from "./table-text.ts";

/**
 * Splits Markdown into messages of at most `maxChars` UTF-16 units for a chat that knows no tables, headings to the third level
 * and code fences of three backticks. Cuts between blocks where it can, else between lines, sentences or words, and never
 * through a grapheme cluster that fits. Each message stands on its own: code fences are closed and opened again with
 * their language, tables repeat their header. Nothing but white space is left out.
 *
 * When the text grows at its end, only the last message changes or new ones follow: a cut depends on what stands before it.
 *
 * @param maxChars at least 400
 * @returns no message for blank text
 */
export function splitMarkdown(markdown: string, maxChars: number): readonly string[] {
  const room = maxChars - CLOSING_CHARS;
  const messages: string[] = [];
  let lines = markdown.replaceAll("\r\n", "\n").split("\n");
  let entry: Inside = {};

  while (lines.length > 0) {
    if (!entry.fence) lines = lines.slice(firstWithText(lines));
    const fitting = howManyFit(lines, entry, room);
    if (fitting === lines.length) {
      push(render(lines, entry).text);
      break;
    }
    if (fitting === 0 && entry.table !== undefined) {
      entry = {}; // a row that fills a message: it goes on as plain text
      continue;
    }
    const used = render(lines.slice(0, fitting), entry).size;
    const left = room - used - 1;
    const inTable = insideAt(lines, fitting, entry).table !== undefined;
    if (fitting > 0 && (used > room / 2 || inTable)) {
      const cut = bestCut(lines, fitting, entry, room);
      push(render(lines.slice(0, cut), entry).text);
      entry = insideAt(lines, cut, entry);
      lines = lines.slice(cut);
    } else {
      const [head, rest] = cutLine(lines[fitting]!, fitting === 0 ? alone(entry, room) : left);
      push(render([...lines.slice(0, fitting), head], entry).text);
      entry = insideAt([...lines.slice(0, fitting), head], fitting + 1, entry);
      lines = [rest, ...lines.slice(fitting + 1)];
    }
  }
  return messages;

  function push(text: string): void {
    if (text.trim() !== "") messages.push(text);
  }
}

function firstWithText(lines: readonly string[]): number {
  const first = lines.findIndex((line) => line.trim() !== "");
  return first < 0 ? lines.length : first;
}

function howManyFit(lines: readonly string[], entry: Inside, room: number): number {
  let source = -1;
  for (let count = 0; count < lines.length; count++) {
    source += lines[count]!.length + 1;
    if (source > room || render(lines.slice(0, count + 1), entry).size > room) return count;
  }
  return lines.length;
}

/** Room for a line that stands alone in its message, behind what is repeated there. */
function alone(entry: Inside, room: number): number {
  return Math.max(Math.floor(room / 4), room - render([""], entry).size - 1);
}

/** The line up to the cut, and the rest as a line that goes on in the same quotation. */
function cutLine(line: string, maxChars: number): [head: string, rest: string] {
  const cut = cutAt(line, Math.max(1, maxChars));
  const quote = /^(?:\s{0,3}>\s?)+/.exec(line)?.[0] ?? "";
  const rest = line.slice(cut);
  return [line.slice(0, cut), quote.length < cut ? quote + rest.replace(/^[ \t]/, "") : rest];
}

function insideAt(lines: readonly string[], at: number, entry: Inside): Inside {
  let inside = entry;
  for (let index = 0; index < at; index++) inside = after(inside, lines[index]!, lines[index - 1]);
  return inside;
}

/**
 * Before which of the first `fitting + 1` lines to cut. The line that does not fit may still be growing, so what it is
 * must not count.
 */
function bestCut(lines: readonly string[], fitting: number, entry: Inside, room: number): number {
  const states: Inside[] = [entry];
  for (let index = 0; index < fitting; index++)
    states.push(after(states[index]!, lines[index]!, lines[index - 1]));
  const longEnough = (cut: number) =>
    lines.slice(0, cut).reduce((sum, line) => sum + line.length + 1, 0) > room / 2;

  const isFree = (cut: number) => states[cut]!.fence === undefined;
  const afterBlank = (cut: number) => isFree(cut) && lines[cut - 1]!.trim() === "";
  const atBlock = (cut: number) =>
    isFree(cut) &&
    (states[cut - 1]!.fence !== undefined ||
      (cut < fitting && (states[cut + 1]!.fence !== undefined || startsBlock(lines[cut]!))));

  for (const good of [afterBlank, atBlock]) {
    for (let cut = fitting; cut > 0 && longEnough(cut); cut--)
      if (good(cut) && !strands(lines, states, cut)) return cut;
  }
  return fitting > 1 && strands(lines, states, fitting) ? fitting - 1 : fitting;
}

const startsBlock = (line: string) => /^\s*(?:[-*+]|\d{1,9}[.)])\s|^#{1,6}\s/.test(line);

/** Whether a cut there would part a heading from its text, or what may be a table's header from its rows. */
function strands(lines: readonly string[], states: readonly Inside[], cut: number): boolean {
  let last = cut - 1;
  while (last > 0 && lines[last]!.trim() === "") last -= 1;
  const line = lines[last]!;
  const { fence, table } = states[last]!;
  if (fence) return false;
  if (/^#{1,6}\s/.test(line)) return true;
  return last === cut - 1 && table === undefined && isTableRow(line) && !isTableDelimiter(line);
}
