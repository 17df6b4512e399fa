/** Longer code is cut all the same. */
const MAX_CODE_CHARS = 600;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * Where to cut a line so that at most `maxChars` UTF-16 units stand before: after a sentence or a word in the second half when
 * there is one, else between two grapheme clusters, and inside one only when it alone is longer. At least 1.
 * Not within code of a line. Depends only on the text up to and with the character at `maxChars`.
 */
export function cutAt(line: string, maxChars: number): number {
  if (line.length <= maxChars) return line.length;
  const cut = cutBetweenWords(line, maxChars);
  const code = openCode(line.slice(0, cut));
  return code !== undefined && code >= maxChars / 4 ? code : cut;
}

/**
 * Where code begins that the cut would part, if any: half of a piece of code is none, and an address in it would become a link.
 * Backticks that nothing closes for long are no code.
 */
function openCode(head: string): number | undefined {
  const marks = [...head.matchAll(/(?<!`)`(?!`)/g)];
  const open = marks.length % 2 === 1 ? marks.at(-1)!.index : undefined;
  return open !== undefined && head.length - open <= MAX_CODE_CHARS ? open : undefined;
}

function cutBetweenWords(line: string, maxChars: number): number {
  const head = line.slice(0, maxChars);
  const sentence = lastMatch(head, /(?:[.!?…]["'”’)\]*_]{0,3}(?=\s)|[。！？])/g);
  if (sentence > maxChars / 2) return sentence;
  const space = Math.max(head.lastIndexOf(" "), head.lastIndexOf("\t"));
  if (space > maxChars / 2) return space;
  return clusterBefore(line, maxChars);
}

/** Cuts to at most `maxChars`, between grapheme clusters, and says so with an ellipsis. */
export function shorten(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  return `${text.slice(0, cutAt(text, maxChars - 1)).trimEnd()}…`;
}

function lastMatch(text: string, pattern: RegExp): number {
  let end = -1;
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length;
  return end;
}

function clusterBefore(line: string, maxChars: number): number {
  let boundary = 0;
  // One character more than fits decides whether there is a boundary right at the limit.
  for (const { index } of graphemes.segment(line.slice(0, maxChars + 2))) {
    if (index > maxChars) break;
    boundary = index;
  }
  if (boundary > 0) return boundary;
  const splitsPair = /[\ud800-\udbff]/.test(line[maxChars - 1] ?? "");
  return Math.max(1, splitsPair && maxChars > 1 ? maxChars - 1 : maxChars);
}
