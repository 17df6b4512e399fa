import { isTableDelimiter, isTableRow, tableSize, tableText } from "./table-text.ts";

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
  const language = /^\s*([\w+#.-]+)/.exec(info)?.[1] ?? "";
  return { quote, indent: indent.length, mark, language };
}

function closes(line: string, fence: Fence): boolean {
  if (!line.startsWith(fence.quote.trimEnd())) return true;
  const run = line.slice(fence.quote.length).trim();
  return run.startsWith(fence.mark) && run === fence.mark.charAt(0).repeat(run.length);
}

/** Lines as a chat shows them, and how much room they need. */
export interface Rendered {
  readonly text: string;
  /** Never less than the text's length without the mark that closes an open fence; never shrinks as the last line grows. */
  readonly size: number;
}

/** Room that `render` may need beyond `size`: the mark that closes an open fence. */
export const CLOSING_CHARS = 16;

/**
 * Renders lines so that they stand on their own: a code block that goes on from before is opened again, one that goes
 * on after is closed, a table repeats its header.
 */
export function render(lines: readonly string[], entry: Inside): Rendered {
  const out: string[] = [];
  let slack = 0;
  let table: string[] | undefined = entry.table === undefined ? undefined : [entry.table];
  let inside = entry;
  if (entry.fence) out.push(openMark(entry.fence));

  const endTable = () => {
    if (!table) return;
    const text = tableText(table);
    slack += tableSize(table) - text.length;
    out.push(text);
    table = undefined;
  };

  for (const [at, line] of lines.entries()) {
    const next = after(inside, line, lines[at - 1]);
    if (inside.fence) {
      const outOfQuote = !next.fence && !line.startsWith(inside.fence.quote.trimEnd());
      out.push(next.fence ? codeLine(line, inside.fence) : closeMark(inside.fence));
      if (outOfQuote) out.push(line);
    } else if (next.fence) {
      endTable();
      out.push(openMark(next.fence));
    } else if (next.table !== undefined && inside.table === undefined) {
      out.pop();
      table = [next.table];
    } else if (table && next.table !== undefined) table.push(line);
    else {
      endTable();
      out.push(proseLine(line));
    }
    inside = next;
  }
  endTable();
  const open = out.join("\n");
  const text = inside.fence ? `${open}\n${closeMark(inside.fence)}` : open;
  const source = lines.reduce((sum, line) => sum + line.length + 1, -1);
  return { text: text.replace(/^\n+|\s+$/g, ""), size: Math.max(open.length + slack, source) };
}

const openMark = ({ quote, language }: Fence) => `${quote}\`\`\`${language}`;
const closeMark = ({ quote }: Fence) => `${quote}\`\`\``;

function codeLine(line: string, { quote, indent }: Fence): string {
  const inner = line.slice(quote.length);
  const code = inner.slice(Math.min(indent, inner.length - inner.trimStart().length));
  // Chats know fences of three backticks only: such a run inside would end it.
  return quote + code.replaceAll("```", "``\u200b`");
}

/** Chats know headings down to the third level. */
const proseLine = (line: string) =>
  line.replace(/^(#{4,6})\s+(.*\S)\s*$/, (_, _marks, title) => `**${title}**`);
