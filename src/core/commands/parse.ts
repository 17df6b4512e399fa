import { withoutOwnMention } from "../speakers.ts";
import type { CommandName, Message } from "../types.ts";

/** The words that, alone in a message to Maru, are a command. */
const WORDS: ReadonlyMap<string, CommandName> = new Map([
  ["help", "help"],
  ["도움말", "help"],
  ["stop", "stop"],
  ["중단", "stop"],
  ["그만", "stop"],
  ["privacy", "privacy"],
  ["개인정보", "privacy"],
  ["forget", "forget"],
  ["잊어줘", "forget"],
]);

/**
 * The command that a message addressed to Maru gives, if any: one that the platform recognised, or a command's
 * word alone ("@maru help"; but "@maru help me with vim" is a question).
 */
export function commandOf(message: Message, selfName: string): CommandName | undefined {
  return message.command ?? WORDS.get(withoutOwnMention(message.text, selfName).toLowerCase());
}
