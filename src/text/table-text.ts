/** Wider tables wrap on most screens and are written as a list. In columns of a fixed-width font. */
const MAX_COLUMNS = 60;

const DELIMITER = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** Whether the line could be a row of a Markdown table: it has a `|` that is not escaped. */
export const isTableRow = (line: string): boolean => /(?:^|[^\\])\|/.test(line);

/** Whether the line can stand under a table's header (`|---|:--:|`; GitHub Flavored Markdown, "Tables"). */
export const isTableDelimiter = (line: string): boolean => DELIMITER.test(line) && line.includes("|");

/** A table for platforms that have none: aligned in a code block, or, when it is too wide, one list item per row. */
export function tableText(rows: readonly string[]): string {
  const aligned = alignedTable(rows);
  const wide = aligned.split("\n").some((line) => columns(line) > MAX_COLUMNS);
  return wide ? tableAsList(rows) : aligned;
}

/**
 * At least the length of either form that `tableText` may choose. Never shrinks as the last row grows, which the
 * length itself does when a wide character takes the place of two spaces.
 */
export function tableSize(rows: readonly string[]): number {
  const aligned = alignedTable(rows).split("\n");
  const width = Math.min(MAX_COLUMNS, Math.max(...aligned.map(columns)));
  const surplus = (line: string) =>
    [...line].reduce((sum, one) => sum + Math.max(0, one.length - columns(one)), 0);
  const alignedSize = aligned.reduce((sum, line) => sum + width + surplus(line) + 1, 0);
  return Math.max(alignedSize, tableAsList(rows).length);
}

/** @param rows lines of Markdown: the header first, without the delimiter row */
function alignedTable(rows: readonly string[]): string {
  const cells = rows.map((row) => cellsOf(row).map(plain));
  const widths: number[] = [];
  for (const row of cells)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, columns(cell));
  const line = (row: readonly string[]) =>
    widths
      .map((width, at) => (row[at] ?? "") + " ".repeat(Math.max(0, width - columns(row[at] ?? ""))))
      .join(" │ ")
      .trimEnd();
  const [header = [], ...body] = cells;
  const rule = widths.map((width) => "─".repeat(width)).join("─┼─");
  return ["```", line(header), rule, ...body.map(line), "```"].join("\n");
}

function tableAsList(rows: readonly string[]): string {
  const [header = [], ...body] = rows.map(cellsOf);
  if (body.length === 0) return `- **${header.join(" · ")}**`;
  return body
    .map((row) => {
      const fields = row.map((cell, at) => (header[at] ? `**${header[at]}:** ${cell}` : cell));
      return `- ${fields.join(" · ")}`;
    })
    .join("\n");
}

function cellsOf(row: string): string[] {
  const inner = row
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replaceAll("\\|", "|").trim());
}

/** Without the marks that would be seen as such in a code block, and that could end it. */
const plain = (cell: string) =>
  cell
    .replaceAll("**", "")
    .replaceAll("`", "")
    .replace(/<br\s*\/?>/gi, " ");

/** Columns in a fixed-width font: two for wide characters (Unicode Annex 11, roughly) and emoji, none for marks. */
function columns(text: string): number {
  let sum = 0;
  for (const character of text) {
    if (/\p{M}|[\u200b-\u200f]/u.test(character)) continue;
    sum += WIDE.test(character) ? 2 : 1;
  }
  return sum;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
