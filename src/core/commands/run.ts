import type { KeptAboutPeople } from "../kept.ts";
import { notices } from "../notices/index.ts";
import type { Summaries } from "../ports/index.ts";
import type { ShowAnew } from "../summarise/show-anew.ts";
import type { ThreadQueue } from "../thread-queue.ts";
import type { CommandName, Locale, Message } from "../types.ts";

/** What the commands work on. */
export interface CommandParts {
  readonly selfName: string;
  readonly queue: ThreadQueue;
  readonly kept: KeptAboutPeople;
  readonly summaries: Pick<Summaries, "optOut" | "optIn">;
  readonly showAnew: ShowAnew;
  /** What the message's platform says of itself in the help. */
  readonly howToAsk: (message: Message, locale: Locale) => string | undefined;
}

/** Carries out a command and says what to reply. Markdown. */
export async function runCommand(
  command: Exclude<CommandName, "ask" | "summarise" | "catchup">,
  message: Message,
  locale: Locale,
  parts: CommandParts,
): Promise<string> {
  const words = notices[locale];
  switch (command) {
    case "help": {
      // `ask` is what a mention does anyway: it is for the platforms' menus.
      const commands = (["summarise", "catchup", "help", "stop", "privacy", "forget", "optout"] as const).map(
        (name) => ({
          name,
          description: words.commands[name],
        }),
      );
      return words.help(parts.selfName, commands, parts.howToAsk(message, locale));
    }
    case "stop": {
      const count = parts.queue.cancelThread(message.thread, "stopped");
      return count > 0 ? words.stopping(count) : words.nothingToStop;
    }
    case "privacy":
      return words.privacy(await parts.kept.count(message.author));
    case "forget":
      return words.forgotten(await parts.kept.erase(message.author, parts.showAnew));
    case "optout":
      await parts.showAnew(await parts.summaries.optOut(message.author));
      return words.summary.optedOut;
    case "optin":
      await parts.summaries.optIn(message.author.id);
      return words.summary.optedIn;
    default:
      return command satisfies never;
  }
}
