import { describe, expect, test } from "vitest";
import { type Claims, type Journal, type Store, StoreError } from "../../../src/core/ports/index.ts";
import { openStore } from "../../../src/store/index.ts";
import { FakeCore } from "../../fakes/core.ts";
import { silentLog } from "../../store/silent-log.ts";
import { tempFolder } from "../../store/temp-folder.ts";
import { codeOf, memoryStore, openChat, openTab, type Tab } from "./chat.ts";

const FULL = new StoreError("full", "No space left on the device. Make room.");
const texts = (messages: readonly { readonly text: string }[]) => messages.map(({ text }) => text);

function send(tab: Tab, nonce: string, text = "hello", root?: number) {
  return tab.call("POST", "/api/places/general/messages", {
    text,
    nonce,
    ...(root === undefined ? {} : { root }),
  });
}

/** A store of which one call fails while `failing` says so. */
function breakable(store: Store, failing: { append?: boolean; settle?: boolean; set?: boolean }): Store {
  return {
    records<Value>(name: string) {
      const records = store.records<Value>(name);
      const set = records.set.bind(records);
      records.set = async (...args: Parameters<typeof set>) => {
        if (failing.set) throw FULL;
        return set(...args);
      };
      return records;
    },
    claims<Value>(name: string): Claims<Value> {
      const claims = store.claims<Value>(name);
      return {
        ...claims,
        settle: async (key, keepMs) => {
          if (failing.settle) throw FULL;
          await claims.settle(key, keepMs);
        },
      };
    },
    journal<Value>(name: string): Journal<Value> {
      const journal = store.journal<Value>(name);
      return {
        ...journal,
        append: async (value, options) => {
          if (failing.append) throw FULL;
          return journal.append(value, options);
        },
      };
    },
    close: () => store.close(),
  };
}

describe("posting", () => {
  test("the same nonce posts once, also when both requests are under way at the same time", async () => {
    const chat = await openChat();
    const ann = await chat.join("Ann");
    const answers = await Promise.all([send(ann, "n1"), send(ann, "n1"), send(ann, "n1")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(texts(await ann.read("general"))).toEqual(["hello"]);
    expect(chat.core.deliveries).toEqual(["web:message/general/1"]);
    const bob = await chat.join("Bob");
    expect((await send(bob, "n1")).status).toBe(201);
  });

  test.each([
    [FULL, 507, "store-full"],
    [new StoreError("failed", "The connection was lost."), 503, "store-failed"],
    [new Error("anything"), 503, "store-failed"],
  ])(
    "when the core refuses with %s, nothing is shown and the same nonce takes it up",
    async (error, status, code) => {
      const chat = await openChat();
      const [ann, bob] = [await chat.join("Ann"), await chat.join("Bob")];
      chat.core.refusing = error;
      const refused = await send(ann, "n1");
      expect([refused.status, codeOf(refused.body)]).toEqual([status, code]);
      expect(await bob.read("general")).toEqual([]);
      expect(await Array.fromAsync(chat.adapter.history({ place: "web:general" }))).toEqual([]);
      expect((await ann.call("DELETE", "/api/messages/general/1")).status).toBe(404);
      expect((await send(ann, "n2", "in it", 1)).status).toBe(404);

      chat.core.refusing = undefined;
      const other = await bob.post("general", "between");
      expect((await send(ann, "n1")).status).toBe(200);
      await bob.until("message", ({ message }) => message.text === "hello");
      expect(texts(await bob.read("general"))).toEqual(["hello", "between"]);
      expect(other.seq).toBe(2);
      expect(chat.core.events).toHaveLength(2);
    },
  );

  test("what could not be appended was never asked for", async () => {
    const failing: { append?: boolean } = {};
    const store = await memoryStore();
    const chat = await openChat({ store: breakable(store, failing) });
    const ann = await chat.join("Ann");
    failing.append = true;
    expect((await send(ann, "n1")).status).toBe(507);
    expect(await Array.fromAsync(store.claims("web/outbox").pending())).toEqual([]);
    failing.append = false;
    expect((await send(ann, "n1", "changed my mind")).status).toBe(201);
    expect(texts(await ann.read("general"))).toEqual(["changed my mind"]);
  });

  test("a message that was taken but not settled is posted, and delivered again by the next run", async () => {
    const failing: { settle?: boolean } = {};
    const store = await memoryStore();
    const core = new FakeCore();
    const first = await openChat({ store: breakable(store, failing), core });
    failing.settle = true;
    await (await first.join("Ann")).post("general", "hello");
    await first.adapter.stop();
    await openChat({ store, core });
    expect(core.events).toHaveLength(1);
    expect(core.deliveries).toHaveLength(2);
    expect(await Array.fromAsync(store.claims("web/outbox").pending())).toEqual([]);
  });

  test("an edit, a deletion or a rating that the core refuses is taken back", async () => {
    const chat = await openChat();
    const ann = await chat.join("Ann");
    await ann.post("general", "old");
    const question = (await chat.core.until("message")).message;
    await (await chat.adapter.openReply(question)).finish("Yes.", "answer");
    chat.core.refusing = FULL;
    expect((await ann.call("PATCH", "/api/messages/general/1", { text: "new" })).status).toBe(507);
    expect((await ann.call("DELETE", "/api/messages/general/1")).status).toBe(507);
    expect((await ann.call("PUT", "/api/messages/general/2/rating", { rating: "up" })).status).toBe(507);
    const [root, reply] = await ann.read("general", 1);
    expect(root).toMatchObject({ text: "old" });
    expect(root).not.toHaveProperty("editedAt");
    expect(reply?.reply).not.toHaveProperty("rating");
    expect(await Array.fromAsync(chat.store.claims("web/outbox").pending())).toEqual([]);

    chat.core.refusing = undefined;
    expect((await ann.call("PUT", "/api/messages/general/2/rating", { rating: "up" })).status).toBe(200);
    expect((await ann.call("PATCH", "/api/messages/general/1", { text: "new" })).status).toBe(200);
    expect((await ann.call("DELETE", "/api/messages/general/1")).status).toBe(204);
    expect(chat.core.events.map(({ type }) => type)).toEqual(["message", "feedback", "edited", "deleted"]);
  });

  test("what changes nothing is told to nobody", async () => {
    const chat = await openChat();
    const ann = await chat.join("Ann");
    await ann.post("general", "same");
    expect((await ann.call("PATCH", "/api/messages/general/1", { text: "same" })).status).toBe(200);
    await (await chat.adapter.openReply((await chat.core.until("message")).message)).finish("Yes.", "answer");
    expect((await ann.call("PUT", "/api/messages/general/2/rating", { rating: null })).status).toBe(200);
    expect(chat.core.events).toHaveLength(1);
  });

  test("only one's own messages can be changed, and only answers rated", async () => {
    const chat = await openChat();
    const [ann, bob] = [await chat.join("Ann"), await chat.join("Bob")];
    await ann.post("general", "mine");
    const reply = await chat.adapter.openReply((await chat.core.until("message")).message);
    const rate = async () =>
      (await bob.call("PUT", "/api/messages/general/2/rating", { rating: "up" })).status;
    for (const [method, body] of [["PATCH", { text: "yours" }], ["DELETE"]] as const) {
      expect((await bob.call(method, "/api/messages/general/1", body)).status).toBe(403);
      expect((await bob.call(method, "/api/messages/general/2", body)).status).toBe(403);
      expect((await bob.call(method, "/api/messages/general/3", body)).status).toBe(404);
    }
    expect(await rate()).toBe(404);
    await reply.finish("Help!", "notice");
    expect(await rate()).toBe(404);
    expect((await bob.call("PUT", "/api/messages/general/1/rating", { rating: "up" })).status).toBe(404);
  });

  test("a command is the core's, the words as typed are the people's", async () => {
    const chat = await openChat();
    const ann = await chat.join("Ann");
    expect((await ann.post("general", "/ask why, @Ann?")).text).toBe("/ask why, @Ann?");
    expect((await chat.core.until("message")).message).toMatchObject({
      command: "ask",
      text: "why, @Ann?",
      mentions: [{ name: "Ann" }],
    });
  });

  test("control characters and lone surrogates are mended at the edge", async () => {
    const chat = await openChat();
    const ann = await chat.join("Ann");
    expect((await ann.post("general", "a\u0000b\ud800c\r\n👋")).text).toBe("ab\ufffdc\n👋");
    await ann.call("PATCH", "/api/messages/general/1", { text: "\udc00\u001b[31m" });
    expect((await chat.core.until("edited")).message.text).toBe("\ufffd[31m");
  });
});

describe("a thread's summary", () => {
  test("counts replies of people and of Maru, and no deleted ones", async () => {
    const chat = await openChat();
    const ann = await chat.join("Ann");
    await ann.post("general", "@maru why?");
    const question = (await chat.core.until("message")).message;
    const reply = await chat.adapter.openReply(question);
    await reply.finish("So.", "answer");
    const replies = async () => (await ann.read("general"))[0]?.thread?.replies;
    expect(await replies()).toBe(1);
    const second = await ann.post("general", "thanks", { root: 1 });
    expect((await ann.read("general"))[0]?.thread).toEqual({ replies: 2, lastAt: second.sentAt });
    await ann.until("message", ({ message }) => message.seq === 1 && message.thread?.replies === 2);
    await ann.call("DELETE", "/api/messages/general/3");
    expect(await replies()).toBe(1);
    await reply.remove();
    expect((await ann.read("general"))[0]).not.toHaveProperty("thread");
  });

  test("is right again after replies that a crash or a full disk kept from being counted", async () => {
    const failing: { set?: boolean } = {};
    const chat = await openChat({ store: breakable(await memoryStore(), failing) });
    const ann = await chat.join("Ann");
    await ann.post("general", "root");
    failing.set = true;
    await ann.post("general", "uncounted", { root: 1 });
    failing.set = false;
    chat.core.refusing = FULL;
    expect((await send(ann, "late", "late", 1)).status).toBe(507);
    chat.core.refusing = undefined;
    await ann.post("general", "counted", { root: 1 });
    expect((await ann.read("general"))[0]?.thread?.replies).toBe(2);
    expect((await send(ann, "late", "late", 1)).status).toBe(200);
    expect((await ann.read("general"))[0]?.thread?.replies).toBe(3);
  });
});

describe("after a crash", () => {
  test.each(["claimed", "appended", "delivered"])(
    "a post that was %s is finished once, before any other",
    async (step) => {
      const store = await memoryStore();
      const core = new FakeCore();
      const before = await openChat({ store, core });
      const ann = await before.join("Ann");
      await ann.post("general", "first");
      await before.adapter.stop();

      const at = "2026-01-01T00:00:00.000Z";
      const said = { author: ann.person.id, text: "second", at };
      const key = `post/${ann.person.id}/general/n2`;
      await store.claims("web/outbox").claim(key, { type: "post", place: "general", ...said });
      if (step !== "claimed") await store.journal("web/place/general").append(said, { key, tag: "channel" });

      const after = await openChat({ store, core });
      expect(core.events.map((event) => (event.type === "message" ? event.message.text : ""))).toEqual([
        "first",
        "second",
      ]);
      const again = await openTab(after.address, ann.person, ann.token);
      expect((await send(again, "n2")).status).toBe(200);
      expect((await again.post("general", "third")).seq).toBe(3);
      expect(texts(await again.read("general"))).toEqual(["first", "second", "third"]);
      expect(await Array.fromAsync(store.claims("web/outbox").pending())).toEqual([]);
    },
  );

  test("changes that were claimed are finished, and a request for a channel that is gone is dropped", async () => {
    const store = await memoryStore();
    const core = new FakeCore();
    const before = await openChat({ store, core });
    const ann = await before.join("Ann");
    for (const text of ["one", "two"]) await ann.post("general", text);
    await (await before.adapter.openReply((await core.until("message")).message)).finish("Yes.", "answer");
    await before.adapter.stop();

    const outbox = store.claims("web/outbox");
    const where = { place: "general", seq: 1 };
    await outbox.claim("edited/general/1/a", { type: "edit", ...where, text: "new", at: "x", revision: 1 });
    await outbox.claim("deleted/general/2", { type: "delete", place: "general", seq: 2 });
    await outbox.claim("rated/general/3/p1/b", { type: "rate", ...where, seq: 3, by: "p1", rating: "up" });
    await outbox.claim("post/p1/gone/n", { type: "post", place: "gone", author: "p1", text: "?", at: "x" });

    const after = await openChat({ store, core });
    const again = await openTab(after.address, ann.person, ann.token);
    expect(await again.read("general", 1)).toMatchObject([{ text: "new" }, { reply: { rating: "up" } }]);
    expect(texts(await again.read("general"))).toEqual(["new"]);
    expect(core.events.slice(2).map(({ id, type }) => [id, type])).toEqual([
      ["web:edited/general/1/a", "edited"],
      ["web:deleted/general/2", "deleted"],
      ["web:rated/general/3/p1/b", "feedback"],
    ]);
    expect(await Array.fromAsync(outbox.pending())).toEqual([]);
  });

  test("Maru does not start while the core cannot take what was left undone, and loses none of it", async () => {
    const store = await memoryStore();
    const core = new FakeCore();
    const before = await openChat({ store, core });
    const ann = await before.join("Ann");
    core.refusing = FULL;
    expect((await send(ann, "n1")).status).toBe(507);
    await before.adapter.stop();
    await expect(openChat({ store, core })).rejects.toThrow("No space left");
    core.refusing = undefined;
    await openChat({ store, core });
    expect(core.events).toHaveLength(1);
  });

  test("people, their tokens and all that was said are there again, on disk", async () => {
    const parts = { dataFolder: tempFolder(), now: Date.now, log: silentLog };
    const store = await openStore("sqlite:maru.db", parts);
    const before = await openChat({ store, channels: ["일반"] });
    const ann = await before.join("Ann");
    await ann.post("일반", "안녕");
    await before.adapter.stop();
    await store.close();
    const reopened = await openStore("sqlite:maru.db", parts);
    const after = await openChat({ store: reopened, channels: ["일반"] });
    const again = await openTab(after.address, ann.person, ann.token);
    expect((await again.call("POST", "/api/people", { name: "ann", locale: "ko" })).status).toBe(409);
    expect((await again.post("일반", "또")).seq).toBe(2);
    expect(texts(await again.read("일반"))).toEqual(["안녕", "또"]);
    await after.adapter.stop();
    await reopened.close();
  });
});
