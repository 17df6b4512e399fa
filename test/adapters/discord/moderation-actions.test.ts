import { describe, expect, test } from "vitest";
import { adapter as discordModule } from "../../../adapters/discord/index.ts";
import type { AuthorNotice } from "../../../src/core/ports/index.ts";
import type { CaseId, Message } from "../../../src/core/types.ts";
import { configured } from "./chat.ts";
import { caseOf, type Moderated, moderated } from "./moderating.ts";

const c17 = "c17" as CaseId;
const HOUR_MS = 60 * 60 * 1000;

const texts = (maru: Moderated, channel = maru.discord.general) =>
  maru.discord.seen(channel).map(({ text }) => text);

describe("removing a message", () => {
  test("deletes it, with the case in the server's audit log, and is harmless to repeat", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await maru.actions.remove(message, c17);
    await maru.actions.remove(message, c17);
    expect(texts(maru)).toEqual([]);
    const deletions = maru.discord.requests.filter(({ method }) => method === "DELETE");
    expect(deletions.map(({ auditReason, status }) => [auditReason, status])).toEqual([
      ["c17", 204],
      ["c17", 404],
    ]);
  });

  test("also where its channel is gone, and in a thread that was archived", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    maru.discord.deleteChannel(maru.discord.general);
    await maru.actions.remove(message);
    const other = maru.discord.addChannel("other");
    const thread = maru.discord.startThread(maru.ann, other, "talk");
    const inside = await maru.said("they are vermin", thread);
    maru.discord.archive(thread);
    await maru.actions.remove(inside.message);
    expect(texts(maru, thread)).not.toContain("they are vermin");
  });

  test("is refused where Maru may not manage messages, and in direct conversations", async () => {
    await using maru = await moderated({ discord: { botPermissions: ["ModerateMembers"] } });
    const { message } = await maru.said("they are vermin");
    await expect(maru.actions.remove(message)).rejects.toMatchObject({ code: "forbidden" });
    const direct = await maru.said("they are vermin", maru.discord.direct(maru.ann));
    await expect(maru.actions.remove(direct.message)).rejects.toMatchObject({ code: "forbidden" });
    expect(texts(maru)).toEqual(["they are vermin"]);
  });

  test("that Discord fails at for the moment rejects otherwise: it can be tried again", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    Object.assign(maru.discord.rest, { share: 1, kinds: ["lost request"] });
    await expect(maru.actions.remove(message)).rejects.not.toHaveProperty("code", "gone");
    maru.discord.rest.share = 0;
    await maru.actions.remove(message);
    expect(texts(maru)).toEqual([]);
  });
});

describe("restoring a message", () => {
  test("posts one copy that names its author and pings nobody", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("@everyone look:\n**this** [is](https://example.com) it");
    const named: Message = {
      ...message,
      author: { ...message.author, name: "Ann **[x](https://evil.example)** @everyone" },
      fileNames: ["@here.png", "b_c.txt"],
    };
    await maru.actions.remove(named);
    await maru.actions.restore(named);
    await maru.chat.restart();
    await maru.actions.restore(named);
    const [copy, ...more] = maru.discord.seen(maru.discord.general);
    expect(more).toEqual([]);
    expect(copy!.text.replaceAll("\u200b", "")).toBe(
      [
        "-# Restored by the moderators. **Ann \\*\\*\\[x\\]\\(https\\://evil\\.example\\)\\*\\* \\@everyone** wrote:",
        "> @everyone look:",
        "> **this** [is](https://example.com) it",
        "-# Files that came with it are lost: \\@here\\.png, b\\_c\\.txt",
      ].join("\n"),
    );
    expect(copy!.pings).toEqual({ users: [], roles: [], everyone: false });
    expect(copy!.message.flags & 4).toBe(4);
  });

  test("says so in the language of the message, and in several parts when it is long", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("안녕하세요. ".repeat(280));
    await maru.actions.remove(message);
    await maru.actions.restore({ ...message, text: `${message.text}\n${message.text}` });
    const parts = texts(maru);
    expect(parts[0]).toMatch(/^-# 운영진이 되살린 메시지예요\. \*\*Ann Lee\*\* 님이 쓴 글:\n> 안녕하세요/);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.join("").match(/안녕하세요/g)).toHaveLength(560);
  });

  test("does nothing while the message stands there", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("hello");
    await maru.actions.restore(message);
    expect(texts(maru)).toEqual(["hello"]);
  });

  test("is taken back with its copy when the message is to be removed again, and can be done once more", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await maru.actions.remove(message);
    await maru.actions.restore(message);
    await maru.actions.remove(message);
    expect(texts(maru)).toEqual([]);
    await maru.actions.restore(message);
    expect(texts(maru)).toEqual(["-# Restored by the moderators. **Ann Lee** wrote:\n> they are vermin"]);
  });

  test("is not possible when AutoMod does not let Maru say it", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await maru.actions.remove(message);
    maru.discord.blockWords(/vermin/);
    await expect(maru.actions.restore(message)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("is not possible when the words are no longer kept", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await maru.actions.remove(message);
    await expect(maru.actions.restore({ ...message, text: "" })).rejects.toMatchObject({ code: "gone" });
  });
});

describe("a timeout", () => {
  const endOf = (maru: Moderated, who = maru.ann) =>
    Date.parse(maru.discord.guild.members.get(who.id)!.communication_disabled_until ?? "") || undefined;

  test("lasts until then, at most 28 days, and is ended", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    const soon = Date.now() + HOUR_MS;
    await maru.actions.timeout(message, soon, c17);
    expect(endOf(maru)).toBe(soon);
    expect(maru.discord.requests.findLast(({ method }) => method === "PATCH")?.auditReason).toBe("c17");
    expect(() => maru.discord.say(maru.ann, maru.discord.general, "more")).toThrow("lacks");
    await maru.actions.timeout(message, Date.now() + 60 * 24 * HOUR_MS);
    expect(endOf(maru)).toBeGreaterThan(Date.now() + 27.9 * 24 * HOUR_MS);
    await maru.actions.endTimeout(message);
    expect(endOf(maru)).toBeUndefined();
    await maru.actions.endTimeout(message);
  });

  test("of somebody else's is neither cut short nor ended", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    const member = maru.discord.guild.members.get(maru.ann.id)!;
    const long = new Date(Date.now() + 5 * HOUR_MS).toISOString();
    member.communication_disabled_until = long;
    await maru.actions.timeout(message, Date.now() + HOUR_MS);
    expect(member.communication_disabled_until).toBe(long);
    await maru.actions.endTimeout(message);
    expect(member.communication_disabled_until).toBe(long);
  });

  test("for one message goes on for another one", async () => {
    await using maru = await moderated();
    const first = await maru.said("they are vermin");
    const second = await maru.said("they all are");
    const soon = Date.now() + HOUR_MS;
    await maru.actions.timeout(first.message, soon);
    await maru.actions.timeout(second.message, soon + HOUR_MS);
    await maru.chat.restart();
    await maru.actions.endTimeout(second.message);
    expect(endOf(maru)).toBe(soon);
    await maru.actions.endTimeout(first.message);
    expect(endOf(maru)).toBeUndefined();
  });

  test("is refused for owners, administrators and whoever stands higher, without the permission, and in direct conversations", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("hello");
    const by = (id: string): Message => ({ ...message, author: { ...message.author, id: `discord:${id}` } });
    const admin = maru.discord.addPerson("Admin", {
      roles: [maru.discord.addRole("Admins", { permissions: ["Administrator"] })],
    });
    for (const who of [maru.discord.owner, admin, maru.mod])
      await expect(maru.actions.timeout(by(who.id), Date.now() + HOUR_MS)).rejects.toMatchObject({
        code: "forbidden",
      });
    const direct = await maru.said("hello", maru.discord.direct(maru.ann));
    await expect(maru.actions.timeout(direct.message, Date.now() + HOUR_MS)).rejects.toMatchObject({
      code: "forbidden",
    });
    maru.discord.removeMember(maru.ann);
    await expect(maru.actions.timeout(message, Date.now() + HOUR_MS)).rejects.toMatchObject({ code: "gone" });
  });
});

describe("a word to the author", () => {
  const notice = (message: Message, changed: Partial<AuthorNotice> = {}): AuthorNotice => ({
    case: c17,
    message,
    kind: { type: "acted", done: ["remove", "timeout"], until: "2026-03-01T10:00:00.000Z" },
    reason: "rule **3** @everyone",
    categories: [],
    mayAppeal: true,
    ...changed,
  });

  test("says what was done and why, and how to appeal; once for each kind", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are ||vermin||");
    expect(await maru.actions.tell(notice(message))).toBe(true);
    await maru.chat.restart();
    expect(await maru.actions.tell(notice(message))).toBe(true);
    const [letter, ...more] = maru.letters(maru.ann);
    expect(more).toEqual([]);
    expect(letter!.text.replaceAll("\u200b", "")).toBe(
      [
        "Your message in **#general** was removed, and you cannot write on that server until <t:1772359200:f>.",
        "**Reason:**",
        "> rule \\*\\*3\\*\\* \\@everyone",
        "**Your message:**",
        "> they are \\|\\|vermin\\|\\|",
        "If you see it otherwise, you can appeal: another moderator then looks at it.",
      ].join("\n"),
    );
    expect(letter!.controls.map(({ customId, label }) => [customId, label])).toEqual([
      ["appeal:c17", "Appeal"],
    ]);
    await maru.actions.tell(notice(message, { earlier: 1 }));
    await maru.actions.tell(notice(message, { kind: { type: "undone" }, mayAppeal: false }));
    expect(maru.letters(maru.ann).map(({ controls }) => controls.length)).toEqual([1, 1, 0]);
  });

  test("says what the message was found to be where nobody wrote a reason", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    const categories = ["abuse", "privacy"] as const;
    await maru.actions.tell(notice(message, { reason: " ", categories }));
    await maru.actions.tell(notice(message, { categories, earlier: 1 }));
    const [found, reasoned] = maru.letters(maru.ann);
    expect(found!.text).toContain(
      "**Reason:**\n> words that hurt somebody\n> somebody's private details\n**Your message:**",
    );
    expect(reasoned!.text).not.toContain("words that hurt somebody");
  });

  test.each([
    [{ type: "acted", done: ["remove"] }, /^Your message in \*\*#general\*\* was removed/],
    [{ type: "acted", done: ["timeout"] }, /^Because of your message in \*\*#general\*\* you cannot write/],
    [{ type: "warned" }, /^A word from the moderators/],
    [{ type: "undone" }, /was taken back\.$/m],
    [{ type: "appeal-received" }, /has arrived\. Another moderator will look at it\.$/m],
    [{ type: "appeal-confirmed" }, /the decision stands\.$/m],
    [{ type: "appeal-overturned" }, /you were right: what was done was taken back\.$/m],
  ] as const)("has words for %j", async (kind, words) => {
    await using maru = await moderated();
    const { message } = await maru.said("hello");
    await maru.actions.tell(notice(message, { kind }));
    expect(maru.letters(maru.ann)[0]!.text).toMatch(words);
  });

  test("is in the author's language, else in the message's", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("저 사람들은 벌레야");
    const warned = { kind: { type: "warned" } } as const;
    await maru.actions.tell(notice(message, warned));
    await maru.actions.tell(
      notice({ ...message, author: { ...message.author, locale: "en" } }, { ...warned, earlier: 1 }),
    );
    const [korean, english] = maru.letters(maru.ann);
    expect(korean!.text).toMatch(/^\*\*#general\*\*에 쓰신 메시지에 대해 운영진이 말씀드려요/);
    expect(korean!.controls[0]!.label).toBe("이의 제기");
    expect(english!.text).toMatch(/^A word from the moderators/);
  });

  test("reaches nobody who takes no direct messages, no bot, and nobody who has left", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("hello");
    maru.discord.closeDirect(maru.ann);
    expect(await maru.actions.tell(notice(message))).toBe(false);
    const bot: Message = { ...message, author: { ...message.author, kind: "bot" } };
    expect(await maru.actions.tell(notice(bot))).toBe(false);
    maru.discord.world.closedDoors.delete(maru.ann.id);
    expect(await maru.actions.tell(notice(message))).toBe(true);
  });
});

test("neither cards nor words to authors are part of what was said: no model reads them", async () => {
  await using maru = await moderated();
  const { message } = await maru.said("they are vermin");
  const direct = await maru.said("hello", maru.discord.direct(maru.ann));
  await maru.actions.showCard(caseOf(message), false);
  await maru.actions.tell({ case: c17, message, kind: { type: "warned" }, categories: [], mayAppeal: true });
  const moderators = maru.discord.say(maru.mod, maru.moderators, "who takes it?");
  const said = async (scope: Parameters<typeof maru.chat.adapter.history>[0]) =>
    (await Array.fromAsync(maru.chat.adapter.history(scope))).map(({ text }) => text);
  expect(await said({ place: `discord:${moderators.channel_id}` })).toEqual(["who takes it?"]);
  expect(await said({ thread: direct.message.thread })).toEqual(["hello"]);
});

describe("what Maru can do as a moderator", () => {
  test.each([
    [{}, false, [/platforms\.discord\.moderation is not set/, /no cards/]],
    [{ moderation: {} }, false, [/no cards/]],
    [{ moderation: { channel: "moderators" } }, true, []],
  ])("with %j", async (section, cards, missing) => {
    expect(discordModule.abilities!(configured(section), {})).toEqual({
      remove: "delete",
      timeout: true,
      tell: true,
      cards,
      reports: cards ? "own" : false,
      missing: missing.map((one) => expect.stringMatching(one)),
    });
  });

  test("is said of the adapter before it is started; nothing can be done then", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("hello");
    await maru.chat.adapter.stop();
    expect(maru.actions.can.cards).toBe(true);
    await expect(maru.actions.remove(message)).rejects.toThrow("not been started");
  });

  test("says so when Maru may not read what does not mention it", async () => {
    await using maru = await moderated({ discord: { portal: { messageContent: false } } });
    expect(maru.actions.can.missing).toEqual([expect.stringMatching(/^Message Content Intent is off/)]);
  });

  test("without a moderators' channel nothing is posted", async () => {
    await using maru = await moderated({ config: { moderation: {} } });
    await maru.actions.post("report", { en: "report", ko: "보고서" });
    expect(maru.cards()).toEqual([]);
    expect(maru.chat.log.lines.filter(({ level }) => level !== "info")).toEqual([]);
  });
});
