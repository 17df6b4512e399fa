/** Steers a terminal, or the direction of what is shown. */
const unseen = /[\p{Cc}\u200e\u200f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;
/** What begins something in the middle of a line, in Markdown or on a platform: emphasis, code, links, HTML, mentions, emoji, addresses. */
const marks = /[\\`*_[\]<>|~@]|&(?=[\w#])|#(?=\S)|:(?=\/\/|[\w+-]+:)|(?<=\w)\.(?=[a-z]{2})/gi;
/** And at its beginning: headings, lists, quotations. */
const beginnings = /^(?=[-+#=])|^(\d{1,9})(?=[.)])/;

/** Untrusted text as one line of Markdown that shows just that text. Marked less than by `escapeMarkdown`: it can be read as it stands, too. */
export function plainText(text: string): string {
  const line = text.replace(unseen, " ").replace(/\s+/g, " ").trim();
  return line.replace(marks, "\\$&").replace(beginnings, "$1\\");
}

/** Where a link may lead: the web, or a line of a file. */
const web = /^https?:\/\/[^\s<>\p{Cc}]+$/u;
const lineOfFile = /^[^\s<>:#?\\\p{Cc}]+#L\d+$/u;

/** A link of these words; the words alone where the address is none to be trusted. `words` is Markdown. */
export function linked(words: string, address: string): string {
  return web.test(address) || lineOfFile.test(address) ? `[${words}](<${address}>)` : words;
}
