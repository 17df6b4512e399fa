import { cutAt } from "../../src/text/cut-text.ts";
import { splitMarkdown } from "../../src/text/split-markdown.ts";
import { neutraliseMentions } from "./neutralise.ts";

/** Docs: resources/message#create-message. */
const MAX_CHARS = 2_000;

/**
 * The messages of a text: what Discord shows of it, within its limits, and pinging nobody. What names the messages that it came
 * from is cut between its lines, so that a point stays with its links.
 *
 * @param maxChars at least 400
 */
export function messagesOf(markdown: string, maxChars = MAX_CHARS): readonly string[] {
  const text = neutraliseMentions(markdown);
  if (text.search(TO_MESSAGE) < 0 || FENCE_OR_TABLE.test(text)) return splitMarkdown(text, maxChars);
  return splitPoints(text.replaceAll(TO_MESSAGE, "]($1)"), maxChars);
}

/** The end of a link to a message, with its address in angle brackets or not. */
const TO_MESSAGE = /\]\(<?(https:\/\/discord\.com\/channels\/(?:@me|\d+)\/\d+\/\d+)>?\)/g;
const FENCE_OR_TABLE = /^\s*(?:```|~~~|\|)/m;
const HEADING = /^#{1,6}\s/;
const LINK = /\[(?:\\.|[^[\]\\])*\]\(https?:\/\/[^\s)]+\)/g;

/** Whole lines, as many as fit; a heading goes with the line behind it. */
function splitPoints(text: string, maxChars: number): readonly string[] {
  const messages: string[] = [];
  let open: string[] = [];
  const push = (lines: readonly string[]) => {
    const message = lines.join("\n").trim();
    if (message !== "") messages.push(message);
  };
  for (const line of text.split("\n").flatMap((one) => pieces(one, maxChars))) {
    if ([...open, line].join("\n").length > maxChars) {
      const heading = open.findLastIndex((one) => one.trim() !== "" && !HEADING.test(one)) + 1;
      const fits = open.slice(heading).join("\n").length + 1 + line.length <= maxChars;
      push(fits ? open.slice(0, heading) : open);
      open = fits ? open.slice(heading) : [];
    }
    open.push(line);
  }
  push(open);
  return messages;
}

/** A line longer than a message, cut in words or between links, never through a link. */
function pieces(line: string, maxChars: number): readonly string[] {
  const found: string[] = [];
  let rest = line;
  while (rest.length > maxChars) {
    const cut = cutOutsideLinks(rest, maxChars);
    found.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return [...found, rest];
}

function cutOutsideLinks(line: string, maxChars: number): number {
  const cut = cutAt(line, maxChars);
  const torn = [...line.matchAll(LINK)].find(
    ({ index, 0: link }) => index > 0 && index < cut && cut < index + link.length && link.length <= maxChars,
  );
  return torn?.index ?? cut;
}
