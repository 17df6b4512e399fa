import { expect, test } from "vitest";
import { growReply } from "../../src/core/growing-reply.ts";
import type { Reply } from "../../src/core/ports/index.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** A reply whose platform takes each update only when the test lets it. */
function slowReply() {
  const posted: string[] = [];
  const open: (() => void)[] = [];
  let failNext = false;
  const reply = {
    id: "fake:1",
    update: (markdown: string) => {
      posted.push(markdown);
      if (failNext) {
        failNext = false;
        return Promise.reject(new Error("refused"));
      }
      return new Promise<void>((resolve) => open.push(resolve));
    },
  } as unknown as Reply;
  return {
    posted,
    growing: growReply(
      reply,
      quiet,
      () => {},
      () => 0,
    ),
    fail: () => {
      failNext = true;
    },
    take: async () => {
      open.shift()?.();
      await new Promise(setImmediate);
    },
  };
}

test("the first piece is posted at once, and what comes while the platform is busy goes out together", async () => {
  const { growing, posted, take } = slowReply();
  growing.add("a");
  expect(posted).toEqual(["a"]);
  growing.add("b");
  growing.add("c");
  expect(posted).toEqual(["a"]);
  await take();
  expect(posted).toEqual(["a", "abc"]);
});

test("it is settled only when the last text has been taken", async () => {
  const { growing, posted, take } = slowReply();
  growing.add("a");
  growing.add("b");
  let settled = false;
  const waiting = growing.settled().then(() => {
    settled = true;
  });
  await take();
  expect(settled).toBe(false);
  await take();
  await waiting;
  expect(posted).toEqual(["a", "ab"]);
});

test("a refused post does not stop the ones after it", async () => {
  const { growing, posted, fail } = slowReply();
  fail();
  growing.add("a");
  await growing.settled();
  growing.add("b");
  expect(posted).toEqual(["a", "ab"]);
});

test("after a restart the new text replaces the old", async () => {
  const { growing, posted, take } = slowReply();
  growing.add("old");
  growing.restart();
  growing.add("new");
  await take();
  expect(posted).toEqual(["old", "new"]);
});
