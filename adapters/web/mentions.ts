import type { Names } from "./shared/mentions.ts";
import { createMessageParser, MENTION, parseMessage } from "./shared/message-parser.ts";

const parser = createMessageParser();

/** The names that a message mentions, each once, in the order of the text. */
export function mentionedNames(markdown: string, names: Names): readonly string[] {
  if (!markdown.includes("@")) return [];
  const found = new Set<string>();
  for (const { children } of parseMessage(parser, markdown, { names }) ?? []) {
    for (const { type, meta } of children ?? []) if (type === MENTION) found.add(String(meta?.["name"]));
  }
  return [...found];
}
