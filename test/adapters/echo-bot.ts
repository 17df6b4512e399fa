/** What a whole Maru as a process of its own is made of, on every platform. */
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import type { Maru } from "../../src/core/index.ts";
import type { Model } from "../../src/core/ports/index.ts";
import { openStore } from "../../src/store/index.ts";
import { fakeModel } from "../fakes/model.ts";
import type { WholeParts } from "./whole-core.ts";

export interface EchoOptions {
  readonly dataFolder: string;
  readonly pieceEveryMs: number;
  /** So many words stand in the middle of each answer. */
  readonly fillers?: number;
}

const print = (line: string) => process.stdout.write(`${line}\n`);

const says =
  (level: string) =>
  (fields: Readonly<Record<string, unknown>>, event: string): void => {
    const error = fields["err"] instanceof Error ? fields["err"].stack : fields["err"];
    print(`${level} ${event} ${JSON.stringify({ ...fields, err: error })}`);
  };

/**
 * Maru with a model that answers "question 1/2" with "This answers question 1/2.". It prints warnings and errors, and "ready" once it is started; `memory` on its stdin makes it print `memory <bytes>`, those in use after a garbage
 * collection (run it with --expose-gc). SIGTERM ends it.
 */
export async function runEchoBot(
  { dataFolder, pieceEveryMs, fillers = 0 }: EchoOptions,
  createBot: (parts: WholeParts) => Maru,
): Promise<void> {
  const log = { debug() {}, info() {}, warn: says("warn"), error: says("error") };
  const store = await openStore("sqlite:maru.db", { dataFolder, now: Date.now, log });
  const idle = fakeModel();
  idle.state = { state: "ready", name: "echo", contextTokens: 100_000, parallel: 8, restarts: 0 };
  const model: Model = {
    ...idle,
    health: () => idle.state,
    async *reply(turns) {
      const asked = /question [\d/]+(?=\D*$)/.exec(turns.at(-1)!.text)?.[0];
      for (const piece of ["This answers ", ...Array<string>(fillers).fill("well, "), `${asked}.`]) {
        await pause(pieceEveryMs);
        yield piece;
      }
    },
  };
  const maru = createBot({ store, model, log });
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
}
