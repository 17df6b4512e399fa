/**
 * A whole Maru on Discord as a process of its own, which a test can kill: the real core, store and adapter, and a
 * model that repeats the question. Argument: JSON of `BotOptions`. Prints "ready"; `memory` on its stdin makes it
 * print `memory <bytes>`, those in use after a garbage collection (run it with --expose-gc).
 */
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { discordTimes } from "../../../adapters/discord/rooms.ts";
import { openStore } from "../../../src/store/index.ts";
import { fakeModel } from "../../fakes/model.ts";
import { wholeMaru } from "./whole-maru.ts";

export interface BotOptions {
  readonly api: string;
  readonly token: string;
  readonly dataFolder: string;
  readonly editEveryMs: number;
  readonly pieceEveryMs: number;
  /** So many words stand in the middle of each answer. */
  readonly fillers?: number;
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
    const fillers = Array<string>(options.fillers ?? 0).fill("well, ");
    for (const piece of ["This answers ", ...fillers, `${asked}.`]) {
      await pause(options.pieceEveryMs);
      yield piece;
    }
  },
};
const maru = wholeMaru({
  ...options,
  store,
  model,
  log,
  times: { ...discordTimes, editEveryMs: options.editEveryMs },
});
await maru.start();
print("ready");
createInterface({ input: process.stdin }).on("line", (line) => {
  if (line !== "memory") return;
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  print(`memory ${heapUsed + external}`);
});
process.once("SIGTERM", () => {
  void maru
    .stop(5_000)
    .then(() => store.close())
    .then(() => process.exit(0));
});
