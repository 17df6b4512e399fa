import { cellsOf, columns, columnsOf, plainCell } from "./table-cells.ts";
import { MAX_COLUMNS } from "./table-text.ts";

/** How much room a table needs while rows are added to it. */
export interface TableSize {
  add(row: string): void;
  /**
   * At least the length of either form that `tableText` may choose. Never shrinks as the last row grows, which the
   * length itself does when a wide character takes the place of two spaces.
   */
  readonly size: number;
}

/** @param header the first row, as Markdown */
export function createTableSize(header: string): TableSize {
  const names = cellsOf(header);
  const widths: number[] = [];
  /** Of the rule under the header, which is as wide as the widest row can be. */
  let ruleColumns = -SEPARATOR;
  let surplus = 0;
  /** The marks of the code block, and the rule. */
  let alignedLines = 3;
  let listChars = -1;

  function align(cells: readonly string[]): void {
    alignedLines += 1;
    for (const [at, cell] of cells.map(plainCell).entries()) {
      if (widths[at] === undefined) ruleColumns += SEPARATOR;
      const width = Math.max(widths[at] ?? 0, columns(cell));
      ruleColumns += width - (widths[at] ?? 0);
      widths[at] = width;
      for (const one of cell) surplus += Math.max(0, one.length - columnsOf(one));
    }
  }

  align(names);
  return {
    add(row) {
      const cells = cellsOf(row);
      align(cells);
      listChars += listedChars(names, cells) + 1;
    },
    get size() {
      const width = Math.min(MAX_COLUMNS, Math.max("```".length, ruleColumns));
      const asList = listChars < 0 ? "- ****".length + joined(names) : listChars;
      return Math.max(alignedLines * (width + 1) + surplus, asList);
    },
  };
}

/** ` │ ` in the aligned form and ` · ` in the list. */
const SEPARATOR = 3;

const joined = (cells: readonly string[]) =>
  cells.reduce((sum, cell) => sum + cell.length + SEPARATOR, -SEPARATOR);

/** Of one row as a list item. */
const listedChars = (names: readonly string[], cells: readonly string[]) =>
  "- ".length +
  joined(cells) +
  cells.reduce((sum, _, at) => sum + (names[at] ? "**:** ".length + names[at].length : 0), 0);
