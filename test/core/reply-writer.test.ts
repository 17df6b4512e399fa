import { expect, test } from "vitest";
import { PlatformError, type Reply } from "../../src/core/ports/index.ts";
import { writeReply } from "../../src/core/reply-writer.ts";
import { quietLog } from "./stage.ts";

/** A reply whose platform takes each call only when the test lets it. */
function slowReply(text?: string) {
  const calls: string[] = [];
  const open: (() => void)[] = [];
  const failing: Error[] = [];
  const call = (what: string) => {
    calls.push(what);
    const error = failing.shift();
    return error ? Promise.reject(error) : new Promise<void>((resolve) => open.push(resolve));
  };
  const reply: Reply = {
    id: "fake:1",
    finished: false,
    ...(text === undefined ? {} : { text }),
    status: ({ state }) => call(`status ${state}`),
    update: (markdown) => call(markdown),
    finish: (markdown, kind) => call(`${kind}: ${markdown}`),
    revise: (markdown) => call(`revise: ${markdown}`),
    remove: () => call("remove"),
  };
  return {
    calls,
    failing,
    writer: writeReply(
      reply,
      quietLog,
      () => {},
      () => 0,
    ),
    take: async () => {
      open.shift()?.();
      await new Promise(setImmediate);
    },
  };
}

test("the first piece is posted at once, and what comes while the platform is busy goes out together", async () => {
  const { writer, calls, take } = slowReply();
  writer.add("a");
  expect(calls).toEqual(["a"]);
  writer.add("b");
  writer.add("c");
  expect(calls).toEqual(["a"]);
  await take();
  expect(calls).toEqual(["a", "abc"]);
});

test("of statuses only the newest is shown, and none once there is text", async () => {
  const { writer, calls, take } = slowReply();
  writer.status({ state: "queued", ahead: 3 });
  writer.status({ state: "queued", ahead: 2 });
  writer.status({ state: "loading" });
  await take();
  expect(calls).toEqual(["status queued", "status loading"]);
  writer.status({ state: "thinking" });
  writer.add("a");
  await take();
  writer.status({ state: "thinking" });
  await take();
  await take();
  expect(calls).toEqual(["status queued", "status loading", "a"]);
});

test("the end waits for the call under way, and nothing is written after it", async () => {
  const { writer, calls, take } = slowReply();
  writer.add("a");
  writer.add("b");
  const ended = writer.finish("ab.", "answer");
  expect(calls).toEqual(["a"]);
  await take();
  expect(calls).toEqual(["a", "answer: ab."]);
  await take();
  await ended;
  writer.add("c");
  writer.status({ state: "thinking" });
  expect(calls).toEqual(["a", "answer: ab."]);
});

test("a refused post does not stop the ones after it", async () => {
  const { writer, calls, failing } = slowReply();
  failing.push(new Error("refused"));
  writer.add("a");
  await writer.settled();
  writer.add("b");
  expect(calls).toEqual(["a", "ab"]);
});

test("the end is insisted on, unless the platform refuses for good", async () => {
  const passing = slowReply();
  passing.failing.push(new Error("a hiccup"));
  const ended = passing.writer.finish("a", "answer");
  await expect.poll(() => passing.calls).toEqual(["answer: a", "answer: a"]);
  await passing.take();
  await ended;

  const final = slowReply();
  final.failing.push(new PlatformError("forbidden", "no"));
  await expect(final.writer.finish("a", "answer")).rejects.toThrow("no");
  expect(final.calls).toEqual(["answer: a"]);
});

test("after a restart the new text replaces the old, and an empty one is never posted", async () => {
  const { writer, calls, take } = slowReply();
  writer.add("old");
  writer.restart();
  await take();
  writer.add("new");
  await take();
  expect(calls).toEqual(["old", "new"]);
});

test("what people have seen of an earlier try is kept until the new one is longer", () => {
  const { writer } = slowReply("Half an ans");
  expect(writer.kept).toBe("Half an ans");
  writer.add("Half");
  expect(writer.kept).toBe("Half an ans");
  writer.add(" an answer.");
  expect(writer.kept).toBe("Half an answer.");
  writer.restart();
  writer.add("New");
  expect(writer.kept).toBe("Half an answer.");
});
