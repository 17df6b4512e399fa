import { z } from "zod";
import type { CommandInfo } from "../../src/core/ports/chat-adapter.ts";
import type { CommandName } from "../../src/core/types.ts";
import { readForEverybody } from "../../src/text/for-everybody.ts";

/** What the body of a slash command says (docs: interactivity/implementing-slash-commands#app_command_handling). */
export const slashCommand = z.object({
  command: z.string(),
  text: z.string().default(""),
  user_id: z.string(),
  channel_id: z.string(),
  channel_name: z.string().default(""),
  /** Another for each use. */
  trigger_id: z.string(),
  response_url: z.string(),
});
export type SlashCommand = z.infer<typeof slashCommand>;

/** The slash commands that Maru listens to; the manifest registers them. */
export const slashCommands = ["/ask", "/summarise", "/catchup", "/maru", "/privacy", "/forget"] as const;

/** What somebody wants by a slash command. */
export type Wanted =
  | { readonly does: "ask"; readonly question: string }
  /** A summary for everybody to see. `argument`: of what, and how. */
  | { readonly does: "share"; readonly argument: string }
  | {
      readonly does: "give";
      readonly command: Exclude<CommandName, "ask">;
      /** Nothing but of summaries. */
      readonly argument: string;
    }
  /** A question is missing, or nothing like it is known. */
  | { readonly does: "hint"; readonly unknown?: string };

/**
 * What is wanted; nothing when the command is none of Maru's. A question needs `/ask`: what stands behind `/maru` by mistake
 * ("forget me") shall not be posted for all to see.
 *
 * @param commands those that the core answers
 */
export function wantedBy(
  { command, text }: Pick<SlashCommand, "command" | "text">,
  commands: readonly CommandInfo[],
): Wanted | undefined {
  const argument = text.trim();
  switch (command) {
    case "/ask":
      return argument === "" ? { does: "hint" } : { does: "ask", question: argument };
    case "/summarise":
      return summary(argument);
    case "/catchup":
      return { does: "give", command: "catchup", argument };
    case "/maru":
      return byWord(argument, commands);
    case "/privacy":
      return { does: "give", command: "privacy", argument: "" };
    case "/forget":
      return { does: "give", command: "forget", argument: "" };
    default:
      return undefined;
  }
}

function byWord(argument: string, commands: readonly CommandInfo[]): Wanted {
  const said = argument.toLowerCase() || "help";
  const [name, rest] = commands
    .flatMap(({ name, words }) => words.map((word) => ({ name, word })))
    .filter(({ name, word }) => said === word || (takesArgument(name) && said.startsWith(`${word} `)))
    .toSorted((a, b) => b.word.length - a.word.length)
    .map(({ name, word }) => [name, argument.slice(word.length).trim()] as const)[0] ?? [undefined, ""];
  if (name === undefined || name === "ask") return { does: "hint", unknown: argument };
  return name === "summarise"
    ? summary(rest)
    : { does: "give", command: name, argument: takesArgument(name) ? rest : "" };
}

const takesArgument = (name: CommandName): boolean => name === "summarise" || name === "catchup";

function summary(argument: string): Wanted {
  const { isShared, rest } = readForEverybody(argument);
  return isShared ? { does: "share", argument: rest } : { does: "give", command: "summarise", argument };
}

/** What was typed behind a command, which Slack escapes: `<https://…|label>`, `<#C1|general>`, `&amp;` (docs: the same page). */
export const asTyped = (text: string): string =>
  text
    .replace(/<((?:https?|slack):[^<>|\s]+)(?:\|[^<>]*)?>/g, "$1")
    .replace(/<([@#])[^<>|]*\|([^<>]*)>/g, "$1$2")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
