import fc from "fast-check";
import { expect, test } from "vitest";
import { beginnings } from "../../src/core/beginnings.ts";
import type { MessageId } from "../../src/core/types.ts";

const BUDGET = 3_000;
const idOf = (at: number): MessageId => `fake:${at}`;
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Of the newest `read` of so many messages: which is the first that is kept, and what all kept ones cost. */
function kept(costs: readonly number[], count: number, read: number) {
  const oldest = Math.max(0, count - read);
  const those = costs.slice(oldest, count);
  const from = beginnings(
    those.map((_, at) => idOf(oldest + at)),
    those,
    BUDGET,
  ).find((at) => sum(those.slice(at)) <= BUDGET)!;
  return { first: oldest + from, tokens: sum(those.slice(from)) };
}

/** Has a thread grow by two messages a turn, and counts what a model evaluates that goes on where it can. */
function grow(costs: readonly number[], read: number) {
  let evaluated = 0;
  let least = Number.POSITIVE_INFINITY;
  let before: number | undefined;
  for (let count = 1; count <= costs.length; count += 2) {
    const { first, tokens } = kept(costs, count, read);
    evaluated += first === before ? sum(costs.slice(Math.max(0, count - 2), count)) : tokens;
    if (first > 0) least = Math.min(least, tokens);
    before = first;
  }
  return { ratio: evaluated / sum(costs), least };
}

const costs = (count: number, most: number) =>
  Array.from({ length: count }, (_, at) => 1 + (((at * 7919) % 10_007) % most));

test.each([
  ["half as much again as what is new, of a thread read from its start", 300, 90, 1.5],
  ["less than twice what is new, of one of which the newest part is read", 1_000, 60, 2],
  ["less than twice what is new, of one of which the newest part is read and fits", 1_000, 10, 2],
])("a model evaluates at most %s", (_, count, mostTokens, most) => {
  const { ratio, least } = grow(costs(count, mostTokens), 400);
  expect(ratio).toBeGreaterThan(1);
  expect(ratio).toBeLessThanOrEqual(most);
  expect(least).toBeGreaterThanOrEqual(Math.min(BUDGET / 4, sum(costs(100, mostTokens))));
});

test("what a thread may begin with does not change as it grows, and it always fits if the question does", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 2, maxLength: 60 }),
      fc.integer({ min: 400, max: 2_000 }),
      (costs, budget) => {
        const ids = costs.map((_, at) => idOf(at));
        const found = beginnings(ids, costs, budget);
        expect(found[0]).toBe(0);
        expect(found.at(-1)).toBe(costs.length - 1);
        expect(found.toSorted((one, other) => one - other)).toEqual(found);
        const before = beginnings(ids.slice(0, -1), costs.slice(0, -1), budget);
        const first = (all: readonly number[], of: readonly number[]) =>
          all.find((at) => sum(of.slice(at)) <= budget)!;
        expect(first(found, costs)).toBeGreaterThanOrEqual(first(before, costs.slice(0, -1)));
      },
    ),
  );
});
