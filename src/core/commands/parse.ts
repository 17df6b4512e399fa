import { withoutOwnMention } from "../speakers.ts";
import { wishIn } from "../summarise/parse-wish.ts";
import type { CommandName, Message } from "../types.ts";
import { COMMAND_WORDS } from "./words.ts";

/**
 * The command that a message addressed to Maru gives, if any: one that the platform recognised, or a command's
 * word alone ("@maru help"; but "@maru help me with vim" is a question), or words that ask for a summary and for nothing else,
 * be it one that Maru cannot make.
 */
export function commandOf(message: Message, selfName: string): CommandName | undefined {
  const { command, text } = message;
  if (command !== undefined && command !== "ask") return command;
  const words = withoutOwnMention(text, selfName);
  const alone = command === undefined ? COMMAND_WORDS.get(words.toLowerCase()) : undefined;
  const parsed = alone === undefined ? wishIn(words) : undefined;
  if (!parsed) return alone ?? command;
  if ("wish" in parsed) return parsed.wish.command;
  return "elsewhere" in parsed ? parsed.command : "summarise";
}

/** Whether it takes its turn in the queue, as questions do; others are answered at once. */
export function takesTurn(
  command: CommandName | undefined,
): command is "ask" | "summarise" | "catchup" | undefined {
  return command === undefined || command === "ask" || command === "summarise" || command === "catchup";
}
