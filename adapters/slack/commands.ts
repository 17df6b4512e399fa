import { z } from "zod";
import type { CommandInfo } from "../../src/core/ports/chat-adapter.ts";
import type { CommandName } from "../../src/core/types.ts";

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
export const slashCommands = ["/ask", "/maru", "/privacy", "/forget"] as const;

/** What somebody wants by a slash command. */
export type Wanted =
  | { readonly does: "ask"; readonly question: string }
  | { readonly does: "give"; readonly command: Exclude<CommandName, "ask"> }
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
    case "/maru": {
      const word = argument.toLowerCase() || "help";
      const name = commands.find(({ words }) => words.includes(word))?.name;
      return name && name !== "ask" ? { does: "give", command: name } : { does: "hint", unknown: argument };
    }
    case "/privacy":
      return { does: "give", command: "privacy" };
    case "/forget":
      return { does: "give", command: "forget" };
    default:
      return undefined;
  }
}
