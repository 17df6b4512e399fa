import { cellsOf, columns, plainCell } from "./table-cells.ts";

/** Wider tables wrap on most screens and are written as a list. In columns of a fixed-width font. */
export const MAX_COLUMNS = 60;

const DELIMITER = /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$/;

/** Whether the line could be a row of a Markdown table: it has a `|` that is not escaped. */
export const isTableRow = (line: string): boolean => /(?:^|[^\\])\|/.test(line);

/** Whether the line can stand under a table's header (`|---|:--:|`; GitHub Flavored Markdown, "Tables"). */
export const isTableDelimiter = (line: string): boolean => line.includes("|") && DELIMITER.test(line.trim());

/**
 * A table for platforms that have none: aligned in a code block, or, when it is too wide, one list item per row.
 *
 * @param rows lines of Markdown: the header first, without the delimiter row
 */
export function tableText(rows: readonly string[]): string {
  const cells = rows.map((row) => cellsOf(row).map(plainCell));
  const needed = cells.map((row) => row.map(columns));
  const widths: number[] = [];
  for (const row of needed)
    for (const [at, width] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, width);
  const rule = widths.map((width) => "─".repeat(width)).join("─┼─");
  // No row is wider than the rule under the header.
  if (rule.length > MAX_COLUMNS) return tableAsList(rows);
  const [header = "", ...body] = cells.map((row, line) =>
    widths
      .map((width, at) => (row[at] ?? "") + " ".repeat(width - (needed[line]![at] ?? 0)))
      .join(" │ ")
      .trimEnd(),
  );
  return ["```", header, rule, ...body, "```"].join("\n");
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
