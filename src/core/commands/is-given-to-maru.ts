import { addressed } from "../addressing.ts";
import { withoutOwnMention } from "../speakers.ts";
import { asksForSummary } from "../summarise/parse-wish.ts";
import type { Message } from "../types.ts";
import { commandOf } from "./parse.ts";

/**
 * Whether a message gives Maru a command, or asks it for a summary of whatever it may be. What was wanted of Maru is nothing that people
 * said to each other: it is neither summarised nor quoted, above all not where Maru could not follow it.
 */
export function isGivenToMaru(message: Message, selfName: string): boolean {
  if (addressed(message, false) === "overheard") return false;
  return (
    commandOf(message, selfName) !== undefined || asksForSummary(withoutOwnMention(message.text, selfName))
  );
}
