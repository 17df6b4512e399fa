import type { CommandInfo } from "../../src/core/ports/chat-adapter.ts";
import type { CommandName } from "../../src/core/types.ts";
import { koreanNames } from "../../src/platform/korean-names.ts";

export interface Command {
  readonly command: CommandName;
  /** As it was written, in small letters, e.g. `summarise` or `요약`. */
  readonly name: string;
  readonly argument: string;
}

/** Reads `/name argument` at the start of a message, by the commands' English and Korean names; case does not matter. */
export function readCommand(text: string, commands: readonly CommandInfo[]): Command | undefined {
  const [whole, written] = /^\s*\/(\p{L}{1,32})(?!\S)/u.exec(text) ?? [];
  if (whole === undefined || written === undefined) return undefined;
  const name = written.normalize().toLowerCase();
  const command = commands.find((known) => known.name === name || koreanNames[known.name] === name);
  return command && { command: command.name, name, argument: text.slice(whole.length).trim() };
}
