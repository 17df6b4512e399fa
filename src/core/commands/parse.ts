import { withoutOwnMention } from "../speakers.ts";
import type { CommandName, Message } from "../types.ts";
import { COMMAND_WORDS } from "./words.ts";

/**
 * The command that a message addressed to Maru gives, if any: one that the platform recognised, or a command's
 * word alone ("@maru help"; but "@maru help me with vim" is a question).
 */
export function commandOf(message: Message, selfName: string): CommandName | undefined {
  return message.command ?? COMMAND_WORDS.get(withoutOwnMention(message.text, selfName).toLowerCase());
}
