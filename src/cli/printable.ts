/** A text in one line, without what would steer the terminal that shows it. */
export function printable(text: string): string {
  return text.replace(/[\p{C}\s]+/gu, " ").trim();
}
