import { notices } from "../notices/index.ts";
import type { CommandInfo } from "../ports/index.ts";
import type { CommandName } from "../types.ts";
import { WORDS } from "./words.ts";

export { isAboutOneself } from "./about-oneself.ts";
export { commandOf, takesTurn } from "./parse.ts";
export { type CommandParts, runCommand } from "./run.ts";

const NAMES: readonly CommandName[] = [
  "ask",
  "summarise",
  "catchup",
  "help",
  "stop",
  "privacy",
  "forget",
  "optout",
  "optin",
];

/** All commands, for menus, completion and help. */
export const COMMANDS: readonly CommandInfo[] = NAMES.map((name) => ({
  name,
  description: { en: notices.en.commands[name], ko: notices.ko.commands[name] },
  words: WORDS[name],
}));
