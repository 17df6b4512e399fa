import { isTableDelimiter, isTableRow } from "./table-text.ts";

/** A code block that is open. */
export interface Fence {
  /** Quote marks before it, e.g. `> `. */
  readonly quote: string;
  readonly indent: number;
  /** The run that opened it: at least as many of the same close it. */
  readonly mark: string;
  readonly language: string;
}

/** What a line stands in, by the lines before it. */
export interface Inside {
  readonly fence?: Fence;
  /** The header row of the table that goes on. */
  readonly table?: string;
}

/**
 * The quotation marks are matched within a look-ahead and taken by back-reference, which never tries them another way:
 * a space between two of them could belong to either, and a line of thirty would take minutes.
 */
const FENCE = /^(?=((?:\s{0,3}>\s?)*))\1(\s*)(`{3,}|~{3,})(.*)$/;

/** Code in a deeper quotation is written as plain lines. */
const MAX_QUOTE_CHARS = 12;

/** What the line after `line` stands in. */
export function after(inside: Inside, line: string, previous: string | undefined): Inside {
  const { fence, table } = inside;
  if (fence) return closes(line, fence) ? {} : inside;
  const opened = opening(line);
  if (opened) return { fence: opened };
  if (table !== undefined) return isTableRow(line) ? inside : {};
  if (previous !== undefined && isTableDelimiter(line) && isTableRow(previous) && !isTableDelimiter(previous))
    return { table: previous };
  return {};
}

function opening(line: string): Fence | undefined {
  const [, quote = "", indent = "", mark = "", info = ""] = FENCE.exec(line) ?? [];
  // Backticks further on in the line: it is inline code (CommonMark, "Fenced code blocks").
  if (mark === "" || (mark.startsWith("`") && info.includes("`"))) return undefined;
  // The quote marks are repeated where a message ends: no room is left for more of them.
  if (quote.length > MAX_QUOTE_CHARS) return undefined;
  // What may follow the language (a file's name, lines to mark) is shown by no chat: those know a word there or nothing.
  const language = /^\s*([\w+#.-]+)/.exec(info)?.[1] ?? "";
  return { quote, indent: indent.length, mark, language };
}

function closes(line: string, fence: Fence): boolean {
  if (!line.startsWith(fence.quote.trimEnd())) return true;
  const run = line.slice(fence.quote.length).trim();
  return run.startsWith(fence.mark) && run === fence.mark.charAt(0).repeat(run.length);
}
