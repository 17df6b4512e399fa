import { shorten } from "../../../src/text/cut-text.ts";
import { escapeMarkdown } from "../../../src/text/escape-markdown.ts";
import { withoutControl } from "../../../src/text/without-control.ts";
import { neutraliseMentions } from "../neutralise.ts";

/** More lines would push all else off the screen. */
const MAX_LINES = 20;

/**
 * Somebody's words as they are, on one line: no mention, link, spoiler, code or emphasis comes of them. At most `maxChars`,
 * escapes included, and never cut within one.
 */
export const plainLine = (text: string, maxChars: number): string =>
  within(maxChars, text, (cut) => escaped(cut));

/** … on the lines on which they stood. */
const plainLines = (text: string, maxChars: number): string =>
  within(maxChars, text.trim(), (cut) =>
    cut
      .split(/\r\n?|[\n\u2028\u2029]/)
      .map(escaped)
      .filter((line, at, lines) => line !== "" || lines[at - 1] !== "")
      .slice(0, MAX_LINES)
      .join("\n"),
  );

/** … as a quotation. */
export const quotedLines = (text: string, maxChars: number): string =>
  plainLines(text, maxChars - 2 * MAX_LINES).replaceAll(/^/gm, "> ");

/** Words that nobody reads unasked: behind a spoiler that they cannot leave. Empty: nothing. */
export function behindSpoiler(text: string, maxChars: number): string {
  const inside = plainLines(text, maxChars - 4);
  return inside === "" ? "" : `||${inside}||`;
}

const escaped = (line: string) =>
  neutraliseMentions(escapeMarkdown(withoutControl(line.replaceAll(/\s+/g, " "))).trim());

/** Escapes only what fits: an escape that is cut in half would take the next character with it. */
function within(maxChars: number, text: string, show: (text: string) => string): string {
  let chars = maxChars;
  for (;;) {
    const shown = show(shorten(text, Math.max(1, chars)));
    if (shown.length <= maxChars || chars <= 1) return shown;
    chars = Math.floor(chars * Math.min(0.95, maxChars / shown.length));
  }
}
