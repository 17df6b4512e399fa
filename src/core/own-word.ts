import { type CommandParts, commandOf, runCommand } from "./commands/index.ts";
import { localeOf } from "./locale-of.ts";
import { notices } from "./notices/index.ts";
import { withoutOwnMention } from "./speakers.ts";
import type { Message } from "./types.ts";

/** What Maru itself has to say to a message, without a model. */
export interface Word {
  readonly markdown: string;
  readonly outcome: "command" | "notice";
}

/** Carries out the command that a message to Maru gives, or asks for the question that it lacks; nothing if it is a question. */
export type OwnWord = (message: Message) => Promise<Word | undefined>;

export function createOwnWord(parts: CommandParts): OwnWord {
  const { selfName } = parts;
  return async (message) => {
    const locale = localeOf(message);
    const command = commandOf(message, selfName);
    if (command !== undefined && command !== "ask")
      return { markdown: await runCommand(command, message, locale, parts), outcome: "command" };
    if (withoutOwnMention(message.text, selfName) === "")
      return { markdown: notices[locale].empty.replace("{name}", selfName), outcome: "notice" };
    return undefined;
  };
}
