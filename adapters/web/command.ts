import type { CommandInfo } from "../../src/core/ports/chat-adapter.ts";
import type { CommandName } from "../../src/core/types.ts";

/** Reads `/name argument` at the start of a message, for the commands that there are; case does not matter. */
export function readCommand(
  text: string,
  commands: readonly CommandInfo[],
): { readonly command: CommandName; readonly argument: string } | undefined {
  const [whole, name] = /^\s*\/(\p{L}{1,32})(?!\S)/u.exec(text) ?? [];
  if (whole === undefined || name === undefined) return undefined;
  const command = commands.find((known) => known.name === name.toLowerCase());
  return command && { command: command.name, argument: text.slice(whole.length).trim() };
}
