import { after, type Fence, type Inside } from "./chat-blocks.ts";
import { createTableSize, type TableSize } from "./table-size.ts";
import { tableText } from "./table-text.ts";

/**
 * Lines as a chat shows them, so that they stand on their own: a code block that goes on from before is opened again, one
 * that goes on after is closed, a table repeats its header.
 */
export interface Rendering {
  /** The next line, in time that does not depend on how many there are. */
  add(line: string): void;
  /** What the next line will stand in. */
  readonly inside: Inside;
  /**
   * How much room it needs. Never less than the text's length without the mark that closes a fence at its end; never
   * shrinks as the last line grows.
   */
  readonly size: number;
  text(): string;
}

/** Room that a rendering may need beyond its `size`: the mark that closes a fence at its end, or the beginning of one. */
export const CLOSING_CHARS = 16;

/** @param entry what the first line stands in */
export function createRendering(entry: Inside): Rendering {
  const out: string[] = [];
  /** Of all in `out`, without line ends; tables with what they need rather than what they take. */
  let chars = 0;
  let charsOfLast = 0;
  let source = -1;
  let table: { readonly rows: string[]; readonly needs: TableSize } | undefined;
  let inside = entry;
  let previous: string | undefined;
  /** Without the last line, when that one closes a fence or may yet become what does. */
  let sizeBeforeMark: number | undefined;

  function size(): number {
    const lineEnds = Math.max(0, out.length + (table ? 1 : 0) - 1);
    return Math.max(chars + (table?.needs.size ?? 0) + lineEnds, source);
  }

  function show(text: string, needs = text.length): void {
    out.push(text);
    chars += needs;
    charsOfLast = needs;
  }

  function startTable(header: string): void {
    table = { rows: [header], needs: createTableSize(header) };
  }

  function endTable(): void {
    if (table) show(tableText(table.rows), table.needs.size);
    table = undefined;
  }

  if (entry.table !== undefined) startTable(entry.table);
  if (entry.fence) show(openMark(entry.fence));

  return {
    add(line) {
      const next = after(inside, line, previous);
      // Else the mark alone could be left to the next message, where it would close an empty code block.
      sizeBeforeMark = inside.fence && mayClose(line, inside.fence) ? size() : undefined;
      if (inside.fence) {
        const outOfQuote = !next.fence && !line.startsWith(inside.fence.quote.trimEnd());
        show(next.fence ? codeLine(line, inside.fence) : closeMark(inside.fence));
        if (outOfQuote) show(line);
      } else if (next.fence) {
        endTable();
        show(openMark(next.fence));
      } else if (next.table !== undefined && inside.table === undefined) {
        // Only now is the line before known to be the table's header.
        out.pop();
        chars -= charsOfLast;
        startTable(next.table);
      } else if (table && next.table !== undefined) {
        table.rows.push(line);
        table.needs.add(line);
      } else {
        endTable();
        const text = proseLine(line);
        show(text, Math.max(text.length, line.length));
      }
      source += line.length + 1;
      inside = next;
      previous = line;
    },
    get inside() {
      return inside;
    },
    get size() {
      return sizeBeforeMark ?? size();
    },
    text() {
      const shown = table ? [...out, tableText(table.rows)] : [...out];
      if (inside.fence) shown.push(closeMark(inside.fence));
      return shown.join("\n").replace(/^\n+|\s+$/g, "");
    },
  };
}

const openMark = ({ quote, language }: Fence) => `${quote}\`\`\`${language}`;
const closeMark = ({ quote }: Fence) => `${quote}\`\`\``;

function codeLine(line: string, { quote, indent }: Fence): string {
  const inner = line.slice(quote.length);
  const code = inner.slice(Math.min(indent, inner.length - inner.trimStart().length));
  // Chats know fences of three backticks only: such a run inside would end it.
  return quote + code.replaceAll("```", "``\u200b`");
}

/**
 * Whether a line in the fence is, or grows into, one that closes it or goes on in its quotation. Only where there is room
 * for it: of short marks, and not in a deep quotation.
 */
const mayClose = (line: string, { quote, mark }: Fence) =>
  quote.length <= 3 &&
  mark.length <= 4 &&
  (quote.startsWith(line) || (line.startsWith(quote.trimEnd()) && mark.startsWith(line.slice(quote.length))));

/** Chats know headings down to the third level. */
const proseLine = (line: string) =>
  line.replace(/^(#{4,6})\s+(.*\S)\s*$/, (_, _marks, title) => `**${title}**`);
