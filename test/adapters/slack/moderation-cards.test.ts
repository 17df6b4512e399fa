import { describe, expect, test } from "vitest";
import { caseWindow } from "../../../adapters/slack/moderation/case-window.ts";
import type { ReviewCase } from "../../../src/core/ports/index.ts";
import type { Author, CaseId } from "../../../src/core/types.ts";
import type { Channel } from "../../fakes/slack/index.ts";
import { c17, caseOf, type Moderated, moderated, moderator, textOf } from "./moderating.ts";

const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

/** What an operator is told to do. */
const remedies = ({ chat }: Moderated) =>
  chat.log.lines
    .filter(({ event }) => event === "slack needs somebody's help")
    .map(({ fields }) => String(fields["remedy"]));

const labels = (maru: Moderated) => maru.cards().map(({ controls }) => controls.map(({ label }) => label));

describe("a card", () => {
  test("says all that moderators need, and none of the words", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await maru.show(caseOf(message));
    const [card] = maru.cards();
    expect(card!.text).toMatchInlineSnapshot(`
      "Case c17: Hate, Abuse
      Open
      Author: Ann Lee (U000000005)
      Place: #general, to the message
      The author here before: 3 cases: 2 upheld, 1 dismissed
      What was found: Found by: router, guard
      Guard: 91.4 % likely Abuse (S10)
      Router: 83 % (looks from 40 % on)
      The policy says: queue for people, delete
      Done: nothing
      c17 · policy 3f2a · router 1b · guard 9c"
    `);
    expect(card!.fallback).toBe("Case c17: Hate, Abuse · Open");
    expect(labels(maru)).toEqual([
      ["Uphold", "Dismiss", "Warn", "Delete", "Show the message", "Escalate", "Claim"],
    ]);
    expect(card!.pings).toEqual([]);
    expect(JSON.stringify(card!.message)).not.toContain("vermin");
    const links = [...JSON.stringify(card!.message.blocks).matchAll(/"url":"([^"]*)"/g)];
    expect(links.map(([, url]) => url)).toEqual([message.link]);
    const [posted] = maru.slack.requests.filter(({ method }) => method === "chat.postMessage");
    expect(posted!.args).toMatchObject({ unfurl_links: false, unfurl_media: false });
  });

  test("changes with its case, and only when there is something new", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await maru.show(caseOf(message));
    await maru.show(caseOf(message));
    expect(maru.slack.requests.some(({ method }) => method === "chat.update")).toBe(false);
    const at = "2026-03-01T10:05:00.000Z";
    await maru.show(
      caseOf(message, {
        state: "seconding",
        twoPersons: true,
        claim: { by: moderator("Kim"), until: at },
        proposal: { move: "delete", by: moderator("Lee"), reason: "rule 3", at },
        escalated: { by: moderator("Park") },
        moves: ["uphold", "undo"],
      }),
    );
    for (const part of [
      "Needs a second moderator · Takes two moderators",
      "Kim is looking at it until",
      "Lee proposes: Delete — rule 3",
      "Park asks for another moderator",
    ])
      expect(maru.cards()[0]!.text).toContain(part);
    await maru.show(
      caseOf(message, {
        state: "final",
        decision: { move: "delete", by: moderator("Lee"), seconded: moderator("Kim"), reason: "rule 3", at },
        done: [
          { step: "remove", at, outcome: "done", undone: true },
          { step: "note", at, outcome: "failed", why: "unreachable" },
          { step: "timeout", at, outcome: "failed", why: "unsupported", until: at },
        ],
        appeal: { words: "a joke", at, outcome: "overturned", by: moderator("Choi") },
        moves: ["undo"],
      }),
    );
    const [card, ...others] = maru.cards();
    expect(others).toEqual([]);
    for (const part of [
      "Lee, Kim: Delete, ",
      "delete, taken back; note to the author, failed: Slack could not be reached",
      "timeout, failed: not possible there, until",
      "Choi overturned the decision",
    ])
      expect(card!.text).toContain(part);
    expect(card!.text).not.toContain("a joke");
    expect(labels(maru)).toEqual([["Show the message", "Undo"]]);
  });

  test("of an appeal asks whether the decision stands", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await maru.show(
      caseOf(message, { state: "appealed", moves: ["uphold", "dismiss", "escalate", "claim"] }),
    );
    expect(labels(maru)).toEqual([["Confirm", "Overturn", "Show the message", "Escalate", "Claim"]]);
  });

  test("says that the message was edited since, that it was deleted, and who does not decide", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    const at = "2026-03-01T11:00:00.000Z";
    const decision = { move: "warn", by: moderator("Mod"), seconded: moderator("Kim"), at } as const;
    const shown = caseOf(message, {
      state: "appealed",
      decision,
      deciders: ["slack:U1", "slack:U2"],
      appeal: { words: "no", at },
      edited: { text: "I am sorry", at },
      gone: true,
    });
    await maru.show(shown);
    const [card] = maru.cards();
    expect(card!.text).toContain("Edited since, ");
    expect(card!.text).toContain("Its author deleted the message");
    expect(card!.text).toContain("Another moderator than Mod, Kim is to decide");
    expect(JSON.stringify(card!.message)).not.toContain("sorry");
    expect(textOf({ ...caseWindow(shown, "en") })).toMatch(
      /they are vermin[\s\S]*Now it reads[\s\S]*I am sorry/,
    );
  });

  test("asks before a message is deleted", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await maru.show(caseOf(message));
    const json = JSON.stringify(maru.cards()[0]!.message.blocks);
    expect(json).toContain('"style":"danger"');
    expect(json).toContain("Delete the message?");
  });

  test("says why the guard could not be asked", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    const { findings } = caseOf(message);
    await maru.show(
      caseOf(message, { findings: { ...findings, guard: { unavailable: "loading" }, rules: ["no slurs"] } }),
    );
    expect(maru.cards()[0]!.text).toContain("Guard: could not be asked (loading)");
    expect(maru.cards()[0]!.text).toContain("Rules: no slurs");
  });

  test("pings nobody and formats nothing, whatever stands in it", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    const evil = "<!here> <@U0MARU> <https://evil.example|x> *b* `c`\u202e\n# :wave:";
    const author: Author = { ...message.author, name: evil };
    const at = message.sentAt;
    const shown: ReviewCase = caseOf(message, {
      state: "decided",
      message: {
        ...message,
        author,
        text: evil,
        place: { ...message.place, name: evil },
      },
      context: [{ ...message, author, text: evil }],
      findings: {
        part: "text",
        categories: [],
        rules: [evil],
        guard: { unavailable: evil },
        router: {
          score: 1,
          threshold: 0,
          labels: [],
          evidence: [{ text: evil, start: 0, end: 1, weight: 1 }],
        },
      },
      reports: [{ by: author.id, words: evil, at }],
      claim: { by: author, until: at },
      decision: { move: "delete", by: author, reason: evil, at },
      appeal: { words: evil, at },
    });
    await maru.show(shown);
    const [card] = maru.cards();
    expect(card!.pings).toEqual([]);
    await maru.slack.press(maru.mod, card!, "show:c17");
    const modal = maru.slack.modal(maru.mod)!;
    expect(textOf(modal)).toContain("*b* `c`");
    for (const json of [JSON.stringify(card!.message.blocks), JSON.stringify(modal["blocks"])]) {
      expect(json).not.toContain("mrkdwn");
      expect(json).not.toContain("\u202e");
      expect(json).not.toContain('"emoji":true');
      expect(json).not.toMatch(/<[!@]/);
      expect(json).not.toMatch(/"type":"(user|usergroup|broadcast|channel|team|emoji)"/);
      expect([...json.matchAll(/"url":"([^"]*)"/g)].every(([, url]) => url === message.link)).toBe(true);
    }
    expect(card!.fallback).toBe("Case c17: Uncategorised · Decided");
  });

  test("holds the longest case there can be", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    const long = "긴 말 ".repeat(4_000);
    const at = message.sentAt;
    const one = { ...message, author: { ...message.author, name: long }, text: long };
    await maru.show(
      caseOf(one, {
        context: Array.from({ length: 40 }, () => one),
        reports: Array.from({ length: 60 }, () => ({ by: one.author.id, words: long, at })),
        done: Array.from({ length: 12 }, () => ({ step: "remove" as const, at, outcome: "done" as const })),
        policy: long,
        models: [long],
        appeal: { words: long, at },
        moves: ["uphold", "dismiss", "warn", "delete", "timeout", "escalate", "undo", "claim", "release"],
      }),
    );
    await maru.slack.press(maru.mod, maru.cards()[0]!, "show:c17");
    expect(maru.slack.modal(maru.mod)).toBeDefined();
  });

  test("hides a name that is what the case is about", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("hello");
    const author = { ...message.author, name: "Vermin Hater" };
    const { findings } = caseOf(message);
    await maru.show(caseOf({ ...message, author }, { findings: { ...findings, part: "author-name" } }));
    expect(JSON.stringify(maru.cards()[0]!.message)).not.toContain("Vermin");
    await maru.slack.press(maru.mod, maru.cards()[0]!, "show:c17");
    expect(textOf(maru.slack.modal(maru.mod))).toContain("Vermin Hater");
  });

  test("is Korean where most moderators are", async () => {
    await using maru = await moderated({ modLocale: "ko-KR" });
    const { message } = await maru.said("그 사람들은 벌레야");
    await maru.show(caseOf(message));
    expect(maru.cards()[0]!.text).toContain("사건 c17: 혐오, 괴롭힘");
    expect(labels(maru)).toEqual([["인정", "기각", "주의", "삭제", "메시지 보기", "넘기기", "맡기"]]);
  });

  test("is posted again when it was deleted, if there is something left to decide", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await maru.show(caseOf(message));
    maru.slack.remove(maru.cards()[0]!.message);
    await maru.show(caseOf(message, { moves: ["claim"] }));
    expect(maru.cards()).toHaveLength(1);
    maru.slack.remove(maru.cards()[0]!.message);
    await maru.show(caseOf(message, { state: "final", moves: [] }));
    expect(maru.cards()).toEqual([]);
  });
});

describe("however a card is posted, there is one", () => {
  test("also when many show it at once", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await Promise.all([1, 2, 3].map(() => maru.show(caseOf(message))));
    expect(maru.cards()).toHaveLength(1);
  });

  test("also when the answer to the post gets lost, or the post itself", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    maru.slack.web.failNext("chat.postMessage", "lost request");
    expect(await failure(maru.show(caseOf(message)))).toBeDefined();
    maru.slack.web.failNext("chat.postMessage", "lost answer");
    await maru.show(caseOf(message));
    expect(maru.cards()).toHaveLength(1);
  });

  test("also when Maru dies in the middle of it, and the case changes meanwhile", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    // As if it had died: the post arrived, and nothing that came after was done.
    maru.slack.web.failNext("chat.postMessage", "lost answer");
    maru.slack.web.failNext("conversations.history", 500, 500, 500, 500, 500);
    expect(await failure(maru.show(caseOf(message)))).toBeDefined();
    expect(maru.cards()).toHaveLength(1);
    await maru.chat.restart();
    await maru.show(caseOf(message, { moves: ["claim"] }));
    expect(labels(maru)).toEqual([["Show the message", "Claim"]]);
  });
});

describe("the moderators' channel", () => {
  test.each(["#moderators", "id"])("can be named (%s)", async (how) => {
    const config: { moderation: { channel: string } } = { moderation: { channel: how } };
    await using maru = await moderated({
      config,
      before(slack) {
        const found = [...slack.world.channels.values()].find(({ name }) => name === "moderators")!;
        if (how === "id") config.moderation.channel = found.id;
      },
    });
    const { message } = await maru.said("they are vermin");
    await maru.show(caseOf(message));
    expect(maru.cards()).toHaveLength(1);
  });

  test("is none that everybody can join, or that others read, and an operator is told once", async () => {
    for (const make of ["public", "shared", "elsewhere"] as const) {
      await using maru = await moderated({
        config: { moderation: { channel: "mods" } },
        before(slack) {
          const other = { sharedWith: [slack.addTeam("Other")] };
          slack.addChannel("mods", {
            private: make !== "public",
            withApp: make !== "elsewhere",
            ...(make === "shared" ? other : {}),
          });
        },
      });
      const { message } = await maru.said("they are vermin");
      for (let time = 0; time < 2; time++)
        expect(String(await failure(maru.show(caseOf(message))))).toContain("no moderators' channel");
      expect(remedies(maru)).toEqual([expect.stringContaining('no private channel "mods"')]);
    }
  });

  test("that was deleted is told of; the card comes as soon as there is another", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await maru.show(caseOf(message));
    maru.slack.deleteChannel(maru.moderators);
    expect(await failure(maru.show(caseOf(message, { moves: ["claim"] })))).toBeDefined();
    expect(remedies(maru)).toHaveLength(1);
    const anew = maru.slack.addChannel("moderators", { private: true, members: [maru.mod] });
    await maru.show(caseOf(message, { moves: ["claim"] }));
    expect(maru.slack.seen(anew)).toHaveLength(1);
    await maru.slack.press(maru.mod, maru.slack.seen(anew)[0]!, "move:claim:c17");
    expect(maru.chat.core.events.at(-1)).toMatchObject({ type: "move", move: "claim" });
  });

  test("gets the daily report, once, in its language", async () => {
    await using maru = await moderated({ modLocale: "ko-KR" });
    const report = {
      en: "**Report** of the day",
      ko: `**보고** <!here>\n\n${"한 줄이에요.\n".repeat(2_000)}`,
    };
    await maru.actions.post("daily 2026-03-01", report);
    await maru.actions.post("daily 2026-03-01", report);
    const posts = maru.cards();
    expect(posts.length).toBeGreaterThan(1);
    expect(posts[0]!.text).toContain("**보고**");
    expect(posts.flatMap(({ pings }) => pings)).toEqual([]);
    expect(
      posts
        .map(({ text }) => text)
        .join("\n")
        .match(/한 줄이에요/g),
    ).toHaveLength(2_000);
  });

  test("need not be there: then nothing is posted, and that is said", async () => {
    await using maru = await moderated({ config: {} });
    expect(maru.actions.can.cards).toBe(false);
    expect(maru.actions.can.missing.join("\n")).toContain("platforms.slack.moderation.channel");
    await maru.actions.post("daily 2026-03-01", { en: "Report", ko: "보고" });
    expect(maru.cards()).toEqual([]);
  });
});

test("cards and words to authors are no part of what was said; what was restored is", async () => {
  await using maru = await moderated();
  const { posted, message } = await maru.said("they are vermin");
  maru.slack.say(maru.mod, maru.slack.general, "hm", { thread: posted });
  await maru.show(caseOf(message));
  await maru.actions.tell({ case: c17, message, kind: { type: "warned" }, categories: [], mayAppeal: true });
  await maru.actions.remove(message);
  await maru.actions.restore(message);
  const past = async (channel: Channel) => {
    const messages = await Array.fromAsync(
      maru.chat.adapter.history({ place: `slack:${channel.id}` }, { last: 10 }),
    );
    return messages.map(({ text }) => text);
  };
  expect(await past(maru.moderators)).toEqual([]);
  expect(await past(maru.slack.direct(maru.ann))).toEqual([]);
  expect(await past(maru.slack.general)).toEqual(["hm", expect.stringContaining("they are vermin")]);
});

test("among 60 cases and a Slack that fails every fifth time there is one card and one word for each", async () => {
  await using maru = await moderated();
  const { message } = await maru.said("they are vermin");
  Object.assign(maru.slack.web, {
    share: 0.2,
    kinds: [500, "lost answer", "lost request"],
    methods: ["chat.postMessage", "chat.update", "conversations.history", "conversations.open"],
  });
  const ids = Array.from({ length: 60 }, (_, at): CaseId => `c${at}`);
  const insist = async (work: () => Promise<unknown>) => {
    for (let tries = 0; tries < 50; tries++) if ((await failure(work())) === undefined) return;
    throw new Error("it never succeeded");
  };
  await Promise.all(
    ids.map(async (id) => {
      await insist(() => maru.show(caseOf(message, { id })));
      await insist(() => maru.show(caseOf(message, { id, moves: ["claim"] })));
      await insist(() =>
        maru.actions.tell({ case: id, message, kind: { type: "warned" }, categories: [], mayAppeal: false }),
      );
    }),
  );
  const titles = maru.cards().map(({ fallback }) => fallback);
  expect(new Set(titles).size).toBe(60);
  expect(titles).toHaveLength(60);
  expect(labels(maru).every((shown) => shown.join() === "Show the message,Claim")).toBe(true);
  expect(maru.letters(maru.ann)).toHaveLength(60);
  expect(maru.slack.web.injected).toBeGreaterThan(20);
});

test("of many moderators the last one may decide", async () => {
  await using maru = await moderated();
  for (let at = 0; at < 450; at++) maru.slack.join(maru.slack.addPerson(`Mod ${at}`), maru.moderators);
  const last = maru.slack.addPerson("Last Lim");
  maru.slack.join(last, maru.moderators);
  const { message } = await maru.said("they are vermin");
  await maru.show(caseOf(message));
  await maru.slack.press(last, maru.cards()[0]!, "move:claim:c17");
  expect(maru.chat.core.events.at(-1)).toMatchObject({ type: "move", by: { name: "Last Lim" } });
});
