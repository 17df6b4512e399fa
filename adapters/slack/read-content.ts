import { z } from "zod";
import type { Mention } from "../../src/core/types.ts";
import type { RawMessage } from "./raw-message.ts";
import { readMrkdwn } from "./read-mrkdwn.ts";
import { readRichText } from "./read-rich-text.ts";
import { createReader, type Names, type Reader } from "./reader.ts";

/** The text of a message as people see it, in Markdown, and whom it mentions. */
export interface Content {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/** Blocks that people see no words of the message in. */
const WORDLESS: ReadonlySet<string> = new Set(["actions", "context_actions", "divider"]);

const block = z.object({
  type: z.string(),
  text: z
    .union([z.string(), z.object({ type: z.string(), text: z.string() })])
    .optional()
    .catch(undefined),
});

/**
 * A message's blocks, when all of them are understood, otherwise its `text`: that is complete where Slack's own clients
 * or Maru wrote the message, but does not tell code from mentions as reliably.
 */
export function readContent(raw: RawMessage, names: Names): Content {
  const text = raw.text ?? "";
  const fromBlocks = createReader(names, text);
  const read = (raw.blocks ?? []).map((one) => readBlock(one, fromBlocks));
  if (read.length > 0 && !read.includes(undefined)) {
    const whole = read.filter(Boolean).join("\n\n");
    if (whole !== "") return { text: whole, mentions: fromBlocks.mentions };
  }
  const fromText = createReader(names, text);
  const markdown = readMrkdwn(text, fromText);
  const isMe = raw.subtype === "me_message" && markdown !== "";
  return { text: isMe ? `*${markdown}*` : markdown, mentions: fromText.mentions };
}

/** `undefined`: not understood. */
function readBlock(value: unknown, reader: Reader): string | undefined {
  const { data } = block.safeParse(value);
  if (!data) return undefined;
  const { type, text } = data;
  if (type === "rich_text") return readRichText(value, reader);
  if (type === "markdown") return typeof text === "string" ? text : undefined;
  if (WORDLESS.has(type)) return "";
  if (type !== "section" && type !== "header") return undefined;
  if (typeof text !== "object" || "fields" in (value as object)) return undefined;
  return text.type === "mrkdwn" ? readMrkdwn(text.text, reader) : text.text;
}

/** Everybody whom the message names. */
export const peopleIn = ({ text = "", blocks }: RawMessage): readonly string[] => [
  ...new Set(
    [...`${text}${JSON.stringify(blocks ?? [])}`.matchAll(/(?:<@|"user_id":")([UW][A-Z0-9]+)/g)].map(
      ([, id]) => id!,
    ),
  ),
];

/** Every channel that the message names. */
export const channelsIn = ({ text = "", blocks }: RawMessage): readonly string[] => [
  ...new Set(
    [...`${text}${JSON.stringify(blocks ?? [])}`.matchAll(/(?:<#|"channel_id":")([CG][A-Z0-9]+)/g)].map(
      ([, id]) => id!,
    ),
  ),
];
