import { expect, it } from "vitest";
import { memoryAtHand } from "../../../src/model/gguf/memory-at-hand.ts";
import { memoryNeed, planMemory, smallerPlan } from "../../../src/model/gguf/memory-need.ts";

const GB = 1e9;
/** Of the size of Llama 3.1 8B: a gigabyte for a context of 8,192 tokens. */
const file = { weightsBytes: 5 * GB, cacheBytesPerToken: GB / 8192 };
const wish = { parallel: 4, contextTokens: 8192, prefersCard: true };
const all = { parallel: 4, contextTokens: 8192 };

it("a model needs its weights, its contexts and some room for computing", () => {
  expect(memoryNeed(file, 8192, 4)).toBeCloseTo(9.4 * GB);
  expect(memoryNeed({ ...file, trainedContextTokens: 4096 }, 8192, 4)).toBeCloseTo(7.4 * GB);
});

it.each([
  ["all that is wished", 16, all],
  ["fewer contexts", 10, { parallel: 1, contextTokens: 8192 }],
  ["some of them, where others have room too", 12.1, { parallel: 3, contextTokens: 8192 }],
  ["a smaller context when one of that size does not fit", 6, { parallel: 1, contextTokens: 4096 }],
  ["a context of 2,048 tokens at least", 5.7, { parallel: 1, contextTokens: 2048 }],
  ["nothing", 5.6, undefined],
])("where the memory suffices for it, it holds %s", (_, gigabytes, plan) => {
  expect(planMemory(file, wish, memoryAtHand(gigabytes * GB))).toEqual(plan);
});

const card = (gigabytes: number) => ({ allBytes: (32 + gigabytes) * GB, cardBytes: gigabytes * GB });

it.each([
  ["one context rather than layers that leave it", 7, { parallel: 1, contextTokens: 8192 }],
  ["the contexts that leave room on it for a guard", 12.1, { parallel: 3, contextTokens: 8192 }],
  ["all contexts where it is large enough", 24, all],
  ["what main memory has room for when not even one context fits the card", 6, all],
])("a graphics card holds %s", (_, gigabytes, plan) => {
  expect(planMemory(file, wish, card(gigabytes))).toEqual(plan);
});

it("who asked for so many contexts gets them, with a graphics card too", () => {
  expect(planMemory(file, { ...wish, prefersCard: false }, card(7))).toEqual(all);
});

it("a card that shares main memory holds no more than a container may take of it", () => {
  const memory = { allBytes: 6.5 * GB, cardBytes: 24 * GB };
  expect(planMemory(file, wish, memory)).toEqual({ parallel: 1, contextTokens: 8192 });
});

it("a context that was wished small stays as it is", () => {
  expect(planMemory(file, { ...wish, contextTokens: 1024 }, memoryAtHand(6 * GB))?.contextTokens).toBe(1024);
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
