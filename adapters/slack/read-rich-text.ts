import { z } from "zod";
import type { Reader } from "./reader.ts";

/** Nodes of Slack's rich text (docs: reference/block-kit/blocks/rich-text-block), as far as they carry words. */
interface Node {
  readonly type: string;
  readonly elements?: readonly Node[] | undefined;
  readonly text?: string | undefined;
  readonly url?: string | undefined;
  readonly user_id?: string | undefined;
  readonly usergroup_id?: string | undefined;
  readonly channel_id?: string | undefined;
  readonly range?: string | undefined;
  readonly name?: string | undefined;
  readonly unicode?: string | undefined;
  readonly timestamp?: number | undefined;
  readonly fallback?: string | undefined;
  readonly value?: string | undefined;
  readonly language?: string | undefined;
  readonly indent?: number | undefined;
  readonly offset?: number | undefined;
  /** Of text; of a list: `bullet` or `ordered`. */
  readonly style?: Style | string | undefined;
}

interface Style {
  readonly bold?: boolean | undefined;
  readonly italic?: boolean | undefined;
  readonly strike?: boolean | undefined;
  readonly code?: boolean | undefined;
}

const word = z.string().optional().catch(undefined);
const count = z.number().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

const node: z.ZodType<Node> = z.lazy(() =>
  z.object({
    type: z.string(),
    elements: z.array(node).optional().catch(undefined),
    text: word,
    url: word,
    user_id: word,
    usergroup_id: word,
    channel_id: word,
    range: word,
    name: word,
    unicode: word,
    timestamp: count,
    fallback: word,
    value: word,
    language: word,
    indent: count,
    offset: count,
    style: z
      .union([z.string(), z.object({ bold: flag, italic: flag, strike: flag, code: flag })])
      .optional()
      .catch(undefined),
  }),
);

/** A block of rich text as Markdown; `undefined` when it is none. */
export function readRichText(block: unknown, reader: Reader): string | undefined {
  const { data } = node.safeParse(block);
  if (data?.type !== "rich_text" || !data.elements) return undefined;
  let text = "";
  let before: Node | undefined;
  for (const part of data.elements) {
    if (before) text = `${text.replace(/\n$/, "")}${between(before, part)}`;
    text += paragraph(part, reader);
    before = part;
  }
  return text.replace(/\n$/, "");
}

/** Words behind a quotation or list would belong to it, were there no empty line. */
const between = (before: Node, next: Node) =>
  /list|quote/.test(before.type) && next.type === "rich_text_section" ? "\n\n" : "\n";

function paragraph(part: Node, reader: Reader): string {
  const elements = part.elements ?? [];
  switch (part.type) {
    case "rich_text_list":
      return elements.map((item, at) => listItem(part, at) + inline(item.elements ?? [], reader)).join("\n");
    case "rich_text_quote":
      return inline(elements, reader).trimEnd().replace(/^/gm, "> ");
    case "rich_text_preformatted":
      return fenced(elements.map(({ text, url }) => text ?? url ?? "").join(""), part.language);
    default:
      return inline(elements, reader);
  }
}

function listItem({ style, indent = 0, offset = 0 }: Node, at: number): string {
  const mark = style === "ordered" ? `${offset + at + 1}. ` : "- ";
  return "   ".repeat(Math.min(indent, 8)) + mark;
}

function fenced(code: string, language = ""): string {
  const mark = "`".repeat(Math.max(3, longestRun(code) + 1));
  return `${mark}${language}\n${code.replace(/\n$/, "")}\n${mark}`;
}

const longestRun = (code: string) => Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));

/** Neighbours in the same style are put between one pair of marks. */
function inline(elements: readonly Node[], reader: Reader): string {
  let text = "";
  let run = "";
  let style: Style = {};
  const end = () => {
    text += marked(run, style);
    run = "";
  };
  for (const element of elements) {
    const next = typeof element.style === "object" ? element.style : {};
    if (!sameStyle(style, next)) end();
    style = next;
    run += words(element, reader, next.code === true);
  }
  end();
  return text;
}

const sameStyle = (a: Style, b: Style) =>
  !a.bold === !b.bold && !a.italic === !b.italic && !a.strike === !b.strike && !a.code === !b.code;

function marked(text: string, { bold, italic, strike, code }: Style): string {
  if (code) return asCode(text);
  const mark = `${strike ? "~~" : ""}${bold ? "**" : ""}${italic ? "*" : ""}`;
  if (mark === "") return text;
  // Marks with a space inside of them, or on two lines, are none.
  return text.replace(/\S(?:.*\S)?/g, (words) => mark + words + [...mark].reverse().join(""));
}

function asCode(text: string): string {
  if (text === "") return "";
  const mark = "`".repeat(text.includes("`") ? longestRun(text) + 1 : 1);
  const room = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${mark}${room}${text}${room}${mark}`;
}

/** @param inCode it mentions nobody */
function words(element: Node, reader: Reader, inCode: boolean): string {
  const { text = "", url = "" } = element;
  switch (element.type) {
    case "user":
      return reader.user(element.user_id ?? "", inCode);
    case "usergroup":
      return reader.group(element.usergroup_id ?? "", undefined, inCode);
    case "broadcast":
      return reader.broadcast(element.range ?? "channel", inCode);
    case "channel":
      return reader.channel(element.channel_id ?? "", undefined);
    case "link":
      return inCode ? text || url : reader.link(url, text);
    case "emoji":
      return element.unicode === undefined ? `:${element.name}:` : asEmoji(element.unicode);
    case "date":
      return element.fallback ?? reader.time(element.timestamp ?? 0);
    case "color":
      return element.value ?? "";
    default:
      return text;
  }
}

/** From code points in hexadecimal, joined by `-`. */
function asEmoji(unicode: string): string {
  const points = unicode.split("-").map((point) => Number.parseInt(point, 16));
  return points.every((point) => point <= 0x10_ff_ff) ? String.fromCodePoint(...points) : "";
}
