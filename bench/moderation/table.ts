/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, i) => (i === 0 ? "---" : "---:"));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

export const percent = (share: number): string =>
  Number.isNaN(share) ? "–" : `${(100 * share).toFixed(1)} %`;
export const decimals = (value: number): string => (Number.isNaN(value) ? "–" : value.toFixed(3));
