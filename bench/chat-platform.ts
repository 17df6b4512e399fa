import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Maru } from "../src/core/index.ts";
import { openStore } from "../src/store/index.ts";
import type { WholeParts } from "../test/adapters/whole-core.ts";
import { quietLog } from "../test/core/stage.ts";
import type { Changes } from "../test/fakes/changes.ts";
import type { FakeModel } from "../test/fakes/model.ts";

/** A question to Maru, and what became of it. */
export interface Asked {
  /** What people see of the answer, message after message. */
  shown(): readonly string[];
  /** Whether the answer has been given its last form. */
  isOver(): boolean;
}

/** A platform of our own on this machine, with people in channels, for measuring what its adapter costs. */
export interface ChatPlatform {
  /** Maru on it, in this process; not yet started. */
  maru(parts: WholeParts): Maru;
  /** Maru on it as a process of its own: the program, and the options that it takes as JSON. */
  bot(dataFolder: string): { readonly script: URL; readonly options: object };
  /** From now on what is said is spread over so many channels, of which the first is 0. */
  addChannels(count: number): void;
  /** @param channel by default the one that is there from the start */
  ask(text: string, channel?: number): Asked;
  /** Something that does not concern Maru. */
  say(text: string, channel: number): void;
  until: Changes["until"];
  /** What was requested of it so far. */
  readonly requests: readonly { readonly status: number }[];
  stop(): Promise<void>;
}

/** Runs the whole of Maru on a platform for as long as it is used. */
export async function withMaru<Platform extends ChatPlatform, Result>(
  platform: Platform,
  model: FakeModel,
  use: (platform: Platform) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "maru-bench-"));
  const store = await openStore("sqlite:bench.db", { dataFolder: folder, now: Date.now, log: quietLog });
  const maru = platform.maru({ store, model, log: quietLog });
  try {
    await maru.start();
    return await use(platform);
  } finally {
    await maru.stop(1_000);
    await store.close();
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
