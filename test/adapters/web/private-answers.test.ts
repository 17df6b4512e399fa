import { describe, expect, test } from "vitest";
import type { LiveEvent } from "../../../adapters/web/wire.ts";
import { type Journal, type Store, StoreError } from "../../../src/core/ports/index.ts";
import type { Message } from "../../../src/core/types.ts";
import { type Chat, codeOf, memoryStore, openChat, type Tab } from "./chat.ts";

const delivered = async ({ core }: Chat, text?: RegExp): Promise<Message> =>
  (await core.until("message", ({ message }) => text === undefined || text.test(message.text))).message;

const messagesTold = ({ told }: Tab) =>
  told.flatMap((event: LiveEvent) => (event.type === "message" ? [event.message] : []));

describe("commands for one person alone", () => {
  test("stand in the person's own conversation, with what they are about, and nobody else is told", async () => {
    const chat = await openChat();
    const [ann, bob] = [await chat.join("Ann"), await chat.join("Bob")];
    const root = await ann.post("general", "root");
    const reply = await ann.post("general", "reply", { root: root.seq });
    const told = messagesTold(bob).length;
    const posted = await ann.post("general", "/summarise since 2d short");
    expect(posted).toMatchObject({
      ...{ place: "dm.1", root: 0, text: "/summarise since 2d short" },
      about: { place: "general" },
    });
    const general = "web:general";
    expect(await delivered(chat, /^since 2d/)).toMatchObject({
      ...{ command: "summarise", text: "since 2d short", place: { id: "web:dm.1", kind: "direct" } },
      summaryOf: { scope: { place: general } },
    });
    const cases = [
      ["/summarise 1", { root: root.seq }, { scope: { thread: `${general}/1` } }],
      ["/요약 2", { from: root.seq }, { scope: { place: general }, from: { id: root.seq, at: root.sentAt } }],
      [
        "/summarise 3",
        { root: root.seq, from: reply.seq },
        { scope: { thread: `${general}/1` }, from: { id: reply.seq, at: reply.sentAt } },
      ],
      ["/catchup 4", {}, { scope: { place: general } }],
    ] as const;
    for (const [text, more, of] of cases) {
      const { place } = await ann.post("general", text, more);
      expect(place, text).toBe("dm.1");
      const { summaryOf } = await delivered(chat, new RegExp(`^${text.at(-1)}$`));
      const from = "from" in of ? { id: `${general}/${of.from.id}`, sentAt: of.from.at } : undefined;
      expect(summaryOf, text).toEqual({ scope: of.scope, ...(from && { from }) });
    }
    expect(await ann.post("general", "/optout")).toMatchObject({ place: "dm.1" });
    expect(await ann.post("general", "/optout")).not.toHaveProperty("about");
    expect((await ann.read("general")).map(({ text }) => text)).toEqual(["root"]);
    expect(messagesTold(bob)).toHaveLength(told);
    expect(await bob.read("dm.2")).toEqual([]);
  });

  test("stand where everybody sees them when a word says so, and not when a link has that word in it", async () => {
    const chat = await openChat({ channels: ["general", "public"] });
    const ann = await chat.join("Ann");
    for (const words of ["shared", "다 같이", "공유"])
      expect((await ann.post("general", `/summarise ${words}`)).place, words).toBe("general");
    const link = "from http://127.0.0.1:7227/#/public/1";
    expect(await ann.post("general", `/summarise ${link}`)).toMatchObject({ place: "dm.1" });
  });

  test("are refused when what they are about is not there", async () => {
    const chat = await openChat();
    const ann = await chat.join("Ann");
    const root = await ann.post("general", "root");
    const reply = await ann.post("general", "reply", { root: root.seq });
    const post = async (text: string, more: object) => {
      const nonce = Math.random().toString(36).slice(2);
      const { status, body } = await ann.call("POST", "/api/places/general/messages", {
        text,
        nonce,
        ...more,
      });
      return [status, status < 300 ? undefined : codeOf(body)];
    };
    const missing = [404, "not-found"];
    expect(await post("/summarise", { root: 99 })).toEqual(missing);
    expect(await post("/summarise", { root: reply.seq })).toEqual(missing);
    expect(await post("/summarise", { from: 99 })).toEqual(missing);
    expect(await post("/summarise", { from: reply.seq })).toEqual(missing);
    expect(await post("/summarise", { root: root.seq, from: 99 })).toEqual(missing);
    await ann.call("DELETE", `/api/messages/general/${root.seq}`);
    expect(await post("/summarise", { from: root.seq })).toEqual(missing);
    expect(await post("hello", { from: reply.seq })).toEqual([400, "bad-request"]);
    expect(await post("/catchup", { from: reply.seq })).toEqual([400, "bad-request"]);
    expect(await ann.read("dm.1")).toEqual([]);
  });

  test("are posted once, also when they are sent again after a failure", async () => {
    const store = await memoryStore();
    const chat = await openChat({ store });
    const ann = await chat.join("Ann");
    chat.core.refusing = new StoreError("full", "No space left. Make room.");
    const again = { text: "/summarise", nonce: "same" };
    const post = () => ann.call("POST", "/api/places/general/messages", again);
    expect((await post()).status).toBe(507);
    chat.core.refusing = undefined;
    expect(await post()).toMatchObject({ status: 200, body: { place: "dm.1", about: { place: "general" } } });
    expect(await post()).toMatchObject({ status: 200, body: { place: "dm.1" } });
    expect(await ann.read("dm.1")).toHaveLength(1);
    expect(await delivered(chat)).toMatchObject({ summaryOf: { scope: { place: "web:general" } } });
  });

  test("what a crash cut off is posted at the next start with what it is about", async () => {
    const store = await memoryStore();
    const chat = await openChat({ store });
    await chat.join("Ann");
    await chat.adapter.stop();
    const at = new Date().toISOString();
    await store.claims("web/outbox").claim("post/p1/dm.1/n", {
      ...{ type: "post", place: "dm.1", author: "p1", text: "/summarise", at, root: 0 },
      about: { place: "general", from: { seq: 7, at } },
    });
    const next = await openChat({ store });
    expect(await delivered(next)).toMatchObject({
      summaryOf: { scope: { place: "web:general" }, from: { id: "web:general/7", sentAt: at } },
    });
  });

  test("a summary that is asked for with others is a question to Maru in the channel", async () => {
    const chat = await openChat();
    const ann = await chat.join("Ann");
    for (const text of ["/summarise shared since 2d", "/요약 모두에게"]) {
      const posted = await ann.post("general", text);
      expect(posted).toMatchObject({ place: "general", mentions: ["Maru"] });
      expect(posted.text).toBe(text.replace("/", "@Maru "));
    }
    expect(await ann.post("general", "/summarise sharedness")).toMatchObject({ place: "dm.1" });
    expect(await ann.post("general", "/catchup shared")).toMatchObject({ place: "dm.1" });
    const first = await delivered(chat, /since 2d/);
    expect(first).toMatchObject({ mentions: [{ kind: "self" }], startsThread: true });
    expect(first).not.toHaveProperty("command");
  });
});

describe("an answer for its author alone", () => {
  const asked = async (text = "@Maru private?") => {
    const chat = await openChat();
    const [ann, bob] = [await chat.join("Ann"), await chat.join("Bob")];
    const { seq } = await ann.post("general", text);
    return { chat, ann, bob, seq, question: await delivered(chat) };
  };

  test("stands in their own conversation, and a word in the thread says so to everybody", async () => {
    const { chat, ann, bob, seq, question } = await asked();
    const reply = await chat.adapter.openReply(question, "author");
    await reply.status({ state: "summarising" });
    await reply.finish("For Ann alone.", "answer");
    expect(reply.id).toBe("web:dm.1/1");
    expect(await ann.read("dm.1")).toMatchObject([
      { text: "For Ann alone.", reply: { to: seq, toPlace: "general", toRoot: seq, kind: "answer" } },
    ]);
    const thread = await bob.read("general", seq);
    expect(thread).toMatchObject([
      { thread: { replies: 1 } },
      { reply: { kind: "notice", state: "done", aside: "dm.1" } },
    ]);
    expect(thread[1]?.text).toMatch(/for you alone/);
    expect(JSON.stringify(bob.told)).not.toContain("For Ann alone.");
    expect((await bob.call("GET", "/api/places/dm.1/messages")).status).toBe(404);
  });

  test("is the same reply when it is opened again, whoever is named then, and both go when it is removed", async () => {
    const { chat, ann, bob, seq, question } = await asked();
    const first = await chat.adapter.openReply(question, "author");
    await first.update("For");
    expect((await chat.adapter.openReply(question)).id).toBe(first.id);
    await first.finish("For Ann alone.", "answer");
    await ann.call("DELETE", `/api/messages/general/${seq}`);
    const again = await chat.adapter.openReply(question);
    expect(again).toMatchObject({ id: first.id, finished: true });
    await again.revise("For Ann, revised.");
    expect((await ann.read("dm.1"))[0]?.text).toBe("For Ann, revised.");
    await again.remove();
    expect(await ann.read("dm.1")).toEqual([]);
    await expect(bob.read("general", seq)).resolves.toEqual([]);
    await expect(chat.adapter.openReply(question, "author")).rejects.toMatchObject({ code: "gone" });
  });

  test("can be stopped and rated where it stands, and a question there is told apart from it", async () => {
    const { chat, ann, bob, question } = await asked();
    const own = await ann.post("dm.1", "a question of its own");
    const reply = await chat.adapter.openReply(question, "author");
    expect(own.seq).toBe(1);
    const spot = reply.id.slice("web:".length);
    expect((await bob.call("POST", `/api/messages/${spot}/stop`)).status).toBe(404);
    expect((await ann.call("POST", `/api/messages/${spot}/stop`)).status).toBe(202);
    expect(await chat.core.until("stop")).toMatchObject({ question: question.id, thread: question.thread });
    await reply.finish("Stopped.", "answer");
    expect((await ann.call("PUT", `/api/messages/${spot}/rating`, { rating: "up" })).status).toBe(200);
    expect(await chat.core.until("feedback")).toMatchObject({ reply: reply.id, rating: "up" });
    // The reply in the conversation answers message 1 of the channel, not message 1 of the conversation.
    await ann.call("DELETE", `/api/messages/dm.1/${own.seq}`);
    const deleted = (await chat.core.until("message", ({ message }) => message.place.kind === "direct"))
      .message;
    await expect(chat.adapter.openReply(deleted)).rejects.toMatchObject({ code: "gone" });
  });

  test("of a message in a direct place is an ordinary reply", async () => {
    const chat = await openChat();
    const ann = await chat.join("Ann");
    await ann.post("dm.1", "private?");
    const reply = await chat.adapter.openReply(await delivered(chat), "author");
    await reply.finish("Yes.", "answer");
    expect((await ann.read("dm.1")).map(({ text }) => text)).toEqual(["private?", "Yes."]);
  });

  test("that fails half-way is opened once more, with one word in the thread", async () => {
    const store = await memoryStore();
    const failing = { times: 1 };
    const chat = await openChat({ store: refusing(store, "web/place/dm.1", failing) });
    const ann = await chat.join("Ann");
    const { seq } = await ann.post("general", "@Maru private?");
    const question = await delivered(chat);
    await expect(chat.adapter.openReply(question, "author")).rejects.toBeInstanceOf(StoreError);
    const reply = await chat.adapter.openReply(question);
    await reply.finish("For Ann alone.", "answer");
    expect((await ann.read("dm.1")).map(({ text }) => text)).toEqual(["For Ann alone."]);
    expect(await ann.read("general", seq)).toHaveLength(2);
  });
});

/** A store that refuses to append to one stream so many times. */
function refusing(store: Store, stream: string, failing: { times: number }): Store {
  return {
    records: store.records.bind(store),
    claims: store.claims.bind(store),
    close: store.close.bind(store),
    journal<Value>(name: string): Journal<Value> {
      const journal = store.journal<Value>(name);
      return {
        scan: journal.scan.bind(journal),
        rewrite: journal.rewrite.bind(journal),
        append: async (value, options) => {
          if (name === stream && failing.times-- > 0) throw new StoreError("failed", "Not now.");
          return journal.append(value, options);
        },
      };
    },
  };
}
