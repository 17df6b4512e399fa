import type { PlainTextElement } from "@slack/types";
import { cutAt, shorten } from "../../../src/text/cut-text.ts";
import { withoutControl } from "../../../src/text/without-control.ts";
import type { MessageContent } from "../api-types.ts";
import { neutraliseMentions } from "../neutralise.ts";

/** More lines would push all else off the screen. */
const MAX_LINES = 20;

/**
 * Somebody's words on one line. To stand where Slack takes text as it is (`plain_text`, `rich_text`): there nothing in it is a
 * mention, link or emphasis. What would be a mention elsewhere is none all the same.
 */
export const plainLine = (text: string, maxChars: number): string =>
  shorten(neutraliseMentions(withoutControl(text.replaceAll(/\s+/g, " ")).trim()), maxChars);

/** … on the lines on which they stood. */
export const plainLines = (text: string, maxChars: number, maxLines: number = MAX_LINES): string =>
  shorten(lines(text).slice(0, maxLines).join("\n"), maxChars);

/** … all of them, in pieces. */
export function plainPieces(text: string, maxChars: number): readonly string[] {
  const pieces: string[] = [];
  for (let rest = lines(text).join("\n"); rest !== ""; ) {
    const line = rest.length <= maxChars ? -1 : rest.lastIndexOf("\n", maxChars);
    const cut = line > maxChars / 2 ? line : cutAt(rest, maxChars);
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut).replace(/^\n/, "");
  }
  return pieces;
}

const lines = (text: string): string[] =>
  neutraliseMentions(text.trim())
    .split(/\r\n?|[\n\u2028\u2029]/)
    .map((line) => withoutControl(line.replaceAll("\t", " ")).trimEnd())
    .filter((line, at, all) => line !== "" || all[at - 1] !== "");

export const plain = (text: string): PlainTextElement => ({ type: "plain_text", text, emoji: false });

const MAX_SECTION_CHARS = 3_000;

/** A sentence of Maru's own, in which names of people may stand. */
export const sentence = (text: string): MessageContent => ({
  text: escaped(text),
  blocks: [{ type: "section", text: plain(shorten(text, MAX_SECTION_CHARS)) }],
});

/** For `text` beside blocks, which is mrkdwn (docs: messaging/formatting-message-text#escaping). */
const escaped = (text: string): string =>
  neutraliseMentions(text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"));
