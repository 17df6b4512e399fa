import { expect, it } from "vitest";
import { createTurns } from "../../../src/model/server/turns.ts";

it("so many pieces of work run at a time, the others in order, also when one fails", async () => {
  const inTurn = createTurns(2);
  let running = 0;
  let most = 0;
  const began: number[] = [];
  const works = Array.from({ length: 6 }, (_, at) =>
    inTurn(async () => {
      began.push(at);
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (at === 1) throw new Error("one fails");
      return at;
    }),
  );
  const settled = await Promise.allSettled(works);
  expect(settled.map(({ status }) => status === "fulfilled")).toEqual([true, false, true, true, true, true]);
  expect(most).toBe(2);
  expect(began).toEqual([0, 1, 2, 3, 4, 5]);
});
