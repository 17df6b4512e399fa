import { notices } from "../notices/index.ts";
import type { CommandInfo } from "../ports/index.ts";
import type { CommandName } from "../types.ts";
import { WORDS } from "./words.ts";

export { commandOf } from "./parse.ts";
export { type CommandParts, runCommand } from "./run.ts";

const NAMES: readonly CommandName[] = ["ask", "help", "stop", "privacy", "forget"];

/** All commands, for menus, completion and help. */
export const COMMANDS: readonly CommandInfo[] = NAMES.map((name) => ({
  name,
  description: { en: notices.en.commands[name], ko: notices.ko.commands[name] },
  words: WORDS[name],
}));
