import { expect, test } from "vitest";
import { createInTurn } from "../../src/waiting/in-turn.ts";

test("work under one key waits for the work before it, also when that fails; other keys do not wait", async () => {
  const inTurn = createInTurn();
  const order: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = inTurn("a", async () => {
    await gate.promise;
    order.push("first of a");
    throw new Error("lost");
  });
  const second = inTurn("a", async () => {
    order.push("second of a");
    return 2;
  });
  await inTurn("b", async () => {
    order.push("b");
  });
  gate.resolve();
  await expect(first).rejects.toThrow("lost");
  expect(await second).toBe(2);
  expect(order).toEqual(["b", "first of a", "second of a"]);
});

test("it has ended when nothing is under way any more, what was added meanwhile included", async () => {
  const inTurn = createInTurn();
  await inTurn.ended();
  const order: string[] = [];
  void inTurn("a", async () => {
    order.push("a");
    void inTurn("b", async () => {
      order.push("b");
    });
  });
  await inTurn.ended();
  expect(order).toEqual(["a", "b"]);
});
