import type { Inside } from "./chat-blocks.ts";
import { CLOSING_CHARS, createRendering, type Rendering } from "./chat-rendering.ts";
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
  const lines = markdown.replaceAll("\r\n", "\n").split("\n");
  let from = 0;
  let entry: Inside = {};

  /** The next message is what was rendered. */
  function push(rendering: Rendering): void {
    const text = rendering.text();
    if (text.trim() !== "") messages.push(text);
    entry = rendering.inside;
  }

  for (;;) {
    if (!entry.fence) while (lines[from]?.trim() === "") from += 1;
    if (from === lines.length) return messages;
    const fitting = fittingLines(lines, from, entry, room);
    const end = from + fitting.count;
    if (end === lines.length) {
      push(render(lines.slice(from), entry));
      return messages;
    }
    if (fitting.count === 0 && entry.table !== undefined) {
      entry = {}; // a row that fills a message: it goes on as plain text
      continue;
    }
    const inTable = fitting.inside[fitting.count]!.table !== undefined;
    if (fitting.count > 0 && (fitting.size > room / 2 || inTable)) {
      const cut = from + bestCut(lines.slice(from, end + 1), fitting.inside, room);
      push(render(lines.slice(from, cut), entry));
      from = cut;
    } else {
      const left = fitting.count === 0 ? alone(entry, room) : room - fitting.size - 1;
      const [head, rest] = cutLine(lines[end]!, left);
      push(render([...lines.slice(from, end), head], entry));
      lines[end] = rest;
      from = end;
    }
  }
}

function render(lines: readonly string[], entry: Inside): Rendering {
  const rendering = createRendering(entry);
  for (const line of lines) rendering.add(line);
  return rendering;
}

interface Fitting {
  readonly count: number;
  /** The room that they need. */
  readonly size: number;
  /** What each of them stands in, and the line behind them. */
  readonly inside: readonly Inside[];
}

/** How many lines fit into a message. */
function fittingLines(lines: readonly string[], from: number, entry: Inside, room: number): Fitting {
  const rendering = createRendering(entry);
  const inside: Inside[] = [entry];
  let { size } = rendering;
  let source = -1;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at]!;
    source += line.length + 1;
    // Before it is rendered: what is much too long need not be looked at.
    if (source > room + CLOSING_CHARS) break;
    rendering.add(line);
    if (rendering.size > room) break;
    size = rendering.size;
    inside.push(rendering.inside);
  }
  return { count: inside.length - 1, size, inside };
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

/**
 * Before which of the lines to cut. The last of them does not fit and may still be growing, so what it is must not count.
 *
 * @param inside what each line stands in
 */
function bestCut(lines: readonly string[], inside: readonly Inside[], room: number): number {
  const fitting = lines.length - 1;
  /** Of the lines before each. */
  const chars = [0];
  /** The last line with text before each. */
  const lastText = [0];
  for (const [at, line] of lines.entries()) {
    chars.push(chars[at]! + line.length + 1);
    lastText.push(line.trim() === "" ? lastText[at]! : at);
  }

  const isFree = (cut: number) => inside[cut]!.fence === undefined;
  const afterBlank = (cut: number) => isFree(cut) && lines[cut - 1]!.trim() === "";
  const atBlock = (cut: number) =>
    isFree(cut) && (!isFree(cut - 1) || (cut < fitting && (!isFree(cut + 1) || startsBlock(lines[cut]!))));

  /** Whether a cut there would part a heading from its text, or what may be a table's header from its rows. */
  function strands(cut: number): boolean {
    const last = lastText[cut]!;
    const line = lines[last]!;
    const { fence, table } = inside[last]!;
    if (fence) return false;
    if (/^#{1,6}\s/.test(line)) return true;
    return last === cut - 1 && table === undefined && isTableRow(line) && !isTableDelimiter(line);
  }

  for (const good of [afterBlank, atBlock]) {
    for (let cut = fitting; cut > 0 && chars[cut]! > room / 2; cut--)
      if (good(cut) && !strands(cut)) return cut;
  }
  return fitting > 1 && strands(fitting) ? fitting - 1 : fitting;
}

const startsBlock = (line: string) => /^\s*(?:[-*+]|\d{1,9}[.)])\s|^#{1,6}\s/.test(line);
