import { expect, it } from "vitest";
import { memoryNeed, planMemory, smallerPlan } from "../../../src/model/gguf/memory-need.ts";

const GB = 1e9;
/** Of the size of Llama 3.1 8B: a gigabyte for a context of 8,192 tokens. */
const file = { weightsBytes: 5 * GB, cacheBytesPerToken: GB / 8192 };
const wish = { parallel: 4, contextTokens: 8192 };

it("a model needs its weights, its contexts and some room for computing", () => {
  expect(memoryNeed(file, 8192, 4)).toBeCloseTo(9.4 * GB);
  expect(memoryNeed({ ...file, trainedContextTokens: 4096 }, 8192, 4)).toBeCloseTo(7.4 * GB);
});

it.each([
  ["all that is wished", 16, wish],
  ["fewer contexts", 10, { parallel: 1, contextTokens: 8192 }],
  ["some of them, where others have room too", 12.1, { parallel: 3, contextTokens: 8192 }],
  ["a smaller context when one of that size does not fit", 6, { parallel: 1, contextTokens: 4096 }],
  ["a context of 2,048 tokens at least", 5.7, { parallel: 1, contextTokens: 2048 }],
  ["nothing", 5.6, undefined],
])("where the memory suffices for it, it holds %s", (_, gigabytes, plan) => {
  expect(planMemory(file, wish, gigabytes * GB)).toEqual(plan);
});

it("a context that was wished small stays as it is", () => {
  expect(planMemory(file, { parallel: 1, contextTokens: 1024 }, 6 * GB)?.contextTokens).toBe(1024);
});

it("when llama.cpp has less memory than there seemed to be, fewer contexts are tried, then smaller ones, then none", () => {
  const tried = [];
  for (let plan = smallerPlan(wish); plan !== undefined; plan = smallerPlan(plan)) tried.push(plan);
  expect(tried).toEqual([
    { parallel: 2, contextTokens: 8192 },
    { parallel: 1, contextTokens: 8192 },
    { parallel: 1, contextTokens: 4096 },
    { parallel: 1, contextTokens: 2048 },
  ]);
});
