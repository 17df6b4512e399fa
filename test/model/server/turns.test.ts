import { expect, it } from "vitest";
import { createTurns } from "../../../src/model/server/turns.ts";
import { never } from "../llama/run-model.ts";

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
    }, never),
  );
  const settled = await Promise.allSettled(works);
  expect(settled.map(({ status }) => status === "fulfilled")).toEqual([true, false, true, true, true, true]);
  expect(most).toBe(2);
  expect(began).toEqual([0, 1, 2, 3, 4, 5]);
});

it("who is told to stop waits for no turn, and the others keep theirs", async () => {
  const inTurn = createTurns(1);
  const held = Promise.withResolvers<void>();
  const first = inTurn(() => held.promise, never);
  const stop = new AbortController();
  const did: string[] = [];
  const work = (name: string) => async () => void did.push(name);
  const stopped = inTurn(work("stopped"), stop.signal);
  const patient = inTurn(work("patient"), never);
  stop.abort(new Error("enough"));
  await expect(stopped).rejects.toThrow("enough");
  await expect(inTurn(work("late"), stop.signal)).rejects.toThrow("enough");
  held.resolve();
  await Promise.all([first, patient]);
  await inTurn(work("last"), never);
  expect(did).toEqual(["patient", "last"]);
});
