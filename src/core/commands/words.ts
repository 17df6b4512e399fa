import type { CommandName } from "../types.ts";

/** What people write for a command, alone in a message to Maru: lower case, in each language. */
export const WORDS: Readonly<Record<CommandName, readonly string[]>> = {
  // A question needs no word.
  ask: [],
  help: ["help", "도움말"],
  stop: ["stop", "중단", "그만"],
  privacy: ["privacy", "개인정보"],
  forget: ["forget", "잊어줘"],
};

/** The command by its word. */
export const COMMAND_WORDS: ReadonlyMap<string, CommandName> = new Map(
  Object.entries(WORDS).flatMap(([command, words]) => words.map((word) => [word, command as CommandName])),
);
