import { type CommandParts, commandOf, runCommand, takesTurn } from "./commands/index.ts";
import { localeOf } from "./locale-of.ts";
import { notices } from "./notices/index.ts";
import { withoutOwnMention } from "./speakers.ts";
import { wishOfMessage } from "./summarise/wish-of-message.ts";
import type { Locale, Message } from "./types.ts";

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
      return { markdown: notUnderstood(wanted.notUnderstood, locale, selfName), outcome: "notice" };
    const command = commandOf(message, selfName);
    if (!takesTurn(command))
      return { markdown: await runCommand(command, message, locale, parts), outcome: "command" };
    if (!wanted && !message.images?.length && withoutOwnMention(message.text, selfName) === "")
      return { markdown: notices[locale].empty.replace("{name}", selfName), outcome: "notice" };
    return undefined;
  };
}

const MAX_SHOWN_CHARS = 80;

/** @param words what somebody wrote: untrusted */
function notUnderstood(words: string, locale: Locale, selfName: string): string {
  const shown = words
    .replace(/[`\s]+/g, " ")
    .trim()
    .slice(0, MAX_SHOWN_CHARS);
  return notices[locale].summary.notUnderstood(shown, selfName);
}
