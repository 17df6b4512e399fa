/**
 * A whole Maru on Slack as a process of its own, which a test can kill: the real core, store and adapter, and a
 * model that repeats the question. Argument: JSON of `BotOptions`. Prints "ready".
 */
import { setTimeout as pause } from "node:timers/promises";
import { type SlackTimes, slackTimes } from "../../../adapters/slack/rooms.ts";
import type { Secrets } from "../../../src/core/ports/index.ts";
import { openStore } from "../../../src/store/index.ts";
import { fakeModel } from "../../fakes/model.ts";
import { wholeMaru } from "./whole-maru.ts";

export interface BotOptions {
  readonly secrets: Secrets;
  readonly dataFolder: string;
  readonly times: Partial<SlackTimes>;
  readonly pieceEveryMs: number;
}

const options = JSON.parse(process.argv[2]!) as BotOptions;
const print = (line: string) => process.stdout.write(`${line}\n`);
const says =
  (level: string) =>
  (fields: Readonly<Record<string, unknown>>, event: string): void => {
    const error = fields["err"] instanceof Error ? fields["err"].stack : fields["err"];
    print(`${level} ${event} ${JSON.stringify({ ...fields, err: error })}`);
  };
const log = { debug() {}, info() {}, warn: says("warn"), error: says("error") };

const store = await openStore("sqlite:maru.db", { dataFolder: options.dataFolder, now: Date.now, log });
const idle = fakeModel();
idle.state = { state: "ready", name: "echo", contextTokens: 100_000, parallel: 8, restarts: 0 };
const model = {
  ...idle,
  health: () => idle.state,
  async *reply(turns: Parameters<typeof idle.reply>[0]) {
    const asked = /question [\d/]+(?=\D*$)/.exec(turns.at(-1)!.text)?.[0];
    for (const piece of ["This answers ", `${asked}.`]) {
      await pause(options.pieceEveryMs);
      yield piece;
    }
  },
};
const maru = wholeMaru({
  secrets: options.secrets,
  store,
  model,
  log,
  times: { ...slackTimes, ...options.times },
});
await maru.start();
print("ready");
process.once("SIGTERM", () => {
  void maru
    .stop(5_000)
    .then(() => store.close())
    .then(() => process.exit(0));
});
