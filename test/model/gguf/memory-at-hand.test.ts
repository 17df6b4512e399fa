import { expect, it } from "vitest";
import { memoryAtHand } from "../../../src/model/gguf/memory-at-hand.ts";

const GB = 1e9;
const card = { total: 8 * GB, free: 7 * GB, unifiedSize: 0, padding: 0 };

it("without a graphics card there is main memory", () => {
  expect(memoryAtHand(16 * GB)).toEqual({ allBytes: 16 * GB, cardBytes: 0 });
});

it("a graphics card's own memory comes on top", () => {
  expect(memoryAtHand(32 * GB, card)).toEqual({ allBytes: 40 * GB, cardBytes: 7 * GB });
});

it("memory that a graphics chip shares with the processor counts once", () => {
  const shared = { ...card, total: 12 * GB, unifiedSize: 12 * GB };
  expect(memoryAtHand(16 * GB, shared)).toEqual({ allBytes: 16 * GB, cardBytes: 7 * GB });
  expect(memoryAtHand(16 * GB, { ...shared, total: 20 * GB }).allBytes).toBe(24 * GB);
  expect(memoryAtHand(16 * GB, { ...shared, total: 11 * GB }).allBytes).toBe(16 * GB);
});

it("what node-llama-cpp leaves free on a card is not planned with", () => {
  expect(memoryAtHand(32 * GB, { ...card, padding: 0.6 * GB }).cardBytes).toBeCloseTo(6.1 * GB);
  expect(memoryAtHand(32 * GB, { ...card, free: 0.1 * GB, padding: 0.6 * GB }).cardBytes).toBe(0);
});
