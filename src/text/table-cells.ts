/** The cells of a table's row, without the white space around them. */
export function cellsOf(row: string): string[] {
  const inner = row
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replaceAll("\\|", "|").trim());
}

/** A cell without the marks that would be seen as such in a code block, and that could end it. */
export const plainCell = (cell: string): string =>
  cell
    .replaceAll("**", "")
    .replaceAll("`", "")
    .replace(/<br\s*\/?>/gi, " ");

/** Columns in a fixed-width font: two for wide characters (Unicode Annex 11, roughly) and emoji, none for marks. */
export function columns(text: string): number {
  let sum = 0;
  for (const character of text) sum += columnsOf(character);
  return sum;
}

/** Of one code point. */
export function columnsOf(character: string): 0 | 1 | 2 {
  if (character < FIRST_UNUSUAL) return 1;
  if (/\p{M}|[\u200b-\u200f]/u.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** The first combining mark; all that is wide comes later. */
const FIRST_UNUSUAL = "\u0300";

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
