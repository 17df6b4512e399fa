import { expect, test } from "vitest";
import { createOldestFirst } from "../../src/platform/oldest-first.ts";

const byAge = (a: number, b: number) => a - b;

test("of what comes in one round, the work of the oldest message is done first, one after the other", async () => {
  const oldestFirst = createOldestFirst<number>(byAge);
  const done: string[] = [];
  const work = (message: number) => async () => {
    done.push(`${message} begins`);
    await Promise.resolve();
    done.push(`${message} ends`);
  };
  await Promise.all([2, 3, 1].map((message) => oldestFirst("thread", message, work(message))));
  expect(done).toEqual(["1 begins", "1 ends", "2 begins", "2 ends", "3 begins", "3 ends"]);
});

test("a work that fails is told to who wanted it, and holds up neither the next one nor other threads", async () => {
  const oldestFirst = createOldestFirst<number>(byAge);
  const held = Promise.withResolvers<string>();
  const first = oldestFirst("thread", 1, () => held.promise);
  const second = oldestFirst("thread", 2, async () => "second");
  expect(await oldestFirst("other", 3, async () => "other")).toBe("other");
  held.reject(new Error("no"));
  await expect(first).rejects.toThrow("no");
  expect(await second).toBe("second");
  expect(await oldestFirst("thread", 4, async () => "later")).toBe("later");
});
