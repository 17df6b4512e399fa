import { withoutOwnMention } from "../speakers.ts";
import type { Message } from "../types.ts";
import { type ParsedWish, wishIn, wishOf } from "./parse-wish.ts";

/** The summary that a message to Maru asks for, if it does: by a command of the platform, or in words that ask for nothing else. */
export function wishOfMessage(message: Message, selfName: string): ParsedWish | undefined {
  const { command, text } = message;
  if (command === "summarise" || command === "catchup") return wishOf(command, text);
  if (command !== undefined && command !== "ask") return undefined;
  const wish = wishIn(withoutOwnMention(text, selfName));
  return wish && { wish };
}
