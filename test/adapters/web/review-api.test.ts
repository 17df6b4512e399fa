import { describe, expect, it } from "vitest";
import type { CasePage, Samples, WireNotice } from "../../../adapters/web/shared/moderation-wire.ts";
import type { Me } from "../../../adapters/web/wire.ts";
import { openStore } from "../../../src/store/index.ts";
import { silentLog } from "../../store/silent-log.ts";
import { type Chat, type ChatOptions, codeOf, memoryStore, openChat, type Tab } from "./chat.ts";
import { message, monthReport, person, reviewCase } from "./review-cases.ts";
import { createScriptedDesk, type ScriptedDesk } from "./scripted-desk.ts";

const jonas = person(1, "Jonas");

async function openReview(options: ChatOptions = {}): Promise<Chat & { readonly desk: ScriptedDesk }> {
  const desk = createScriptedDesk();
  return { ...(await openChat({ desk, ...options })), desk };
}

const keyOf = (chat: Chat) => /\?key=([\w-]+)$/.exec(chat.adapter.reviewAddress ?? "")?.[1] ?? "";
const open = (chat: Chat, tab: Tab, key = keyOf(chat)) => tab.call("POST", "/api/review/open", { key });

async function moderator(chat: Chat, name = "Mina"): Promise<Tab> {
  const tab = await chat.join(name);
  expect((await open(chat, tab)).status).toBe(200);
  return tab;
}

describe("the door to the review page", () => {
  it("opens to whoever has the key, for good, and the key stays the same", async () => {
    const store = await memoryStore();
    const chat = await openReview({ store });
    expect(chat.adapter.reviewAddress).toBe(`${chat.address}/#/review?key=${keyOf(chat)}`);
    expect(keyOf(chat)).toMatch(/^[\w-]{43}$/);
    const mina = await chat.join("Mina");
    expect((await mina.call("GET", "/api/me")).body).toMatchObject({ moderator: false });
    expect(((await open(chat, mina)).body as Me).moderator).toBe(true);
    const key = keyOf(chat);
    await chat.adapter.stop();

    const again = await openReview({ store });
    expect(keyOf(again)).toBe(key);
    const { body } = await again
      .request("/api/me", {
        headers: { authorization: `Bearer ${mina.token}` },
      })
      .then(async (response) => ({ body: await response.json() }));
    expect(body).toMatchObject({ moderator: true });
  });

  it("stays shut to a wrong key, which is thought about for a while, and to more of them meanwhile", async () => {
    const chat = await openReview({ times: { wrongKeyMs: 200 } });
    const mallory = await chat.join("Mallory");
    const began = performance.now();
    const [first, second] = await Promise.all([open(chat, mallory, "wrong"), open(chat, mallory, "wrong2")]);
    expect([first.status, second.status].sort()).toEqual([403, 429]);
    expect([codeOf(first.body), codeOf(second.body)].sort()).toEqual(["too-often", "wrong-key"]);
    expect(performance.now() - began).toBeGreaterThan(190);
    expect((await mallory.call("GET", "/api/me")).body).toMatchObject({ moderator: false });
    for (const body of [{}, { key: 1 }, { key: "x".repeat(201) }, { key: "x", more: 1 }]) {
      expect((await mallory.call("POST", "/api/review/open", body)).status).toBe(400);
    }
  });

  it("makes moderators known to policies by their role, and tells the log neither key nor words", async () => {
    const logged: unknown[] = [];
    const note = (...said: unknown[]) => void logged.push(said);
    const chat = await openReview({
      log: { debug: note, info: note, warn: note, error: note },
      times: { wrongKeyMs: 1 },
    });
    const ann = await chat.join("Ann");
    await open(chat, ann, "a wrong key");
    await ann.post("general", "before");
    const { message: before } = await chat.core.until("message");
    expect(before.author).not.toHaveProperty("roles");
    await open(chat, ann);
    await ann.post("general", "after");
    const { message: after } = await chat.core.until("message", ({ message }) => message.text === "after");
    expect(after.author.roles).toEqual(["moderator"]);
    expect(logged.length).toBeGreaterThan(2);
    expect(JSON.stringify(logged)).not.toMatch(new RegExp(`${keyOf(chat)}|a wrong key|before|Ann`));
  });

  it("lets nobody else see or do anything, and is not there without moderation", async () => {
    const chat = await openReview();
    chat.desk.put(reviewCase(1, message(1, jonas, "hm")));
    const ann = await chat.join("Ann");
    const paths = ["cases?tab=waiting", "cases/c1", "backlog", "samples", "report", "posts", "nothing"];
    for (const path of paths) {
      const { status, body } = await ann.call("GET", `/api/review/${path}`);
      expect([path, status, codeOf(body)]).toEqual([path, 403, "not-moderator"]);
    }
    const move = { move: "uphold", nonce: "1" };
    expect((await ann.call("POST", "/api/review/cases/c1/moves", move)).status).toBe(403);
    expect((await ann.call("POST", "/api/review/samples/web%3Ag%2F1/label", {})).status).toBe(403);
    expect((await chat.request("/api/review/cases?tab=waiting")).status).toBe(401);
    expect(chat.core.events).toEqual([]);

    const plain = await openChat();
    expect(plain.adapter.reviewAddress).toBeUndefined();
    const bob = await plain.join("Bob");
    expect((await bob.call("POST", "/api/review/open", { key: "x" })).status).toBe(404);
    expect((await bob.call("GET", "/api/notices")).status).toBe(404);
    expect(await (await plain.request("/api/about")).json()).toMatchObject({ moderation: false });
  });
});

describe("moderators", () => {
  it("list cases by tab, platform and page, and read one", async () => {
    const chat = await openReview();
    const mina = await moderator(chat);
    for (let n = 1; n <= 4; n++) chat.desk.put(reviewCase(n, message(n, jonas, `number ${n}`)));
    chat.desk.put(reviewCase(5, { ...message(5, jonas, "elsewhere"), id: "discord:8/9" }));
    chat.desk.put(reviewCase(6, message(6, jonas, "in the shadow"), { mode: "shadow", tab: "shadow" }));
    const list = async (query: string) => {
      const { status, body } = await mina.call("GET", `/api/review/cases?${query}`);
      expect(status).toBe(200);
      const { cases, more } = body as CasePage;
      return [cases.map(({ id }) => id), more];
    };
    expect(await list("tab=waiting&last=2")).toEqual([["c5", "c4"], true]);
    expect(await list("tab=waiting&before=c4&last=200")).toEqual([["c3", "c2", "c1"], false]);
    expect(await list("tab=waiting&platform=discord")).toEqual([["c5"], false]);
    expect(await list("tab=shadow")).toEqual([["c6"], false]);
    expect(await list("tab=settled")).toEqual([[], false]);
    expect((await mina.call("GET", "/api/review/cases/c5")).body).toMatchObject({
      message: { text: "elsewhere" },
    });
    expect((await mina.call("GET", "/api/review/backlog")).body).toMatchObject({ waiting: 5 });

    const wrong = ["", "tab=all", "tab=waiting&last=0", "tab=waiting&last=201", "tab=waiting&last=x"];
    wrong.push("tab=waiting&before=17", "tab=waiting&before=c0", "tab=waiting&platform=../x");
    for (const query of wrong) {
      expect([query, (await mina.call("GET", `/api/review/cases?${query}`)).status]).toEqual([query, 400]);
    }
    for (const id of ["c99", "17", "c0", "c1e3", "c9999999999999999"]) {
      expect((await mina.call("GET", `/api/review/cases/${id}`)).status).toBe(404);
    }
  });

  it("make moves that count once however often they are sent, with a reason that is text", async () => {
    const chat = await openReview();
    const mina = await moderator(chat);
    chat.desk.put(reviewCase(7, message(1, jonas, "hm")));
    const move = (body: unknown, id = "c7") => mina.call("POST", `/api/review/cases/${id}/moves`, body);
    expect((await move({ move: "uphold", reason: "Be\u0007 kind.\r\n", nonce: "n1" })).status).toBe(202);
    expect((await move({ move: "uphold", reason: "Be kind.", nonce: "n1" })).status).toBe(202);
    expect((await move({ move: "claim", nonce: "n2" })).status).toBe(202);
    expect(chat.core.deliveries).toHaveLength(3);
    expect(chat.core.events).toEqual([
      {
        type: "move",
        id: `web:move/c7/${mina.person.id}/n1`,
        case: "c7",
        move: "uphold",
        reason: "Be kind.\n",
        by: { id: `web:${mina.person.id}`, name: "Mina", kind: "person", locale: "en", roles: ["moderator"] },
      },
      expect.objectContaining({ move: "claim", id: `web:move/c7/${mina.person.id}/n2` }),
    ]);
    const wrong = [{}, { move: "uphold" }, { move: "ban", nonce: "1" }, { move: "uphold", nonce: "a/b" }];
    for (const body of [
      ...wrong,
      { move: "uphold", nonce: "1", reason: " \n" },
      { move: "uphold", nonce: "1", by: 1 },
    ]) {
      expect([body, (await move(body)).status]).toEqual([body, 400]);
    }
    expect((await move({ move: "uphold", nonce: "1", reason: "x".repeat(1_001) })).status).toBe(413);
    expect((await move({ move: "uphold", nonce: "1" }, "c8")).status).toBe(404);
    chat.core.refusing = new Error("the disk is gone");
    expect((await move({ move: "dismiss", nonce: "n3" })).status).toBe(503);
  });

  it("label the sample, and learn the guard's opinion only then", async () => {
    const chat = await openReview();
    const mina = await moderator(chat);
    const drawn = message(3, jonas, "good morning");
    chat.desk.sample({ message: drawn, guard: 0.12, at: "2026-11-20T00:00:00.000Z" });
    const { body } = await mina.call("GET", "/api/review/samples");
    expect((body as Samples).samples).toEqual([{ message: drawn, at: "2026-11-20T00:00:00.000Z" }]);
    const path = `/api/review/samples/${encodeURIComponent(drawn.id)}/label`;
    expect((await mina.call("POST", path, { label: "maybe", nonce: "1" })).status).toBe(400);
    expect(await mina.call("POST", path, { label: "fine", nonce: "1" })).toEqual({
      status: 200,
      body: { guard: 0.12 },
    });
    expect(chat.core.events).toMatchObject([
      { type: "label", message: drawn.id, label: "fine", by: { name: "Mina" } },
    ]);
    chat.desk.labelled(drawn.id);
    expect((await mina.call("POST", path, { label: "fine", nonce: "2" })).status).toBe(404);
    expect(
      (await mina.call("POST", "/api/review/samples/x/label", { label: "fine", nonce: "2" })).status,
    ).toBe(404);
  });

  it("read the report of some days", async () => {
    const chat = await openReview();
    const mina = await moderator(chat);
    expect((await mina.call("GET", "/api/review/report?days=7")).body).toEqual(monthReport());
    for (const days of ["0", "367", "x", "-1"]) {
      expect((await mina.call("GET", `/api/review/report?days=${days}`)).status).toBe(400);
    }
  });

  it("are told of every case at once, and nobody else is; after the end nobody watches", async () => {
    const chat = await openReview();
    const mina = await moderator(chat);
    const ann = await chat.join("Ann");
    chat.desk.put(reviewCase(1, message(1, jonas, "secret words")));
    const told = await mina.until("case");
    expect(told).toMatchObject({ case: { id: "c1" }, backlog: { waiting: 1 } });
    await chat.adapter.moderation?.answer(`web:move/c1/${mina.person.id}/n1`, {
      type: "done",
      move: "uphold",
      case: "c1",
    });
    expect(await mina.until("outcome")).toEqual({
      type: "outcome",
      nonce: "n1",
      outcome: { type: "done", move: "uphold", case: "c1" },
    });
    await ann.post("general", "hello");
    await ann.until("message");
    expect(ann.told.map(({ type }) => type)).toEqual(["welcome", "message"]);
    expect(chat.desk.watchers).toBe(1);
    await chat.adapter.stop();
    expect(chat.desk.watchers).toBe(0);
  });
});

describe("members", () => {
  it("report messages of others and answers of Maru, each once, and not their own", async () => {
    const chat = await openReview();
    const [ann, bob] = [await chat.join("Ann"), await chat.join("Bob")];
    const posted = await bob.post("general", "buy now");
    const report = (seq: number, body: unknown = {}, place = "general") =>
      ann.call("POST", `/api/messages/${place}/${seq}/report`, body);
    expect((await report(posted.seq, { words: "spam" })).status).toBe(202);
    expect((await report(posted.seq)).status).toBe(202);
    const reported = await chat.core.until("report");
    expect(reported).toMatchObject({
      id: `web:report/general/1/${ann.person.id}/once`,
      message: { id: "web:general/1", text: "buy now" },
      words: "spam",
      by: { id: `web:${ann.person.id}` },
    });
    expect(chat.core.events.filter(({ type }) => type === "report")).toHaveLength(1);

    const question = await chat.core.until("message");
    const reply = await chat.adapter.openReply(question.message);
    expect((await report(2)).status).toBe(404);
    await reply.finish("an answer", "answer");
    expect((await report(2)).status).toBe(202);

    const own = await ann.post("general", "mine");
    const refused = await report(own.seq);
    expect([refused.status, codeOf(refused.body)]).toEqual([403, "own-message"]);
    const secret = await bob.post(`dm.${bob.person.id.slice(1)}`, "private");
    expect((await report(secret.seq, {}, `dm.${bob.person.id.slice(1)}`)).status).toBe(404);
    expect((await report(99)).status).toBe(404);
    for (const body of [{ words: "" }, { words: 1 }, { reason: "x" }])
      expect((await report(1, body)).status).toBe(400);
    expect((await report(1, { words: "x".repeat(1_001) })).status).toBe(413);
  });

  it("appeal with words, once per nonce", async () => {
    const chat = await openReview();
    const ann = await chat.join("Ann");
    const appeal = (body: unknown, id = "c3") => ann.call("POST", `/api/appeals/${id}`, body);
    expect((await appeal({ words: "It was a quote.", nonce: "a" })).status).toBe(202);
    expect(chat.core.events).toMatchObject([
      { type: "appeal", id: `web:appeal/c3/${ann.person.id}/a`, case: "c3", words: "It was a quote." },
    ]);
    for (const body of [{}, { words: "x" }, { words: "  ", nonce: "a" }, { words: "x", nonce: "" }]) {
      expect((await appeal(body)).status).toBe(400);
    }
    expect((await appeal({ words: "x", nonce: "a" }, "17")).status).toBe(404);
  });

  it("read the reason no longer than its case keeps it", async () => {
    let now = Date.now();
    const store = await openStore("memory:", { dataFolder: "/nowhere", now: () => now, log: silentLog });
    const chat = await openReview({ store });
    const ann = await chat.join("Ann");
    await ann.post("general", "rude words");
    const { message } = await chat.core.until("message");
    const told = { case: "c1", message, reason: "Be kind.", categories: [], mayAppeal: true } as const;
    await chat.adapter.moderation!.tell({ ...told, kind: { type: "warned" }, keepMs: 60_000 });
    const list = async () =>
      ((await ann.call("GET", "/api/notices")).body as { notices: readonly WireNotice[] }).notices;
    expect(await list()).toMatchObject([{ id: "c1.warned", reason: "Be kind." }]);
    now += 60_001;
    const [left] = await list();
    expect(left).toMatchObject({ id: "c1.warned" });
    expect(left!.reason).toBeUndefined();
  });

  it("read what they were told until they put it away", async () => {
    const chat = await openReview();
    const ann = await chat.join("Ann");
    await ann.post("general", "rude words");
    const { message: said } = await chat.core.until("message");
    const actions = chat.adapter.moderation!;
    const notice = {
      case: "c1",
      message: said,
      kind: { type: "warned" },
      reason: "Be kind.",
      categories: [],
      mayAppeal: true,
    } as const;
    expect(await actions.tell(notice)).toBe(true);
    expect(await actions.tell(notice)).toBe(true);
    const list = async () =>
      ((await ann.call("GET", "/api/notices")).body as { notices: readonly WireNotice[] }).notices;
    expect(await list()).toMatchObject([
      {
        id: "c1.warned",
        reason: "Be kind.",
        mayAppeal: true,
        place: { name: "general", kind: "channel" },
        text: "rude words",
      },
    ]);
    expect(ann.told.filter(({ type }) => type === "notice")).toHaveLength(1);
    expect((await ann.call("DELETE", "/api/notices/c1.warned")).status).toBe(204);
    expect((await ann.call("DELETE", "/api/notices/c1.warned")).status).toBe(204);
    expect(await list()).toEqual([]);
    expect(await actions.tell(notice)).toBe(true);
    expect(await list()).toEqual([]);
  });
});
