import { expect, it } from "vitest";
import type { LlamaSettings } from "../../../src/model/index.ts";
import { never, runModel, settingsFor, temporaryFolder, writeModel } from "./run-model.ts";

const folder = temporaryFolder();
const { path } = writeModel(folder, "model.gguf");

const HELLO = ["hello", "Hello! 안녕하세요! 무엇을 도와드릴까요? 🦙"] as const;
/** What a scripted model looks for is too fine for 8-bit keys; that nothing is asked for shows with these too. */
const NOTHING = ["what?", "I have no rule for that."] as const;

it.each<[string, Partial<LlamaSettings>, typeof HELLO | typeof NOTHING, number]>([
  ["as it is", {}, HELLO, 3],
  ["fast", { threads: 2, flashAttention: true, mmap: false, chunkTokens: 16 }, HELLO, 3],
  ["half of the memory for contexts", { cacheType: "q8_0", flashAttention: true }, NOTHING, 3],
  ["guessing from the prompt, one at a time", { speculation: "lookup" }, HELLO, 1],
])(
  "with settings for %s it answers, and says how many at a time",
  async (_, settings, [question, words], parallel) => {
    const { model, answer } = runModel(settingsFor(path, { parallel: 3, ...settings }));
    await model.ready(never);
    expect(model.health()).toMatchObject({ parallel, contextTokens: 2048 });
    const together = [question, NOTHING[0], question].map((asked) => answer(asked));
    expect(await Promise.all(together)).toEqual([words, NOTHING[1], words]);
  },
);
