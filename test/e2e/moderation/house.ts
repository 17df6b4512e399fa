import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeScriptedModel } from "../../fixtures/gguf/index.ts";
import { type Mortal, runMortal } from "./run-mortal.ts";

/** `vermin` is hateful to 97 % and removed; `idiot` to 70 %, and people look. */
export const VERMIN = "Those immigrants are vermin, they should all be killed";
export const IDIOT = "All of them are idiot subhuman filth";
export const HARMLESS = "See you at noon";

/** A Maru with its own folder, and a guard that knows two words. */
export interface House {
  readonly maru: Mortal;
  readonly dataFolder: string;
  /** Leaves shadow mode, by a restart. */
  activate(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const unsafe = (share: number) => [
  { text: "unsafe\nS10", share },
  { text: "safe", share: 1 - share },
];

/** @param platforms that section of maru.yaml, beside the web chat's */
export async function openHouse(platforms: object, env: Readonly<Record<string, string>>): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), "maru-moderation-"));
  writeScriptedModel(join(folder, "guard.gguf"), {
    name: "Llama Guard 3 8B",
    rules: [
      { reply: "safe" },
      { when: ["vermin"], reply: unsafe(0.97) },
      { when: ["idiot"], reply: unsafe(0.7) },
    ],
  });
  const config = (places: readonly object[]) => ({
    model: { use: "none" },
    log: { level: "error" },
    platforms: { web: { port: 0, channels: ["general", "jury"] }, ...platforms },
    moderation: {
      budget: 0.5,
      guard: { use: "./guard.gguf", contextTokens: 2048, parallel: 1, threads: 1, gpu: false },
      policy: {
        categories: { hate: { queue: 0.5, remove: 0.9 } },
        sampleShare: 0,
        places,
      },
    },
  });
  const dataFolder = join(folder, "data");
  const maru = runMortal({ folder, config: config([]), env });
  return {
    maru,
    dataFolder,
    activate: () =>
      maru.restart(
        config([
          { match: ["general"], mode: "active" },
          { match: ["jury"], mode: "active", twoPersons: true },
        ]),
      ),
    async [Symbol.asyncDispose]() {
      await maru.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
