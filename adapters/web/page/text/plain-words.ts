/** The words of a Markdown text without its signs, on one line and shortened: for titles, labels and screen readers. */
export function plainWords(markdown: string, maxChars: number): string {
  const plain = markdown
    .slice(0, maxChars * 3)
    .replace(/```[^\n]*\n?/g, " ")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\s*(?:[>#]+|[-*+]|\d+[.)])\s+/gm, "")
    .replace(/[*_~`|]+/g, "")
    .replace(/\s+/g, " ")
    .trim();
  const graphemes = [...new Intl.Segmenter().segment(plain)];
  if (graphemes.length <= maxChars) return plain;
  return `${graphemes
    .slice(0, maxChars)
    .map(({ segment }) => segment)
    .join("")}…`;
}
