import { describe, expect, test } from "vitest";
import { openPeople } from "../../../adapters/web/people.ts";
import type { Me } from "../../../adapters/web/wire.ts";
import { codeOf, memoryStore, openChat } from "./chat.ts";

describe("joining", () => {
  test.each([
    [""],
    ["  "],
    ["maru"],
    ["ＭＡＲＵ"],
    [" Maru "],
    ["a\u0000b"],
    ["a\u200bb"],
    ["\u202eevil"],
    ["a@b"],
    ["x".repeat(33)],
    ["\ud800"],
  ])("as %j is refused", async (name) => {
    const chat = await openChat();
    const answer = await chat.request("/api/people", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name, locale: "en" }),
    });
    expect(answer.status).toBe(422);
    expect(codeOf(await answer.json())).toBe("bad-name");
  });

  test("gives each name once, however it is written", async () => {
    const chat = await openChat();
    await chat.join("Kim  Ann");
    for (const name of ["kim ann", " KIM\tANN ", "Ｋｉｍ Ann"]) {
      await expect(chat.join(name)).rejects.toThrow("name-taken");
    }
    expect((await chat.join("김안".normalize("NFD"))).person.name).toBe("김안");
  });

  test("gives a name to one of those who ask for it at the same time", async () => {
    const people = await openPeople(await memoryStore(), "Maru");
    const answers = await Promise.all(["Ann", "ann", "ANN"].map((name) => people.join(name, "en")));
    expect(answers.map((answer) => (typeof answer === "string" ? answer : answer.person.id))).toEqual([
      "p1",
      "name-taken",
      "name-taken",
    ]);
  });

  test("makes the name one that can be mentioned, however many there are, and never Maru's another's", async () => {
    const store = await memoryStore();
    const people = await openPeople(store, "Maru");
    await people.join("Anna", "en");
    expect(people.mentionedIn("@anna, @Anna 3000")).toEqual(["p1"]);
    for (let count = 2; count <= 3_000; count++) await people.join(`Anna ${count}`, "en");
    const start = performance.now();
    for (let count = 0; count < 100; count++) await people.join(`Late ${count}`, "en");
    expect(people.mentionedIn("@anna, @Anna 3000, @late 99: @maru")).toEqual([
      "p1",
      "p3000",
      "p3100",
      "self",
    ]);
    // An index that is built anew at each join took over a second for as many.
    expect(performance.now() - start).toBeLessThan(700);
    expect((await openPeople(store, "anna")).mentionedIn("@Anna")).toEqual(["self"]);
  });

  test("shows the channels, one's own conversation with Maru, and whom one can mention", async () => {
    const chat = await openChat({ channels: ["잡담", "dev"] });
    await chat.join("Ann");
    const bob = await chat.join("Bob");
    const me = (await bob.call("GET", "/api/me")).body as Me;
    expect(me.people.map(({ name }) => name)).toEqual(["Bob", "Ann"]);
    expect(me.places).toEqual([
      { id: "잡담", name: "잡담", kind: "channel" },
      { id: "dev", name: "dev", kind: "channel" },
      { id: "dm.2", name: "Maru", kind: "direct" },
    ]);
  });
});

describe("between two people", () => {
  test("a direct place is its owner's alone", async () => {
    const chat = await openChat();
    const [ann, bob] = [await chat.join("Ann"), await chat.join("Bob")];
    await ann.post("dm.1", "secret");
    const question = (await chat.core.until("message")).message;
    const reply = await chat.adapter.openReply(question);
    await reply.status({ state: "thinking" });
    await reply.update("a whisper");
    await reply.finish("a whisper, done", "answer");
    await ann.until("message", ({ message }) => message.reply?.state === "done");
    await bob.post("general", "the end");
    await bob.until("message");
    expect(bob.told.filter((event) => JSON.stringify(event).includes("dm.1"))).toEqual([]);

    for (const [method, path, body] of [
      ["GET", "/api/places/dm.1/messages"],
      ["GET", "/api/threads/dm.1/0/messages"],
      ["POST", "/api/places/dm.1/messages", { text: "x", nonce: "x" }],
      ["POST", "/api/messages/dm.1/2/stop"],
      ["PATCH", "/api/messages/dm.1/1", { text: "x" }],
      ["DELETE", "/api/messages/dm.1/1"],
      ["PUT", "/api/messages/dm.1/2/rating", { rating: "up" }],
    ] as const) {
      const answer = await bob.call(method, path, body);
      expect([answer.status, codeOf(answer.body)], `${method} ${path}`).toEqual([404, "not-found"]);
    }
    expect(question.thread).toBe("web:dm.1/0");
    expect(question.link).toBe(`${chat.address}/#/dm.1/1`);
    expect((await ann.read("dm.1", 0)).map(({ root }) => root)).toEqual([0, 0]);
  });

  test("each sees what the other does in a channel, and only one's own rating", async () => {
    const chat = await openChat();
    const [ann, bob] = [await chat.join("Ann"), await chat.join("Bob")];
    const { seq } = await ann.post("general", "@maru hi");
    await bob.until("message", ({ message }) => message.author.name === "Ann");
    await bob.post("general", "me too", { root: seq });
    await ann.until("message", ({ message }) => message.root === seq && message.author.name === "Bob");
    await (await chat.adapter.openReply((await chat.core.until("message")).message)).finish("Hi.", "answer");
    await ann.call("PUT", "/api/messages/general/3/rating", { rating: "up" });
    await ann.until("message", ({ message }) => message.reply?.rating === "up");
    const rating = async (tab: typeof ann) => (await tab.read("general", seq)).at(-1)?.reply?.rating;
    expect([await rating(ann), await rating(bob)]).toEqual(["up", undefined]);
    await ann.call("PATCH", `/api/messages/general/${seq}`, { text: "@maru hey" });
    await bob.until(
      "message",
      ({ message }) => message.text === "@maru hey" && message.editedAt !== undefined,
    );
    await bob.call("DELETE", "/api/messages/general/2");
    expect(await ann.until("removed")).toEqual({ type: "removed", place: "general", seq: 2, root: seq });
  });

  test("links lead to a channel message, a thread reply, and a channel with a Korean name", async () => {
    const chat = await openChat({ channels: ["일반"] });
    const ann = await chat.join("Ann");
    await ann.post("일반", "root");
    await ann.post("일반", "reply", { root: 1 });
    const links = (await Array.fromAsync(chat.adapter.history({ place: "web:일반" }))).map(
      ({ link }) => link,
    );
    const place = encodeURIComponent("일반");
    expect(links).toEqual([`${chat.address}/#/${place}/1`, `${chat.address}/#/${place}/1/2`]);
  });
});

describe("a page of messages", () => {
  test("holds the newest, says whether there are older ones, and skips deleted ones", async () => {
    const chat = await openChat();
    const ann = await chat.join("Ann");
    for (let count = 1; count <= 6; count++) await ann.post("general", String(count));
    await ann.call("DELETE", "/api/messages/general/5");
    await ann.post("general", "in a thread", { root: 1 });
    const page = async (query: string) => {
      const { body } = await ann.call("GET", `/api/places/general/messages?${query}`);
      const { messages, more } = body as { messages: { seq: number }[]; more: boolean };
      return [messages.map(({ seq }) => seq), more];
    };
    expect(await page("last=3")).toEqual([[3, 4, 6], true]);
    expect(await page("last=3&before=3")).toEqual([[1, 2], false]);
    expect(await page("last=5")).toEqual([[1, 2, 3, 4, 6], false]);
    expect(await page("before=1")).toEqual([[], false]);
    const thread = await ann.call("GET", "/api/threads/general/1/messages?last=1");
    expect(thread.body).toMatchObject({ messages: [{ seq: 7 }], more: true });
    const all = await ann.call("GET", "/api/threads/general/1/messages?last=2");
    expect(all.body).toMatchObject({ messages: [{ seq: 1 }, { seq: 7 }], more: false });
    for (const query of ["last=0", "last=201", "last=x", "before=-1", "last=1e9", "before="]) {
      expect((await ann.call("GET", `/api/places/general/messages?${query}`)).status, query).toBe(400);
    }
  });

  test("of a place with more deleted messages than are read at a time is complete", async () => {
    const chat = await openChat();
    const ann = await chat.join("Ann");
    await ann.post("general", "first");
    for (let count = 0; count < 120; count++) await ann.post("general", "gone");
    for (let seq = 2; seq <= 121; seq++) await ann.call("DELETE", `/api/messages/general/${seq}`);
    await ann.post("general", "last");
    expect((await ann.read("general")).map(({ text }) => text)).toEqual(["first", "last"]);
    const past = chat.adapter.history({ place: "web:general" }, { last: 2 });
    expect((await Array.fromAsync(past)).map(({ text }) => text)).toEqual(["first", "last"]);
  });
});
