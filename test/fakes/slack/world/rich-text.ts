import type { Block, Shape } from "./shapes.ts";

/**
 * The rich_text block that Slack's clients send beside the mrkdwn of a message
 * (docs: reference/block-kit/blocks/rich-text-block).
 */
export const richText = (mrkdwn: string, blockId: string): Block => ({
  type: "rich_text",
  block_id: blockId,
  elements: sectionsOf(mrkdwn),
});

const sectionsOf = (mrkdwn: string): Shape[] =>
  mrkdwn.split(/```\n?([\s\S]*?)\n?```\n?/).flatMap((part, at): Shape[] => {
    if (at % 2 === 1)
      return [
        { type: "rich_text_preformatted", elements: [{ type: "text", text: unescaped(part) }], border: 0 },
      ];
    return paragraphs(part);
  });

/** Lines that belong together: quoted ones, items of a list, and the rest. */
const paragraphs = (text: string): Shape[] => {
  const found: { kind: string; lines: string[] }[] = [];
  for (const line of text.split("\n")) {
    const kind = /^&gt; ?/.test(line)
      ? "quote"
      : /^• /.test(line)
        ? "bullet"
        : /^\d+\. /.test(line)
          ? "ordered"
          : "section";
    const last = found.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else found.push({ kind, lines: [line] });
  }
  return found.flatMap(({ kind, lines }): Shape[] => {
    if (kind === "quote")
      return [
        {
          type: "rich_text_quote",
          elements: inline(lines.map((line) => line.replace(/^&gt; ?/, "")).join("\n")),
        },
      ];
    if (kind === "section") {
      const joined = lines.join("\n");
      return joined === "" ? [] : [{ type: "rich_text_section", elements: inline(joined) }];
    }
    return [
      {
        type: "rich_text_list",
        style: kind,
        indent: 0,
        border: 0,
        elements: lines.map((line) => ({
          type: "rich_text_section",
          elements: inline(line.replace(/^(•|\d+\.) /, "")),
        })),
      },
    ];
  });
};

type Style = Readonly<Record<string, boolean>>;

const styles: Readonly<Record<string, string>> = { "*": "bold", _: "italic", "~": "strike" };

const token =
  /`([^`\n]+)`|<([^<>\n]+)>|:([a-z0-9_+-]+):|(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\4(?![\p{L}\p{N}])/gu;

const inline = (mrkdwn: string, style?: Style): Shape[] => {
  const styled = (element: Shape): Shape => (style ? { ...element, style } : element);
  const found: Shape[] = [];
  let from = 0;
  const plain = (until: number) => {
    if (until > from) found.push(styled({ type: "text", text: unescaped(mrkdwn.slice(from, until)) }));
  };
  for (const match of mrkdwn.matchAll(token)) {
    plain(match.index);
    from = match.index + match[0].length;
    const [, code, entity, emoji, mark, inner] = match;
    if (code !== undefined)
      found.push({ type: "text", text: unescaped(code), style: { ...style, code: true } });
    else if (entity !== undefined) found.push(styled(entityOf(entity)));
    else if (emoji !== undefined) found.push(styled({ type: "emoji", name: emoji }));
    else found.push(...inline(inner!, { ...style, [styles[mark!]!]: true }));
  }
  plain(mrkdwn.length);
  return found;
};

/** docs: messaging/formatting-message-text: what stands between angle brackets. */
const entityOf = (entity: string): Shape => {
  const [target = "", label] = entity.split("|");
  if (target.startsWith("@")) return { type: "user", user_id: target.slice(1) };
  if (target.startsWith("#")) return { type: "channel", channel_id: target.slice(1) };
  if (target.startsWith("!subteam^")) return { type: "usergroup", usergroup_id: target.slice(9) };
  if (target.startsWith("!")) return { type: "broadcast", range: target.slice(1) };
  return { type: "link", url: unescaped(target), ...(label === undefined ? {} : { text: unescaped(label) }) };
};

/** Slack escapes three characters in everything that it sends. */
export const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
