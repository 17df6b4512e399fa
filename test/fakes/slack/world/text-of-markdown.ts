import { escaped, unescaped } from "./rich-text.ts";

/**
 * The mrkdwn that Slack makes of Markdown, as far as tests need it: emphasis, links and headings. Mentions in
 * angle brackets keep their meaning, as they do on Slack.
 */
export const textOfMarkdown = (markdown: string): string =>
  markdown
    .split(/(```[\s\S]*?(?:```|$)|`[^`\n]*`)/)
    .map((part, at) => (at % 2 === 1 ? escaped(unescaped(part)) : prose(part)))
    .join("");

const entity = /<(?:[@#!][^<>\s]+|https?:[^<>\s]+)>/g;

const prose = (text: string): string => {
  const kept: string[] = [];
  const keep = (value: string) => `\uE000${kept.push(value) - 1}\uE000`;
  return escaped(
    unescaped(
      text
        .replace(entity, (found) => keep(found))
        .replace(/\[([^\]\n]+)\]\((https?:[^)\s]+)\)/g, (_all, label: string, url: string) =>
          keep(`<${escaped(url)}|${escaped(label)}>`),
        )
        .replace(/^#{1,6} +(.+)$/gm, (_all, title: string) => `*${title}*`)
        .replace(/\*\*(?=\S)([^\n]*?\S)\*\*/g, "*$1*")
        .replace(/~~(?=\S)([^\n]*?\S)~~/g, "~$1~")
        .replace(/^( *)[-*] /gm, "$1• ")
        .replace(/\\([!-/:-@[-`{-~])/g, "$1"),
    ),
  ).replace(/\uE000(\d+)\uE000/g, (_all, at: string) => kept[Number(at)]!);
};
