import { expect, test } from "vitest";
import { codeOf, memoryStore, openChat } from "./chat.ts";

test("a post of Maru's own is told to open pages when it is finished, can be rated, and begins a thread", async () => {
  const chat = await openChat();
  const ann = await chat.join("Ann");
  const post = await chat.adapter.openPost("web:general", "digest/1");
  await post.finish("A digest.", "answer");
  const { message } = await ann.until("message");
  expect(message).toMatchObject({ text: "A digest.", reply: { state: "done", kind: "answer" } });
  expect(message.reply).not.toHaveProperty("to");
  const rated = await ann.call("PUT", `/api/messages/general/${message.seq}/rating`, { rating: "up" });
  expect(rated.status).toBe(200);
  expect(await chat.core.until("feedback")).toMatchObject({
    reply: `web:general/${message.seq}`,
    rating: "up",
  });
  await ann.post("general", "Thanks!", { root: message.seq });
  expect((await ann.read("general"))[0]).toMatchObject({ thread: { replies: 1 } });
});

test("a post that a crash cut off after it was stored is not posted again", async () => {
  const store = await memoryStore();
  const chat = await openChat({ store });
  const ann = await chat.join("Ann");
  await (await chat.adapter.openPost("web:general", "digest/1")).finish("A digest.", "answer");
  // As if the crash had come before it was noted as finished.
  await store.records("web/own-posts").clear();
  const again = await chat.adapter.openPost("web:general", "digest/1");
  expect(again.finished).toBe(false);
  await again.finish("A digest.", "answer");
  expect(await ann.read("general")).toHaveLength(1);
});

test("nothing of what was said stays in the store when a post is revised", async () => {
  const store = await memoryStore();
  const chat = await openChat({ store });
  const post = await chat.adapter.openPost("web:general", "digest/1");
  const kept = async () =>
    JSON.stringify([
      ...(await Array.fromAsync(store.journal("web/place/general").scan())),
      await store.records("web/place/general").get("1"),
    ]);
  await post.finish("A secret.", "answer");
  await post.revise("Nothing.");
  expect(await kept()).not.toContain("secret");
});

test("a post in a direct place stands in its one thread, and only its person sees it", async () => {
  const chat = await openChat();
  const [ann, bob] = [await chat.join("Ann"), await chat.join("Bob")];
  await (await chat.adapter.openPost("web:dm.1", "digest/1")).finish("Yours.", "extractive");
  expect(await ann.read("dm.1", 0)).toMatchObject([{ text: "Yours.", root: 0 }]);
  expect(codeOf((await bob.call("GET", "/api/places/dm.1/messages")).body)).toBe("not-found");
  expect(bob.told.some(({ type }) => type === "message")).toBe(false);
});
