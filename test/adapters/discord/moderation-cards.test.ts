import { MessageFlags } from "discord.js";
import { describe, expect, test } from "vitest";
import type { Message } from "../../../src/core/types.ts";
import { caseOf, moderated, moderator } from "./moderating.ts";

const flagsOf = (one: { readonly message: { readonly flags: number } } | undefined) =>
  one?.message.flags ?? 0;

describe("a card", () => {
  test("shows the case in the moderators' channel, with a button for each move, and pings nobody", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await maru.actions.showCard(caseOf(message), false);
    const [card, ...more] = maru.cards();
    expect(more).toEqual([]);
    expect(card).toMatchObject({ text: "", pings: { users: [], roles: [], everyone: false } });
    expect(flagsOf(card) & MessageFlags.SuppressNotifications).toBe(0);
    expect(card!.controls.map(({ label }) => label)).toEqual([
      "Uphold",
      "Dismiss",
      "Warn",
      "Delete",
      "Timeout",
      "Escalate",
      "Claim",
    ]);
    const [embed] = card!.embeds;
    expect(embed).toMatchObject({
      title: "Case c17: Hate, Abuse",
      description: "**Open**\n**Message**\n||they are vermin||",
      footer: { text: "c17 · policy 3f2a · router 1b · guard 9c" },
    });
    const fields = Object.fromEntries(embed!.fields!.map(({ name, value }) => [name, value]));
    expect(fields).toEqual({
      Author: `<@${maru.ann.id}>\nAnn Lee\n\`${maru.ann.id}\``,
      Place: `<#${maru.discord.general.id}>\n[to the message](${message.link})`,
      "The author here before": "3 cases: 2 upheld, 1 dismissed",
      "What was found":
        "Found by: router, guard\nGuard: 91.4 % likely Abuse (S10)\nRouter: 83 % (looks from 40 % on)",
      "Words that weighed": "||vermin||",
      "The policy says": "queue for people, delete",
      Done: "nothing",
    });
  });

  test("is posted once and changes with its case", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    const open = caseOf(message);
    await maru.actions.showCard(open, false);
    await maru.actions.showCard(open, false);
    await maru.chat.restart();
    const mod = moderator("Mod_Kim");
    await maru.actions.showCard(
      caseOf(message, {
        state: "decided",
        decision: { move: "delete", by: mod, reason: "see **rule** 3", at: "2026-03-01T11:00:00.000Z" },
        done: [{ step: "remove", at: "2026-03-01T11:00:00.000Z", outcome: "failed", why: "forbidden" }],
        moves: ["undo"],
      }),
      false,
    );
    const [card, ...more] = maru.cards();
    expect(more).toEqual([]);
    expect(card!.controls.map(({ label }) => label)).toEqual(["Undo"]);
    const fields = Object.fromEntries(card!.embeds[0]!.fields!.map(({ name, value }) => [name, value]));
    expect(fields).toMatchObject({
      Done: "delete, failed: Maru may not do that there",
      Now: "Mod\\_Kim: Delete <t:1772362800:f>\n> see \\*\\*rule\\*\\* 3",
    });
    const edits = maru.discord.requests.filter(
      ({ method, path }) => method === "PATCH" && /messages/.test(path),
    );
    expect(edits).toHaveLength(1);
  });

  test("that is to be quiet rings on nobody's device", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await maru.actions.showCard(caseOf(message), true);
    expect(flagsOf(maru.cards()[0]) & MessageFlags.SuppressNotifications).not.toBe(0);
  });

  test("that somebody deleted comes back while there is something to decide, and only then", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await maru.actions.showCard(caseOf(message), false);
    maru.discord.remove(maru.cards()[0]!.message);
    await maru.actions.showCard(caseOf(message, { state: "decided", moves: ["undo"] }), false);
    expect(maru.cards()).toEqual([]);
    await maru.actions.showCard(caseOf(message, { state: "appealed", moves: ["uphold", "dismiss"] }), false);
    expect(maru.cards().map(({ controls }) => controls.map(({ label }) => label))).toEqual([
      ["Confirm", "Overturn"],
    ]);
  });

  test("waits for a moderators' channel, and an operator is told once what to do", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await maru.actions.showCard(caseOf(message), false);
    maru.discord.deleteChannel(maru.moderators);
    const appealed = caseOf(message, { state: "appealed" });
    await expect
      .poll(() => maru.actions.showCard(appealed, false).then(() => "shown", String))
      .toMatch(/no moderators' channel/);
    await expect(maru.actions.showCard(appealed, false)).rejects.toThrow();
    const told = maru.chat.log.lines.filter(({ event }) => event === "discord needs somebody's help");
    expect(told).toHaveLength(1);
    const other = maru.discord.addChannel("moderators");
    await expect.poll(() => maru.actions.showCard(appealed, false).then(() => "shown", String)).toBe("shown");
    expect(maru.discord.seen(other)).toHaveLength(1);
  });

  test("that AutoMod blocks is told to an operator, and shown once it is exempt", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    maru.discord.blockWords(/vermin/);
    for (let tries = 0; tries < 2; tries++)
      await expect(maru.actions.showCard(caseOf(message), false)).rejects.toMatchObject({ code: 200000 });
    const told = maru.chat.log.lines.filter(({ event }) => event === "discord needs somebody's help");
    expect(told.map(({ fields }) => fields["remedy"])).toEqual([expect.stringMatching(/^AutoMod blocks/)]);
    maru.discord.blockWords(/badger/);
    await maru.actions.showCard(caseOf(message), false);
    expect(maru.cards()).toHaveLength(1);
  });

  test("stands in the server of its message, in that server's language", async () => {
    await using maru = await moderated();
    const korean = maru.discord.addGuild("한국", ["ManageMessages"]);
    korean.preferredLocale = "ko";
    const lobby = maru.discord.addChannel("lobby", { guild: korean });
    const own = maru.discord.addChannel("moderators", { guild: korean });
    const min = maru.discord.addPerson("민지", { guilds: [korean] });
    await maru.chat.restart();
    maru.discord.say(min, lobby, "저 사람들은 벌레야");
    const { message } = await maru.chat.core.until("message");
    await maru.actions.showCard(
      caseOf(message, { claim: { by: moderator("김 운영"), until: "2026-03-01T10:15:00.000Z" } }),
      false,
    );
    expect(maru.cards()).toEqual([]);
    const [card] = maru.discord.seen(own);
    expect(card!.controls.map(({ label }) => label)).toEqual([
      "인정",
      "기각",
      "주의",
      "삭제",
      "타임아웃",
      "넘기기",
      "맡기",
    ]);
    expect(card!.embeds[0]).toMatchObject({
      title: "사건 c17: 혐오, 괴롭힘",
      description: "**열림**\n**메시지**\n||저 사람들은 벌레야||",
    });
    expect(JSON.stringify(card!.embeds[0]!.fields)).toContain(
      "김 운영 님이 <t:1772360100:t>까지 보고 있어요",
    );
  });
});

describe("what others wrote, on a card,", () => {
  const nasty = [
    "@everyone <@123456789012345678> || out ||",
    "[click](https://evil.example) https://evil.example <https://evil.example>",
    "```js\n|| ``` `",
    "# big\n> quote\n- list\n-# small\n<t:0:R> <:x:1> <#1>",
    "ends with a backslash \\",
    "\u202eturned\u2066",
  ];

  test.each(nasty)("pings nobody, leaves no spoiler and is no link: %j", async (text) => {
    await using maru = await moderated();
    const { message } = await maru.said("hello");
    const evil: Message = {
      ...message,
      text,
      author: { ...message.author, name: text },
      place: { ...message.place, name: text },
    };
    const by = { ...moderator(text), name: text };
    await maru.actions.showCard(
      caseOf(evil, {
        context: [evil],
        findings: { ...caseOf(evil).findings, rules: [text], guard: { unavailable: text } },
        reports: [{ by: "discord:1", words: text, at: "2026-03-01T10:00:00.000Z" }],
        claim: { by, until: "2026-03-01T10:00:00.000Z" },
        decision: { move: "uphold", by, reason: text, at: "2026-03-01T10:00:00.000Z" },
        appeal: { words: text, at: "2026-03-01T10:00:00.000Z" },
      }),
      false,
    );
    const [card] = maru.cards();
    expect(card!.pings).toEqual({ users: [], roles: [], everyone: false });
    const [embed] = card!.embeds;
    for (const value of [embed!.description!, ...embed!.fields!.map((one) => one.value)]) {
      // What Discord's Markdown takes as such: a character that no backslash stands before.
      const bare = value.replaceAll(/\\[^0-9A-Za-z\s]/g, "");
      expect(bare.replaceAll(/\|\|[^|]*\|\|/g, "")).not.toContain("||");
      expect(bare).not.toMatch(
        /`[^`\d]|@everyone|https?:(?!\/\/discord\.com\/)|\\$|[\u202a-\u202e\u2066-\u2069]/,
      );
      expect(
        bare.replaceAll(/<(?:@\d+|#\d+|t:\d+:[ft])>|\[to the message\]\([^)]*\)|`\d+`/g, ""),
      ).not.toMatch(/[<[\]`]|^#/m);
    }
    const inSpoilers = (embed!.description!.match(/\|\|[\s\S]*\|\|/g) ?? []).join("");
    expect(inSpoilers.length).toBeGreaterThan(4);
  });

  test("fits, however much of it there is", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("hello");
    const long = "*|_@".repeat(5_000);
    const huge: Message = { ...message, text: long, author: { ...message.author, name: long } };
    const by = moderator(long);
    await maru.actions.showCard(
      caseOf(huge, {
        mode: "shadow",
        twoPersons: true,
        state: "appealed",
        sources: ["router", "guard", "rule", "report"],
        context: Array.from({ length: 9 }, () => huge),
        findings: {
          part: "file-name",
          categories: ["hate", "abuse", "threat", "sexual", "self-harm", "privacy", "crime", "spam", "other"],
          router: {
            score: 0.12345,
            threshold: 0.54321,
            labels: [],
            evidence: Array.from({ length: 50 }, (_, at) => ({
              text: `${at}${long}`,
              start: 0,
              end: 1,
              weight: 1,
            })),
          },
          guard: { probability: 0.12345, categories: ["hate", "abuse", "threat"], codes: [long] },
          rules: [long],
        },
        reports: Array.from({ length: 9 }, () => ({
          by: "discord:1" as const,
          words: long,
          at: "2026-03-01T10:00:00.000Z",
        })),
        done: (["note", "remove", "timeout"] as const).map((step) => ({
          step,
          at: "2026-03-01T10:00:00.000Z",
          outcome: "failed",
          why: "unreachable",
          until: "2026-03-01T10:00:00.000Z",
          undone: true,
        })),
        proposed: ["log", "note", "queue", "remove", "timeout"],
        models: [long],
        claim: { by, until: "2026-03-01T10:00:00.000Z" },
        proposal: { move: "uphold", by, reason: long, at: "2026-03-01T10:00:00.000Z" },
        escalated: { by, reason: long },
        decision: { move: "uphold", by, seconded: by, reason: long, at: "2026-03-01T10:00:00.000Z" },
        appeal: { words: long, at: "2026-03-01T10:00:00.000Z", outcome: "confirmed", by },
        edited: { text: long, at: "2026-03-01T10:00:00.000Z" },
        gone: true,
        deciders: ["discord:1"],
        moves: ["uphold", "dismiss", "warn", "delete", "timeout", "escalate", "undo", "claim"],
      }),
      false,
    );
    expect(maru.cards()).toHaveLength(1);
  });

  test("says that the message was edited since, that it was deleted, and who does not decide", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    const at = "2026-03-01T11:00:00.000Z";
    const [mod, kim] = [moderator("Mod"), moderator("Kim")];
    const edited = { text: "I am ||sorry||", at };
    await maru.actions.showCard(caseOf(message, { edited, gone: true }), false);
    expect(maru.cards()[0]!.embeds[0]!.description).toBe(
      `**Open** · Its author deleted the message\n**Message**\n||they are vermin||\n**Edited since, <t:${Date.parse(at) / 1000}:f>**\n||I am \\|\\|sorry\\|\\|||`,
    );
    const decision = { move: "warn", by: mod, seconded: kim, at } as const;
    await maru.actions.showCard(
      caseOf(message, {
        state: "appealed",
        decision,
        deciders: ["discord:1", "discord:2"],
        appeal: { words: "no", at },
      }),
      false,
    );
    const now = maru.cards()[0]!.embeds[0]!.fields!.find(({ name }) => name === "Now");
    expect(now!.value).toContain("Another moderator than Mod, Kim is to decide");
  });

  test("is not shown unasked where the author's name is what it is about", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("hello");
    const { findings } = caseOf(message);
    await maru.actions.showCard(caseOf(message, { findings: { ...findings, part: "author-name" } }), false);
    const [embed] = maru.cards()[0]!.embeds;
    expect(embed!.description).toBe("**Open**\n**The author's name**\n||Ann Lee||\n**Message**\n||hello||");
    expect(embed!.fields![0]).toMatchObject({ name: "Author", value: `\`${maru.ann.id}\`` });
  });
});

test("the daily report is posted once, in the server's language, and rings nowhere", async () => {
  await using maru = await moderated();
  const markdown = { en: "**Report** of @everyone", ko: "**보고서**" };
  await maru.actions.post("report 2026-03-01", markdown);
  await maru.chat.restart();
  await maru.actions.post("report 2026-03-01", markdown);
  const [report, ...more] = maru.cards();
  expect(more).toEqual([]);
  expect(report).toMatchObject({ text: "**Report** of @\u200beveryone", pings: { everyone: false } });
  expect(flagsOf(report) & MessageFlags.SuppressNotifications).not.toBe(0);
});
