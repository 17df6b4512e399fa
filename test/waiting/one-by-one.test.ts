import { expect, test } from "vitest";
import { createOneByOne } from "../../src/waiting/one-by-one.ts";

test("work is done in the order in which it came, also after work that failed", async () => {
  const oneByOne = createOneByOne();
  const order: number[] = [];
  const gate = Promise.withResolvers<void>();
  const first = oneByOne(async () => {
    await gate.promise;
    order.push(1);
    throw new Error("lost");
  });
  const second = oneByOne(async () => order.push(2));
  gate.resolve();
  await expect(first).rejects.toThrow("lost");
  await second;
  expect(order).toEqual([1, 2]);
});
