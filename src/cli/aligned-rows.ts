import { columns } from "../text/table-cells.ts";

/** Rows of equal columns, two spaces apart, for a font of fixed width in which Hangul is twice as wide. */
export function alignedRows(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, columns(cell));
  return rows
    .map((row) => row.map((cell, at) => cell + " ".repeat((widths[at] as number) - columns(cell))).join("  "))
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
}
