import { setInterval } from "node:timers";
import { expect, onTestFinished, test } from "vitest";
import type { ChatAdapter } from "../../../src/core/ports/index.ts";
import { openChat } from "./chat.ts";

/** Reads until `end`, and tells the longest time for which nothing else got the event loop, in milliseconds. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  let longestMs = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const at = performance.now();
    longestMs = Math.max(longestMs, at - last);
    last = at;
  }, 1);
  onTestFinished(() => clearInterval(timer));
  await work();
  longestMs = Math.max(longestMs, performance.now() - last);
  clearInterval(timer);
  return longestMs;
}

const past = (adapter: ChatAdapter, last: number) =>
  Array.fromAsync(adapter.history({ place: "web:general" }, { last }));

/** Milliseconds to read it as Markdown. */
const DEAR = `@maru${"*a_@b".repeat(3_000)}`;

test("reading many long messages leaves the event loop to others, also those of which no mentions are kept", async () => {
  const { adapter, store } = await openChat();
  const journal = store.journal("web/place/general");
  const at = new Date().toISOString();
  for (let count = 0; count < 150; count++) {
    await journal.append({ author: "p1", text: DEAR, at }, { tag: "channel" });
  }
  let read = 0;
  const startedAt = performance.now();
  const blockedMs = await longestBlock(async () => {
    read = (await past(adapter, 150)).length;
  });
  expect(read).toBe(150);
  // Without a pause it is the whole of it, far over a second.
  // A share, not a time: a busy machine makes both longer.
  expect(blockedMs).toBeLessThan((performance.now() - startedAt) / 3);
});

test("whom a message mentions is found out when it is posted or edited, not when it is read", async () => {
  const chat = await openChat();
  const ann = await chat.join("Ann");
  await ann.post("general", "@maru and @Bob, @Ann");
  await ann.post("general", "@Bob");
  await chat.join("Bob");
  await ann.call("PATCH", "/api/messages/general/2", { text: "still @Bob" });
  const mentioned = async () =>
    (await past(chat.adapter, 9)).map(({ mentions }) => mentions.map(({ name }) => name));
  expect(await mentioned()).toEqual([["Maru", "Ann"], ["Bob"]]);
  expect((await ann.read("general")).map(({ mentions }) => mentions)).toEqual([["Maru", "Ann"], ["Bob"]]);
  await ann.call("PATCH", "/api/messages/general/2", { text: "nobody" });
  expect(await mentioned()).toEqual([["Maru", "Ann"], []]);
  expect((await ann.read("general"))[1]).not.toHaveProperty("mentions");
});

test("of a deleted message neither the words nor the mentions are kept", async () => {
  const chat = await openChat();
  const ann = await chat.join("Ann");
  await ann.post("general", "@Ann one");
  await ann.call("PATCH", "/api/messages/general/1", { text: "@Ann two" });
  await ann.call("DELETE", "/api/messages/general/1");
  const stored = [
    ...(await Array.fromAsync(chat.store.journal("web/place/general").scan())),
    await chat.store.records("web/place/general").get("1"),
  ];
  expect(JSON.stringify(stored)).not.toMatch(/Ann|one|two|mentions/);
});
