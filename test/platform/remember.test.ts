import { expect, test } from "vitest";
import { forgetOldest, remember } from "../../src/platform/remember.ts";

test("what was not noted for longest is forgotten", () => {
  const map = new Map<string, number>();
  for (const [key, value] of [
    ["a", 1],
    ["b", 2],
    ["a", 3],
    ["c", 4],
  ] as const)
    remember(map, key, value, 2);
  expect([...map]).toEqual([
    ["a", 3],
    ["c", 4],
  ]);
});

test("of a set, what was added first", () => {
  const set = new Set(["a", "b", "c", "d"]);
  forgetOldest(set, 2);
  expect([...set]).toEqual(["c", "d"]);
});
