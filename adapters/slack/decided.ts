import { after, type Fence, type Inside } from "../../src/text/chat-blocks.ts";
import { isTableDelimiter, isTableRow } from "../../src/text/table-text.ts";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** So much without a space, and a word is cut: Chinese and Japanese have none, and some code. */
const MAX_WORD_CHARS = 40;

/**
 * How much of a growing text can be shown for good. Left out is the word that may go on, and what the next characters
 * could turn into something else: a run of backticks into a fence, a line with `|` into a table, a table's row into wider columns.
 *
 * @returns an offset: what follows cannot change how the text before it looks
 */
export function decided(text: string): number {
  const lines = text.split("\n");
  let inside: Inside = {};
  let start = 0;
  /** Where the table, or what may become one, starts. */
  let held: number | undefined;

  for (const [at, line] of lines.entries()) {
    if (at === lines.length - 1) break;
    const hadTable = inside.table !== undefined;
    inside = after(inside, line, lines[at - 1]);
    if (inside.fence || inside.table === undefined) held = undefined;
    if (inside.table === undefined && !inside.fence && mayHeadTable(line)) held = start;
    else if (inside.table !== undefined && !hadTable) held = startOfLineBefore(text, start);
    start += line.length + 1;
  }

  const last = lines.at(-1)!;
  if (held !== undefined) {
    const isOver = inside.table === undefined && last !== "" && !/^[\s|:-]*$/.test(last);
    if (!isOver) return held;
  }
  return start + decidedOfLine(last, inside);
}

const mayHeadTable = (line: string) => isTableRow(line) && !isTableDelimiter(line);

const startOfLineBefore = (text: string, start: number) => text.lastIndexOf("\n", start - 2) + 1;

/** How much of the last line, to which more may come. */
function decidedOfLine(line: string, { fence, table }: Inside): number {
  if (fence && !leavesQuote(line, fence)) {
    const end = wholeWords(line);
    return fenceMayEnd(line.slice(0, end), fence) ? 0 : end;
  }
  if (table !== undefined) return 0;
  // A fence, a heading that is written as bold, a row.
  if (/^[\s>]*(?:[`~]+|#{1,6}\s*|#{4,6}\s.*)?$/.test(line) || /^[\s>]*(?:`{3}|~{3})/.test(line)) return 0;
  return line.includes("|") ? 0 : wholeWords(line);
}

/** Whether a line in a code block, to which more may come, can become one that ends it. */
export function fenceMayEnd(line: string, { quote, mark }: Fence): boolean {
  if (line.length <= quote.length) return true;
  const run = line.slice(quote.length).trim();
  return run === "" || run === mark.charAt(0).repeat(run.length);
}

/** Whether a line, to which more may come, is for sure not in the quotation any more that the code block stands in. */
export function leavesQuote(line: string, { quote }: Fence): boolean {
  const marks = quote.trimEnd();
  return !line.startsWith(marks) && !marks.startsWith(line);
}

/** Up to the last space; in a long word, up to the last grapheme cluster that is complete, and no marks behind it. */
function wholeWords(line: string): number {
  const space = Math.max(line.lastIndexOf(" "), line.lastIndexOf("\t"));
  if (line.length - space <= MAX_WORD_CHARS) return Math.max(0, space);
  let end = space + 1;
  for (const { index } of graphemes.segment(line.slice(space + 1))) end = space + 1 + index;
  while (end > space + 1 && MARK.test(line[end - 1]!)) end -= 1;
  return end;
}

/** Alone in their clusters; more of them could follow and be read together. */
const MARK = /[!-/:-@[-`{-~\u200b]/;
