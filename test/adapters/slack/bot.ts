/** A whole Maru on Slack as a process of its own, which a test can kill. Argument: JSON of `BotOptions`. */
import { type SlackTimes, slackTimes } from "../../../adapters/slack/rooms.ts";
import type { Secrets } from "../../../src/core/ports/index.ts";
import { type EchoOptions, runEchoBot } from "../echo-bot.ts";
import { wholeMaru } from "./whole-maru.ts";

export interface BotOptions extends EchoOptions {
  readonly secrets: Secrets;
  readonly times: Partial<SlackTimes>;
}

const options = JSON.parse(process.argv[2]!) as BotOptions;
const times = { ...slackTimes, ...options.times };
await runEchoBot(options, (parts) => wholeMaru({ secrets: options.secrets, times, ...parts }));
