import type { ChildProcess } from "node:child_process";
import type { FakeDiscord } from "../../fakes/discord/index.ts";
import { startBot as start } from "../start-bot.ts";
import type { BotOptions } from "./bot.ts";

export const startBot = (options: BotOptions, printed: string[]): Promise<ChildProcess> =>
  start(new URL("bot.ts", import.meta.url), options, printed);

/** What Maru shows in the thread of a question, in order. */
export const answers = (discord: FakeDiscord, root: { id: string }) => {
  const thread = discord.threadOf(root);
  return thread ? discord.seen(thread).filter(({ isBot }) => isBot) : [];
};
