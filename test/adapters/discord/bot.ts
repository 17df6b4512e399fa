/** A whole Maru on Discord as a process of its own, which a test can kill. Argument: JSON of `BotOptions`. */
import { discordTimes } from "../../../adapters/discord/rooms.ts";
import { type EchoOptions, runEchoBot } from "../echo-bot.ts";
import { wholeMaru } from "./whole-maru.ts";

export interface BotOptions extends EchoOptions {
  readonly api: string;
  readonly token: string;
  readonly editEveryMs: number;
}

const options = JSON.parse(process.argv[2]!) as BotOptions;
const times = { ...discordTimes, editEveryMs: options.editEveryMs };
await runEchoBot(options, (parts) => wholeMaru({ ...options, ...parts, times }));
