import { describe, expect, it, vi } from "vitest";
import { adapter as web } from "../../../adapters/web/index.ts";
import type { Notices, ReviewPosts } from "../../../adapters/web/shared/moderation-wire.ts";
import { type ModerationActions, PlatformError } from "../../../src/core/ports/index.ts";
import type { Message } from "../../../src/core/types.ts";
import { type Chat, type ChatOptions, codeOf, memoryStore, openChat, type Tab } from "./chat.ts";
import { reviewCase } from "./review-cases.ts";
import { createScriptedDesk } from "./scripted-desk.ts";

interface World {
  readonly chat: Chat;
  readonly actions: ModerationActions;
  readonly ann: Tab;
  readonly bob: Tab;
  /** What Ann wrote. */
  readonly said: Message;
}

async function openWorld(options: ChatOptions = {}): Promise<World> {
  const chat = await openChat({ desk: createScriptedDesk(), ...options });
  const [ann, bob] = [await chat.join("Ann"), await chat.join("Bob")];
  await ann.post("general", "rude @Bob");
  const { message: said } = await chat.core.until("message");
  return { chat, actions: chat.adapter.moderation!, ann, bob, said };
}

const historyOf = async ({ adapter }: Chat) =>
  (await Array.fromAsync(adapter.history({ place: "web:general" }))).map(({ text }) => text);
const expectGone = (work: Promise<unknown>) =>
  expect(work).rejects.toSatisfy((error) => error instanceof PlatformError && error.code === "gone");

describe("as a moderator of the web chat, Maru", () => {
  it("says what it can do, the same started or not", async () => {
    const { actions } = await openWorld();
    const can = { remove: "hide", timeout: true, tell: true, cards: false, reports: "all", missing: [] };
    expect(actions.can).toEqual(can);
    expect(web.abilities?.({ port: 0, channels: ["general"] }, {})).toEqual(can);
  });

  it("hides a message from everybody, and shows it again as it was", async () => {
    const { chat, actions, ann, bob, said } = await openWorld();
    await bob.post("general", "a reply", { root: 1 });
    await actions.remove(said);
    await actions.remove(said);
    const gap = { seq: 1, text: "", removed: true, thread: { replies: 1 } };
    expect(await bob.until("message", ({ message }) => message.removed === true)).toMatchObject({
      message: gap,
    });
    for (const tab of [ann, bob]) {
      const [shown] = await tab.read("general");
      expect(shown).toMatchObject(gap);
      expect(JSON.stringify([shown, tab.told.at(-1)])).not.toContain("rude");
      expect(shown).not.toHaveProperty("mentions");
      expect(await tab.read("general", 1)).toMatchObject([{ removed: true }, { text: "a reply" }]);
    }
    expect(await historyOf(chat)).toEqual(["a reply"]);
    // Nobody does anything more to it, and it can be deleted by its author.
    for (const [method, path, body] of [
      ["PATCH", "", { text: "edited" }],
      ["POST", "/report", {}],
    ] as const) {
      const by = method === "PATCH" ? ann : bob;
      expect((await by.call(method, `/api/messages/general/1${path}`, body)).status).toBe(404);
    }

    await actions.restore(said);
    await actions.restore(said);
    const [shown] = await bob.read("general");
    expect(shown).toMatchObject({ text: "rude @Bob", mentions: ["Bob"] });
    expect(shown).not.toHaveProperty("removed");
    expect(await historyOf(chat)).toEqual(["rude @Bob", "a reply"]);

    await actions.remove(said);
    expect((await ann.call("DELETE", "/api/messages/general/1")).status).toBe(204);
    await expectGone(actions.remove(said));
    await expectGone(actions.restore(said));
    await expectGone(actions.remove({ ...said, id: "web:nowhere/1" }));
  });

  it("hides an answer of its own, and shows it again with how it was rated", async () => {
    const { chat, actions, ann, bob, said } = await openWorld();
    const reply = await chat.adapter.openReply(said);
    await reply.finish("a bad answer", "answer");
    await ann.call("PUT", "/api/messages/general/2/rating", { rating: "down" });
    const answer = {
      ...said,
      id: "web:general/2",
      author: { id: "web:self", name: "Maru", kind: "self" },
    } as const;
    await actions.remove(answer);
    expect((await bob.read("general", 1))[1]).toMatchObject({ removed: true, text: "" });
    await actions.restore(answer);
    expect((await ann.read("general", 1))[1]).toMatchObject({
      text: "a bad answer",
      reply: { state: "done", kind: "answer", rating: "down" },
    });
    await expect(actions.timeout(answer, Date.now() + 1_000)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("takes somebody's word for a while, says until when, and gives it back", async () => {
    let now = Date.parse("2026-11-20T09:00:00Z");
    const { actions, ann, bob, said } = await openWorld({ now: () => now });
    const until = now + 600_000;
    await actions.timeout(said, until);
    const at = new Date(until).toISOString();
    expect(await ann.until("silence")).toEqual({ type: "silence", until: at });
    const post = (tab: Tab, nonce: string) =>
      tab.call("POST", "/api/places/general/messages", { text: "again", nonce });
    const refused = await post(ann, "1");
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ error: { code: "silenced", until: at } });
    const edit = await ann.call("PATCH", "/api/messages/general/1", { text: "worse" });
    expect([edit.status, codeOf(edit.body)]).toEqual([403, "silenced"]);
    expect((await ann.call("GET", "/api/me")).body).toMatchObject({ silentUntil: at });
    expect((await post(bob, "2")).status).toBe(201);

    now = until;
    expect((await post(ann, "1")).status).toBe(201);
    expect((await ann.call("GET", "/api/me")).body).not.toHaveProperty("silentUntil");
    await actions.timeout(said, until + 600_000);
    await actions.endTimeout(said);
    await actions.endTimeout(said);
    await vi.waitFor(() => expect(ann.told.at(-1)).toEqual({ type: "silence" }));
    expect((await post(ann, "3")).status).toBe(201);
  });

  it("tells what it did once more when that was taken back meanwhile, and what the message was found to be", async () => {
    const { actions, ann, said } = await openWorld();
    const acted = {
      case: "c1",
      message: said,
      kind: { type: "acted", done: ["remove"] },
      categories: ["abuse", "threat"],
      mayAppeal: true,
    } as const;
    const undone = { ...acted, kind: { type: "undone" }, categories: [], mayAppeal: false } as const;
    for (const earlier of [0, 1])
      for (const told of [acted, undone, acted, undone]) await actions.tell({ ...told, earlier });
    const { notices } = (await ann.call("GET", "/api/notices")).body as Notices;
    expect(notices.map(({ kind, categories }) => [kind.type, categories])).toEqual([
      ["undone", undefined],
      ["acted", ["abuse", "threat"]],
      ["undone", undefined],
      ["acted", ["abuse", "threat"]],
    ]);
    await vi.waitFor(() => expect(ann.told.filter(({ type }) => type === "notice")).toHaveLength(4));
  });

  it("keeps what it did and told through a restart", async () => {
    const store = await memoryStore();
    const { chat, actions, ann, said } = await openWorld({ store });
    await actions.remove(said);
    await actions.timeout(said, Date.now() + 60_000);
    await actions.tell({
      case: "c1",
      message: said,
      kind: { type: "acted", done: ["remove"] },
      categories: [],
      mayAppeal: true,
    });
    await chat.adapter.stop();
    await expect(actions.restore(said)).rejects.toThrow("not running");

    const again = await openChat({ store, desk: createScriptedDesk() });
    const call = async (path: string) => {
      const response = await again.request(path, { headers: { authorization: `Bearer ${ann.token}` } });
      return response.json();
    };
    expect(await call("/api/places/general/messages")).toMatchObject({ messages: [{ removed: true }] });
    expect(await call("/api/me")).toHaveProperty("silentUntil");
    // The author may read what it is about, though nobody else can.
    expect(await call("/api/notices")).toMatchObject({ notices: [{ id: "c1.acted", text: "rude @Bob" }] });
    await again.adapter.moderation?.restore(said);
    expect(await call("/api/places/general/messages")).toMatchObject({ messages: [{ text: "rude @Bob" }] });
  });

  it("cannot reach who is not here, and tells nobody else", async () => {
    const { actions, bob, said } = await openWorld();
    const stranger: Message = { ...said, author: { id: "web:p99", name: "Nobody", kind: "person" } };
    expect(
      await actions.tell({
        case: "c1",
        message: stranger,
        kind: { type: "warned" },
        categories: [],
        mayAppeal: false,
      }),
    ).toBe(false);
    await expectGone(actions.timeout(stranger, Date.now() + 1_000));
    expect(
      await actions.tell({
        case: "c1",
        message: said,
        kind: { type: "warned" },
        categories: [],
        mayAppeal: false,
      }),
    ).toBe(true);
    await actions.answer("web:nonsense", { type: "reported" });
    await actions.answer("discord:move/c1/p2/n", { type: "reported" });
    expect(bob.told.some(({ type }) => type === "notice" || type === "outcome")).toBe(false);
    await expect(actions.showCard(reviewCase(1, said), false)).resolves.toBeUndefined();
  });

  it("posts for moderators once for each key, and keeps the newest thirty", async () => {
    const { chat, actions, ann, bob } = await openWorld();
    const key = new URL(chat.adapter.reviewAddress ?? "").hash.split("key=")[1];
    expect((await ann.call("POST", "/api/review/open", { key })).status).toBe(200);
    for (let day = 1; day <= 32; day++)
      await actions.post(`day-${day}`, { en: `**${day}**`, ko: `${day}일` });
    await actions.post("day-32", { en: "twice", ko: "두 번" });
    const { posts } = (await ann.call("GET", "/api/review/posts")).body as ReviewPosts;
    expect(posts).toHaveLength(30);
    expect(posts[0]).toMatchObject({ key: "day-32", markdown: { en: "**32**", ko: "32일" } });
    expect(await ann.until("posted")).toMatchObject({ post: { key: "day-1" } });
    expect(bob.told.some(({ type }) => type === "posted")).toBe(false);
  });
});
