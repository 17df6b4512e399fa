import { expect, it } from "vitest";
import { defaultChunkTokens } from "../../../src/model/llama/child/default-chunk-tokens.ts";
import { defaultThreads } from "../../../src/model/llama/child/default-threads.ts";
import { memoryWish } from "../../../src/model/llama/memory-wish.ts";

it.each([
  ["small machine: all but one", 4, 4, 3],
  ["machine whose cores have two hardware threads each: a thread for each core", 8, 16, 8],
  ["machine of which this process may use a part: all but one of that", 32, 6, 5],
  ["big machine: no more than help", 64, 128, 16],
  ["single processor: that one", 1, 1, 1],
])("on a %s", (_, mathCores, processors, threads) => {
  expect(defaultThreads(mathCores, processors)).toBe(threads);
});

it("prompts are read in large chunks only where a graphics card holds all layers", () => {
  expect(defaultChunkTokens(33, 33)).toBe(512);
  expect(defaultChunkTokens(32, 33)).toBe(128);
  expect(defaultChunkTokens(0, 33)).toBe(128);
});

it("contexts give way to a graphics card only where nobody said how many", () => {
  expect(memoryWish({ contextTokens: 8192, parallel: 6 })).toEqual({
    ...{ contextTokens: 8192, parallel: 6, prefersCard: false },
  });
  expect(memoryWish({ contextTokens: 8192 })).toMatchObject({ prefersCard: true });
});
