import { once } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { liveLimits } from "../../../adapters/web/live.ts";
import type { LiveEvent } from "../../../adapters/web/wire.ts";
import type { ChatEvent } from "../../../src/core/types.ts";
import { FakeCore } from "../../fakes/core.ts";
import { silentLog } from "../../store/silent-log.ts";
import { type Chat, openChat, openTab, type Tab } from "./chat.ts";

const live = (address: string, options = {}) =>
  new WebSocket(`${address.replace("http", "ws")}/api/live`, { origin: address, ...options });

async function asked(chat: Chat, tab: Tab, text = "@maru why?") {
  const { seq } = await tab.post("general", text);
  const { message } = await chat.core.until("message", ({ message }) => message.id === `web:general/${seq}`);
  return message;
}

/** What a page makes of the events about one reply: its text after each. */
function textsOf(told: readonly LiveEvent[], seq: number): string[] {
  const texts: string[] = [];
  for (const event of told) {
    if (event.type === "message" && event.message.seq === seq) texts.push(event.message.text);
    if (event.type === "grew" && event.seq === seq) {
      texts.push((texts.at(-1) ?? "").slice(0, event.from) + event.text);
    }
  }
  return texts;
}

describe("a reply that is being written", () => {
  test("is told piece by piece, with its status before the first word", async () => {
    const chat = await openChat();
    const ann = await chat.join("Ann");
    const reply = await chat.adapter.openReply(await asked(chat, ann));
    await reply.status({ state: "queued", ahead: 1, etaMs: 1_000 });
    for (const text of ["One", "One two 👋", "One two 👍 three", "One"]) await reply.update(text);
    await reply.status({ state: "thinking" });
    await reply.finish("One and done", "answer");
    await ann.until("message", ({ message }) => message.reply?.state === "done");
    expect(textsOf(ann.told, 2)).toEqual([
      "",
      "One",
      "One two 👋",
      "One two 👍 three",
      "One",
      "One and done",
    ]);
    const grown = ann.told.filter((event) => event.type === "grew");
    expect(grown[1]).toMatchObject({ seq: 2, root: 1, from: 3, text: " two 👋" });
    expect(ann.told.filter(({ type }) => type === "status")).toEqual([
      {
        type: "status",
        place: "general",
        seq: 2,
        root: 1,
        status: { state: "queued", ahead: 1, etaMs: 1_000 },
      },
    ]);
  });

  test("is seen by whoever comes late: its status, then its newest text", async () => {
    const chat = await openChat({ times: { persistMs: 60_000 } });
    const ann = await chat.join("Ann");
    const reply = await chat.adapter.openReply(await asked(chat, ann));
    await reply.status({ state: "loading" });
    const bob = await chat.join("Bob");
    expect((await bob.read("general", 1))[1]).toMatchObject({
      reply: { to: 1, status: { state: "loading" } },
    });
    await reply.update("newest");
    const [, seen] = await bob.read("general", 1);
    expect(seen).toMatchObject({ text: "newest", reply: { to: 1, state: "open" } });
    expect(seen?.reply).not.toHaveProperty("status");
  });

  test("comes after its question, even when the core opens it before it has taken the question", async () => {
    const taken = Promise.withResolvers<void>();
    const core = new FakeCore();
    const eager = Object.assign(new FakeCore(), {
      deliver: async (event: ChatEvent) => {
        await core.deliver(event);
        if (event.type === "message") await chat.adapter.openReply(event.message);
        await taken.promise;
      },
    });
    const chat = await openChat({ core: eager });
    const ann = await chat.join("Ann");
    const posted = ann.post("general", "@maru?");
    await ann.until("message", ({ message }) => message.seq === 2);
    const order = ann.told.flatMap((event) => (event.type === "message" ? [event.message.seq] : []));
    expect(order.slice(0, 2)).toEqual([1, 2]);
    taken.resolve();
    await posted;
  });

  test("is stored while it grows, and goes on from there after a crash", async () => {
    const chat = await openChat();
    const ann = await chat.join("Ann");
    const question = await asked(chat, ann);
    await (await chat.adapter.openReply(question)).update("Half a");
    const records = chat.store.records<{ text: string }>("web/place/general");
    await vi.waitFor(async () => expect((await records.get<{ text: string }>("2"))?.text).toBe("Half a"));

    // A second run on the same data while the first is not stopped: as after kill -9.
    const after = await openChat({ store: chat.store });
    const again = await openTab(after.address, ann.person, ann.token);
    expect((await again.read("general", 1))[1]).toMatchObject({ text: "Half a", reply: { state: "open" } });
    const reply = await after.adapter.openReply(question);
    await reply.update("Half a loaf");
    expect(await again.until("grew")).toMatchObject({ from: 6, text: " loaf" });
    await reply.finish("Half a loaf.", "answer");
    await reply.finish("Twice", "answer");
    await reply.update("Late");
    expect((await again.read("general", 1))[1]).toMatchObject({
      text: "Half a loaf.",
      reply: { kind: "answer" },
    });
  });

  test("what it has grown by is stored when Maru stops", async () => {
    const chat = await openChat({ times: { persistMs: 60_000 } });
    const ann = await chat.join("Ann");
    await (await chat.adapter.openReply(await asked(chat, ann))).update("kept");
    await chat.adapter.stop();
    expect(await chat.store.records("web/place/general").get("2")).toMatchObject({ text: "kept" });
  });

  test("of a message that is not there is refused", async () => {
    const chat = await openChat();
    const ann = await chat.join("Ann");
    const message = await asked(chat, ann);
    for (const id of ["web:general/9", "web:nowhere/1", "web:general", "other:general/1"] as const) {
      await expect(chat.adapter.openReply({ ...message, id })).rejects.toThrow("no message");
    }
  });
});

describe("an open page", () => {
  test("must say hello properly, once", async () => {
    const chat = await openChat({ times: { live: { ...liveLimits, helloMs: 100 } } });
    const { token } = await chat.join("Ann");
    const closedWith = async (...said: (string | Buffer)[]) => {
      const socket = live(chat.address);
      const closed = once(socket, "close");
      await once(socket, "open");
      for (const words of said) socket.send(words);
      return (await closed)[0];
    };
    const hello = JSON.stringify({ type: "hello", token });
    expect(await closedWith()).toBe(1008);
    expect(await closedWith("{")).toBe(1008);
    expect(await closedWith(JSON.stringify({ type: "hello" }))).toBe(1008);
    expect(await closedWith(Buffer.from([1, 2]))).toBe(1008);
    expect(await closedWith(JSON.stringify({ type: "hello", token: "forged" }))).toBe(4401);
    expect(await closedWith(hello, hello)).toBe(1008);
    expect(await closedWith("x".repeat(10_000))).toBe(1009);
  });

  test("that vanished is let go, one that answers stays", async () => {
    const chat = await openChat({ times: { live: { ...liveLimits, heartbeatMs: 40 } } });
    const ann = await chat.join("Ann");
    const dead = live(chat.address, { autoPong: false });
    const closed = once(dead, "close");
    await once(dead, "open");
    dead.send(JSON.stringify({ type: "hello", token: ann.token }));
    expect((await closed)[0]).toBe(1006);
    await ann.post("general", "still here");
    await ann.until("message");
  });

  test("that takes nothing is cut off, and delays nobody", async () => {
    const cutOff = vi.fn();
    const chat = await openChat({
      times: { live: { ...liveLimits, maxBufferedBytes: 100_000 } },
      log: { ...silentLog, warn: cutOff },
    });
    const [ann, slow] = [await chat.join("Ann"), await chat.join("Slow")];
    slow.socket.pause();
    const reply = await chat.adapter.openReply(await asked(chat, ann));
    for (let count = 0; cutOff.mock.calls.length === 0; count++) {
      expect(count).toBeLessThan(200);
      // Each of these differs from its first character on: all of it is sent.
      const first = String.fromCharCode(0xac00 + count);
      await reply.update(first + "x".repeat(200_000));
      await ann.until("grew", ({ text }) => text.startsWith(first));
    }
    expect(cutOff).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ person: slow.person.id, reason: "slow" }),
      expect.anything(),
    );
    await reply.finish("done", "answer");
    await ann.until("message", ({ message }) => message.text === "done");
  });

  test("makes a reply wait for a moment only, when nobody can keep up", async () => {
    const chat = await openChat({
      times: { live: { ...liveLimits, pacedBytes: 1_000, paceMs: 150, maxBufferedBytes: 1e9 } },
    });
    const ann = await chat.join("Ann");
    const reply = await chat.adapter.openReply(await asked(chat, ann));
    ann.socket.pause();
    let waitedMs = 0;
    for (let count = 0; waitedMs < 100; count++) {
      expect(count).toBeLessThan(200);
      const start = performance.now();
      await reply.update(`${count} ${"x".repeat(200_000)}`);
      waitedMs = performance.now() - start;
    }
    expect(waitedMs).toBeLessThan(5_000);
    ann.socket.resume();
    await reply.finish("done", "answer");
    await ann.until("message", ({ message }) => message.text === "done");
  });
});
