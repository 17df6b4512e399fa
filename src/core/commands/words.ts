import type { CommandName } from "../types.ts";

/**
 * What people write for a command, alone in a message to Maru: lower case, in each language. Those that ask for summaries take many more
 * words (`../summarise/phrases.ts`); here stands what is offered.
 */
export const WORDS: Readonly<Record<CommandName, readonly string[]>> = {
  // A question needs no word.
  ask: [],
  summarise: ["summarise", "summarize", "요약"],
  catchup: ["catchup", "따라잡기"],
  help: ["help", "도움말"],
  stop: ["stop", "중단", "그만"],
  privacy: ["privacy", "개인정보"],
  forget: ["forget", "잊어줘"],
  optout: ["optout", "opt out", "요약제외", "요약 제외"],
  optin: ["optin", "opt in", "요약포함", "요약 포함"],
};

/** The command by its word. */
export const COMMAND_WORDS: ReadonlyMap<string, CommandName> = new Map(
  Object.entries(WORDS).flatMap(([command, words]) => words.map((word) => [word, command as CommandName])),
);
