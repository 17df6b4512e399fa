import { shorten } from "../../src/text/cut-text.ts";
import { splitMarkdown } from "../../src/text/split-markdown.ts";
import { neutraliseMentions } from "./neutralise.ts";

/**
 * Slack ends bold only before white space and punctuation, so `*굵게*은` would show its asterisks; a space of no width
 * does as well (the way of slackify-markdown, which sets one on both sides of every mark).
 */
const ZERO_WIDTH_SPACE = "\u200b";

/**
 * Markdown as Slack's own mark-up, for where nothing else is taken: `text` beside blocks, `response_url`, buttons' dialogs
 * (docs: messaging/formatting-message-text). Nothing is left out: what mrkdwn cannot show stays readable. Pings nobody.
 *
 * @param maxChars of each message, in UTF-16 units
 * @returns no message for blank text
 */
export function asMrkdwn(markdown: string, maxChars: number): readonly string[] {
  // What is escaped takes more room; what is still too long is split again.
  const convert = (text: string, room: number): readonly string[] =>
    splitMarkdown(text, room).flatMap((part) => {
      const written = neutraliseMentions(mrkdwnOf(part));
      return written.length <= maxChars || room < 800 ? [written] : convert(part, Math.floor(room / 2));
    });
  return convert(markdown, maxChars);
}

/** The beginning of a text, for notifications and for who has the screen read out; the blocks beside it show it whole. */
export const asNotification = (markdown: string): string =>
  asMrkdwn(shorten(markdown, NOTIFIED_CHARS), 2 * NOTIFIED_CHARS)[0] ?? "…";

/** A longer `text` is refused in updates from about 3,500 bytes on, and a character can take three. */
const NOTIFIED_CHARS = 500;

/** @param markdown as `splitMarkdown` writes it: no tables, code blocks between lines of three backticks */
function mrkdwnOf(markdown: string): string {
  let inCode = false;
  const line = (one: string): string => {
    const [, quote = "", rest = ""] = /^((?:\s{0,3}>\s?)*)(.*)$/s.exec(one)!;
    const fence = rest.trimStart().startsWith("```") && (inCode || !rest.trimStart().slice(3).includes("`"));
    if (fence) inCode = !inCode;
    // A code block has no language; quotations have one level.
    const text = fence ? "```" : inCode ? escapeControl(rest) : lineOf(rest);
    return quote === "" ? text : `> ${text}`;
  };
  return markdown.split("\n").map(line).join("\n");
}

function lineOf(line: string): string {
  const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1];
  if (heading) return `*${spans(heading.replaceAll("**", ""))}*`;
  const item = /^(\s*)[-*+]\s+(?:\[([ xX])\]\s+)?(.*)$/s.exec(line);
  if (!item) return spans(line);
  const [, indent = "", box, text = ""] = item;
  const bullet = box === undefined ? "•" : box === " " ? "☐" : "☑";
  return `${indent}${bullet} ${spans(text)}`;
}

/** Lengths are bounded, so that marks that nothing closes cost no time. */
const SPANS = new RegExp(
  [
    /\\(?<escaped>[!-/:-@[-`{-~])/u,
    /(?<ticks>`+)(?<code>[^`](?:.{0,2000}?[^`])?)\k<ticks>(?!`)/u,
    /!?\[(?<label>(?:[^[\]\\]|\\.){0,500})\]\(<?(?<url>https?:\/\/(?:[^\s<>()|]|\([^\s<>()|]*\)){1,2000})>?(?:\s+"[^"]*")?\)/u,
    /<(?<bare>https?:\/\/[^\s<>|]{1,2000})>/u,
    /\*\*\*(?=\S)(?<both>.{1,1000}?)(?<=\S)\*\*\*/u,
    /(?<strong>\*\*|__)(?=\S)(?<bold>.{1,1000}?)(?<=\S)\k<strong>/u,
    /~~(?=\S)(?<struck>.{1,1000}?)(?<=\S)~~/u,
    /(?<![\p{L}\p{N}_])_(?=[^\s_])(?<underlined>.{0,1000}?[^\s_])_(?![\p{L}\p{N}_])/u,
    /\*(?=[^\s*])(?<starred>.{0,1000}?[^\s*])\*(?!\*)/u,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gu",
);

function spans(text: string): string {
  let written = "";
  let at = 0;
  for (const match of text.matchAll(SPANS)) {
    const { index, groups = {} } = match;
    const end = index + match[0].length;
    written += escapeControl(text.slice(at, index));
    const { escaped, code, label, url, bare, both, bold, struck, underlined, starred } = groups;
    const marked = (mark: string, inner: string) =>
      apart(text[index - 1]) + mark + spans(inner) + mark + apart(text[end]);
    if (escaped !== undefined) written += escapeControl(escaped);
    else if (code !== undefined) written += `\`${escapeControl(code.trim().replaceAll("`", "ˋ"))}\``;
    else if (url !== undefined) written += link(url, label);
    else if (bare !== undefined) written += link(bare);
    else if (both !== undefined) written += marked("*", `_${both}_`);
    else if (bold !== undefined) written += marked("*", bold);
    else if (struck !== undefined) written += marked("~", struck);
    else written += marked("_", underlined ?? starred ?? "");
    at = end;
  }
  return written + escapeControl(text.slice(at));
}

const apart = (neighbour: string | undefined) =>
  neighbour !== undefined && /[^\s\p{P}\p{S}]/u.test(neighbour) ? ZERO_WIDTH_SPACE : "";

function link(url: string, label = ""): string {
  const name = label.replace(/\\(.)/g, "$1").replaceAll("**", "").replaceAll("|", "¦").trim();
  const target = escapeControl(url);
  return name === "" || name === url ? `<${target}>` : `<${target}|${escapeControl(name)}>`;
}

const escapeControl = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
