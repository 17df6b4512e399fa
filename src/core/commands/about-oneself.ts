import type { CommandName } from "../types.ts";

const ABOUT_ONESELF: ReadonlySet<CommandName | undefined> = new Set(["privacy", "forget", "optout", "optin"]);

/** Whether a command is about nothing but what is kept of whoever gives it, so that everybody may give it. */
export const isAboutOneself = (command: CommandName | undefined): boolean => ABOUT_ONESELF.has(command);
