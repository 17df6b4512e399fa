import { z } from "zod";
import type { Mention } from "../../src/core/types.ts";
import type { RawMessage } from "./raw-message.ts";
import { readMrkdwn } from "./read-mrkdwn.ts";
import { readRichText } from "./read-rich-text.ts";
import { readShared } from "./read-shared.ts";
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

/** What a message says itself, and what stands below that; a mention there is not the author's. */
export function readContent(raw: RawMessage, names: Names): Content {
  const own = readOwn(raw, names);
  const shared = readShared(raw, createReader(names, ""), readBlocks);
  return { text: [own.text, shared].filter(Boolean).join("\n\n"), mentions: own.mentions };
}

/**
 * A message's blocks, when all of them are understood, otherwise its `text`: that is complete where Slack's own clients
 * or Maru wrote the message, but does not tell code from mentions as reliably.
 */
function readOwn(raw: RawMessage, names: Names): Content {
  const text = raw.text ?? "";
  const fromBlocks = createReader(names, text);
  const whole = readBlocks(raw.blocks ?? [], fromBlocks);
  if (whole) return { text: whole, mentions: fromBlocks.mentions };
  const fromText = createReader(names, text);
  const markdown = readMrkdwn(text, fromText);
  const isMe = raw.subtype === "me_message" && markdown !== "";
  return { text: isMe ? `*${markdown}*` : markdown, mentions: fromText.mentions };
}

/** `undefined`: not all of them are understood. */
function readBlocks(blocks: readonly unknown[], reader: Reader): string | undefined {
  const read = blocks.map((one) => readBlock(one, reader));
  return read.includes(undefined) ? undefined : read.filter(Boolean).join("\n\n");
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
export const peopleIn = (raw: RawMessage): readonly string[] =>
  found(raw, /(?:<@|"user_id":")([UW][A-Z0-9]+)/g);

/** Every channel that the message names. */
export const channelsIn = (raw: RawMessage): readonly string[] =>
  found(raw, /(?:<#|"channel_id":")([CG][A-Z0-9]+)/g);

function found({ text, blocks, attachments }: RawMessage, pattern: RegExp): readonly string[] {
  const ids = JSON.stringify([text, blocks, attachments]).matchAll(pattern);
  return [...new Set([...ids].map(([, id]) => id!))];
}
