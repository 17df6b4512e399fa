import { describe, expect, test, vi } from "vitest";
import type { AuthorNotice } from "../../../src/core/ports/index.ts";
import { PlatformError } from "../../../src/core/ports/index.ts";
import type { Message } from "../../../src/core/types.ts";
import { c17, caseOf, moderated } from "./moderating.ts";

const soon = <Result>(check: () => Result) => vi.waitFor(check, 10_000);

const notice = (message: Message, changed: Partial<AuthorNotice> = {}): AuthorNotice => ({
  case: c17,
  message,
  kind: { type: "acted", done: ["remove"] },
  categories: ["hate", "abuse"],
  mayAppeal: true,
  ...changed,
});

const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("deleting", () => {
  test("takes an admin's token, and is done once", async () => {
    await using maru = await moderated();
    const { posted, message } = await maru.said("they are vermin");
    expect(maru.actions.can).toMatchObject({ remove: "delete", timeout: false, tell: true, cards: true });
    await maru.actions.remove(message);
    expect(maru.slack.current(posted)).toBeUndefined();
    await maru.actions.remove(message);
    const deletes = maru.slack.requests.filter(({ method }) => method === "chat.delete");
    expect(deletes.map(({ result }) => result)).toEqual(["ok", "message_not_found"]);
  });

  test("is not possible without one, and that is said", async () => {
    await using maru = await moderated({ adminToken: false });
    const { posted, message } = await maru.said("they are vermin");
    expect(maru.actions.can.remove).toBe(false);
    expect(maru.actions.can.missing.join("\n")).toContain("SLACK_ADMIN_TOKEN");
    expect(await failure(maru.actions.remove(message))).toMatchObject({ code: "forbidden" });
    expect(maru.slack.current(posted)).toBeDefined();
  });

  test("what the token may not delete is refused for good, and an operator is told what to do, without the token", async () => {
    await using maru = await moderated();
    const hidden = maru.slack.addChannel("hidden", { private: true, members: [maru.ann] });
    const { message } = await maru.said("they are vermin", hidden);
    for (let time = 0; time < 2; time++)
      expect(await failure(maru.actions.remove(message))).toBeInstanceOf(PlatformError);
    maru.slack.world.users.set(maru.admin.id, { ...maru.admin, is_admin: false });
    const told = maru.chat.log.lines.filter(({ event }) => event === "slack needs somebody's help");
    expect(told.map(({ fields }) => fields["remedy"])).toEqual([
      expect.stringContaining("member of private channels"),
    ]);
    expect(JSON.stringify(maru.chat.log.lines)).not.toContain("xoxp-");
  });

  test.each([
    ["invalid_auth", "SLACK_ADMIN_TOKEN (invalid_auth)"],
    ["missing_scope", "user scope chat:write"],
  ])("with a token that Slack refuses (%s) leaves all else as it is", async (error, remedy) => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    maru.slack.web.failNext("chat.delete", { error });
    expect(await failure(maru.actions.remove(message))).toMatchObject({ code: "forbidden" });
    expect(maru.chat.adapter.fault).toBeUndefined();
    expect(JSON.stringify(maru.chat.log.lines)).toContain(remedy);
  });

  test("what Maru itself wrote takes no admin's token", async () => {
    await using maru = await moderated({ adminToken: false });
    const { posted, message } = await maru.said(`<@${maru.slack.bot.id}> hello`);
    await (await maru.chat.adapter.openReply(message)).finish("Hello!", "answer");
    const past = await Array.fromAsync(maru.chat.adapter.history({ thread: message.thread }));
    await maru.actions.remove(past[1]!);
    expect(maru.slack.seen(maru.slack.general, posted)).toHaveLength(1);
  });
});

describe("restoring", () => {
  test("posts a copy that names its author, pings nobody, and is no link", async () => {
    await using maru = await moderated();
    const text = `look <@${maru.mod.id}> <!here> &lt;!channel&gt; <https://evil.example|click> *b*`;
    const { message } = await maru.said(text);
    await maru.actions.remove(message);
    await maru.actions.restore({ ...message, fileNames: ["a.png"] });
    await maru.actions.restore(message);
    const [copy, ...others] = maru.slack.seen(maru.slack.general);
    expect(others).toEqual([]);
    expect(copy!.text).toContain("Ann Lee wrote:");
    expect(copy!.text).toContain("a.png");
    expect(copy!.text.replaceAll("\u200b", "")).toContain("look @Mod Kim @here <!channel>");
    expect(copy!.pings).toEqual([]);
    expect(JSON.stringify(copy!.message.blocks)).not.toMatch(/"type":"(link|user|broadcast)"/);
  });

  test("stands in the same thread, and goes when the message is removed again", async () => {
    await using maru = await moderated();
    const { posted: root } = await maru.said("hello");
    const { message } = await maru.said("they are vermin", maru.slack.general, root);
    maru.slack.say(maru.mod, maru.slack.general, "hm", { thread: root });
    const texts = () => maru.slack.seen(maru.slack.general, root).map(({ text }) => text);
    for (let time = 0; time < 2; time++) {
      await maru.actions.remove(message);
      expect(texts()).toEqual(["hello", "hm"]);
      await maru.actions.restore(message);
      expect(texts()).toEqual(["hello", "hm", expect.stringContaining("they are vermin")]);
    }
  });

  test("of a thread's first message stands in the thread as long as there is one", async () => {
    await using maru = await moderated();
    const { posted, message } = await maru.said("they are vermin");
    maru.slack.say(maru.mod, maru.slack.general, "hm", { thread: posted });
    await maru.actions.remove(message);
    await maru.actions.restore(message);
    expect(maru.slack.seen(maru.slack.general, posted).at(-1)!.text).toContain("they are vermin");
  });

  test("what was never removed is nothing, and without words is not possible", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await maru.actions.restore(message);
    expect(maru.slack.seen(maru.slack.general)).toHaveLength(1);
    await maru.actions.remove(message);
    expect(await failure(maru.actions.restore({ ...message, text: "" }))).toMatchObject({ code: "gone" });
  });

  test("brings a long message back whole", async () => {
    await using maru = await moderated();
    const text = Array.from({ length: 900 }, (_, at) => `line ${at}`).join("\n");
    const { message } = await maru.said(text);
    await maru.actions.remove(message);
    await maru.actions.restore(message);
    const copied = maru.slack
      .seen(maru.slack.general)
      .map((one) => one.text)
      .join("\n");
    for (const at of [0, 400, 899]) expect(copied).toContain(`line ${at}`);
  });
});

describe("a word to the author", () => {
  test("says what was done and why, with their own words and a way to appeal, once", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are <!here> vermin");
    const word = notice(message, { reason: "rule *3* <@U1>" });
    expect(await maru.actions.tell(word)).toBe(true);
    expect(await maru.actions.tell(word)).toBe(true);
    const [letter, ...others] = maru.letters(maru.ann);
    expect(others).toEqual([]);
    for (const part of ["#general was removed", "rule *3* <", "vermin", "appeal"])
      expect(letter!.text).toContain(part);
    expect(letter!.text).not.toContain("hate towards");
    expect(letter!.pings).toEqual([]);
    expect(letter!.fallback).toBe("A word from the moderators");
    expect(letter!.controls.map(({ actionId }) => actionId)).toEqual(["appeal:c17"]);
    expect(await maru.actions.tell({ ...word, earlier: 1 })).toBe(true);
    expect(maru.letters(maru.ann)).toHaveLength(2);
  });

  test("says what the message was found to be where nobody wrote a reason", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await maru.actions.tell(notice(message));
    expect(maru.letters(maru.ann)[0]!.text).toContain(
      "hate towards a group of people, words that hurt somebody",
    );
  });

  test.each([
    [{ type: "warned" }, "말씀드려요"],
    [{ type: "undone" }, "되돌렸어요"],
    [{ type: "appeal-received" }, "받았어요"],
    [{ type: "appeal-confirmed" }, "유지하기로"],
    [{ type: "appeal-overturned" }, "되돌렸어요"],
    [{ type: "acted", done: ["remove"] }, "삭제됐어요"],
  ] satisfies [AuthorNotice["kind"], string][])("is in their language: %o", async (kind, words) => {
    await using maru = await moderated();
    const { message } = await maru.said("그 사람들은 벌레야");
    await maru.actions.tell(notice(message, { kind, mayAppeal: false }));
    const [letter] = maru.letters(maru.ann);
    expect(letter!.text).toContain(words);
    expect(letter!.controls).toEqual([]);
  });

  test("who cannot be written to directly is told where the message stands, alone, once", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    maru.slack.web.failNext("conversations.open", { error: "user_disabled" });
    const word = notice(message);
    expect(await maru.actions.tell(word)).toBe(true);
    expect(await maru.actions.tell(word)).toBe(true);
    expect(maru.told(maru.ann, maru.slack.general)).toEqual([expect.stringContaining("was removed")]);
    expect(maru.letters(maru.ann)).toEqual([]);
  });

  test("nobody is told who is not there any more, nor an app", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    maru.slack.leave(maru.ann, maru.slack.general);
    maru.slack.web.failNext("conversations.open", { error: "user_not_found" });
    expect(await maru.actions.tell(notice(message))).toBe(false);
    expect(await maru.actions.tell(notice({ ...message, author: { ...message.author, kind: "bot" } }))).toBe(
      false,
    );
  });

  test("is not said twice when the answer to the post gets lost", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    maru.slack.web.failNext("chat.postMessage", "lost answer");
    expect(await maru.actions.tell(notice(message))).toBe(true);
    expect(maru.letters(maru.ann)).toHaveLength(1);
  });
});

describe("an appeal", () => {
  test("is sent with words, and its end is told alone", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await maru.actions.tell(notice(message));
    await maru.slack.press(maru.ann, maru.letters(maru.ann)[0]!, "appeal:c17");
    const form = maru.slack.modal(maru.ann)!;
    const blank = await maru.slack.submit(maru.ann, form, { words: "  " });
    expect(blank.response).toMatchObject({ errors: { words: expect.stringContaining("few words") } });
    await expect(maru.slack.submit(maru.ann, form, {})).rejects.toThrow("cannot be left out");
    await maru.slack.submit(maru.ann, form, { words: "It was a quotation." });
    const appeal = await maru.chat.core.until("appeal");
    expect(appeal).toMatchObject({ case: c17, words: "It was a quotation.", by: { name: "Ann Lee" } });
    await maru.actions.answer(appeal.id, { type: "appealed" });
    expect(maru.told(maru.ann, maru.slack.direct(maru.ann))).toEqual([
      expect.stringContaining("Another moderator"),
    ]);
  });

  test("can be made from what was whispered in a channel", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    maru.slack.web.failNext("conversations.open", { error: "user_disabled" });
    await maru.actions.tell(notice(message));
    const whispered = maru.slack.seen(maru.slack.general).find(({ onlyFor }) => onlyFor === maru.ann.id)!;
    await maru.slack.press(maru.ann, whispered, "appeal:c17");
    await maru.slack.submit(maru.ann, maru.slack.modal(maru.ann)!, { words: "No." });
    expect(await maru.chat.core.until("appeal")).toMatchObject({ words: "No." });
  });
});

describe("a report by a member", () => {
  const report = "report_message";

  test.each(["socket", "http"] as const)("is sent with words or without (%s)", async (mode) => {
    await using maru = await moderated({ slack: { mode } });
    const { posted, message } = await maru.said("they are vermin");
    for (const words of ["awful", ""]) {
      await maru.slack.messageShortcut(maru.mod, posted, report);
      await maru.slack.submit(maru.mod, maru.slack.modal(maru.mod)!, { words });
    }
    const [first, second] = maru.chat.core.events.filter(({ type }) => type === "report");
    expect(first).toEqual({
      type: "report",
      id: expect.stringMatching(/^slack:form\/V/),
      message,
      words: "awful",
      by: expect.objectContaining({ name: "Mod Kim" }),
    });
    expect(second).not.toHaveProperty("words");
    await maru.actions.answer(first!.id, { type: "reported" });
    expect(maru.told(maru.mod, maru.slack.general)).toEqual(["Thank you. The moderators will look at it."]);
  });

  test("is read anew after a restart, and is in a thread too", async () => {
    await using maru = await moderated();
    const { posted: root } = await maru.said("hello");
    const { posted, message } = await maru.said("they are vermin", maru.slack.general, root);
    await maru.slack.messageShortcut(maru.mod, posted, report);
    await maru.chat.restart();
    await maru.slack.submit(maru.mod, maru.slack.modal(maru.mod)!, {});
    expect((await maru.chat.core.until("report")).message).toEqual(message);
  });

  test("of a message that Maru has nothing to do with is refused with a word", async () => {
    await using maru = await moderated({
      config: { moderation: { channel: "moderators" }, places: { channels: { deny: ["private"] } } },
    });
    const elsewhere = maru.slack.addChannel("elsewhere", { private: true, withApp: false });
    const denied = maru.slack.addChannel("private");
    for (const channel of [elsewhere, denied]) {
      await maru.slack.messageShortcut(maru.ann, maru.slack.say(maru.mod, channel, "hm"), report);
      await soon(() =>
        expect(maru.told(maru.ann, channel)).toEqual([expect.stringContaining("tell a moderator")]),
      );
    }
    expect(maru.slack.modal(maru.ann)).toBeUndefined();
  });

  test("by people of other organisations counts only where they are answered", async () => {
    for (const connect of [false, true]) {
      await using maru = await moderated({ config: { moderation: { channel: "moderators" }, connect } });
      const team = maru.slack.addTeam("Other");
      const [far, stranger] = [
        maru.slack.addChannel("far", { sharedWith: [team] }),
        maru.slack.addPerson("Zed", { team }),
      ];
      far.members.add(stranger.id);
      far.members.add(maru.ann.id);
      const { posted } = await maru.said("they are vermin", far);
      await maru.slack.messageShortcut(stranger, posted, report);
      expect(maru.slack.modal(stranger) !== undefined).toBe(connect);
    }
  });

  test("that is gone by then is told in the form", async () => {
    await using maru = await moderated();
    const { posted } = await maru.said("they are vermin");
    await maru.slack.messageShortcut(maru.mod, posted, report);
    await maru.chat.restart(() => maru.slack.remove(posted));
    const sent = await maru.slack.submit(maru.mod, maru.slack.modal(maru.mod)!, {});
    expect(sent.response).toMatchObject({ errors: { words: expect.stringContaining("cannot read") } });
  });

  test("without moderation is refused with a word", async () => {
    const { connect } = await import("./chat.ts");
    await using chat = await connect();
    const posted = chat.slack.say(chat.ann, chat.slack.general, "hm");
    await chat.slack.messageShortcut(chat.ann, posted, report);
    await soon(() => expect(chat.slack.seen(chat.slack.general).at(-1)!.text).toContain("tell a moderator"));
  });
});

test("an author's roles and the names of files come with a message", async () => {
  await using maru = await moderated();
  const owner = maru.slack.addPerson("Owen", { role: "owner" });
  const guest = maru.slack.addPerson("Gus", { role: "guest" });
  const files = [{ name: "vermin.png", content: "x" }];
  const posted = maru.slack.say(owner, maru.slack.general, "look", { files });
  expect(await maru.chat.taken(posted)).toMatchObject({
    author: { roles: ["owner", "admin"] },
    fileNames: ["vermin.png"],
  });
  expect((await maru.chat.taken(maru.slack.say(guest, maru.slack.general, "hi"))).author.roles).toEqual([
    "guest",
  ]);
  expect(caseOf(await maru.chat.taken(posted)).message.fileNames).toEqual(["vermin.png"]);
});
