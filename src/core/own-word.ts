import { type CommandParts, commandOf, runCommand, takesTurn } from "./commands/index.ts";
import { inBackticks } from "./in-backticks.ts";
import { localeOf } from "./locale-of.ts";
import { notices } from "./notices/index.ts";
import { withoutOwnMention } from "./speakers.ts";
import { wishOfMessage } from "./summarise/wish-of-message.ts";
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
    const wanted = wishOfMessage(message, selfName);
    if (wanted && "notUnderstood" in wanted)
      return {
        markdown: notices[locale].summary.notUnderstood(inBackticks(wanted.notUnderstood), selfName),
        outcome: "notice",
      };
    if (wanted && "elsewhere" in wanted)
      return {
        markdown: notices[locale].summary.elsewhere(inBackticks(wanted.elsewhere), selfName, wanted.command),
        outcome: "notice",
      };
    const command = commandOf(message, selfName);
    if (!takesTurn(command))
      return { markdown: await runCommand(command, message, locale, parts), outcome: "command" };
    if (!wanted && !message.images?.length && withoutOwnMention(message.text, selfName) === "")
      return { markdown: notices[locale].empty.replace("{name}", selfName), outcome: "notice" };
    return undefined;
  };
}
