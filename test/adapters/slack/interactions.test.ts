import { describe, expect, test, vi } from "vitest";
import { askedMessage } from "../../../adapters/slack/asked.ts";
import { botScopes } from "../../../adapters/slack/scopes.ts";
import type { Message } from "../../../src/core/types.ts";
import type { Channel, User } from "../../fakes/slack/index.ts";
import { type Connected, connect } from "./chat.ts";

/** As soon as the check passes. */
const soon = <Result>(check: () => Result) => vi.waitFor(check, 10_000);

/** What Maru wrote in a channel outside of threads. */
const written = ({ slack }: Connected, channel: Channel = slack.general) =>
  slack.seen(channel).filter(({ isBot }) => isBot);

/** Uses a command whose answer only Ann sees, and resolves to the message that the core gets of it. */
async function give(
  { slack, core, ann }: Connected,
  command: `/${string}`,
  text = "",
  channel: Channel = slack.general,
): Promise<Message> {
  const before = core.events.length;
  const delivery = await slack.slash(ann, channel, command, text);
  expect(delivery.state).toBe("acknowledged");
  const event = await soon(() => {
    expect(core.events.length).toBeGreaterThan(before);
    return core.events[before]!;
  });
  if (event.type !== "message") throw new Error("the core got no message");
  return event.message;
}

describe("/ask", () => {
  test.each(["socket", "http"] as const)(
    "posts the question for all to see, in the asker's name (%s)",
    async (mode) => {
      await using chat = await connect({ slack: { mode } });
      const { slack, core, adapter } = chat;
      const min = slack.addPerson("민지", { locale: "ko-KR" });
      const bob = slack.addPerson("Bob");
      const text = `<!channel> <!subteam^S1|@team> <@${bob.id}|bob> &lt;왜&gt; *그래*?`;
      await slack.slash(min, slack.general, "/ask", text);
      const { message } = await core.until("message");
      expect(message).toMatchObject({
        author: { name: "민지", kind: "person", locale: "ko" },
        text: "@channel @team @Bob <왜> **그래**?",
        mentions: [],
        command: "ask",
        startsThread: true,
        place: { kind: "channel", name: "general" },
      });
      const [question] = written(chat);
      expect(question?.text).toContain("님의 질문:");
      expect(question?.pings).toEqual([min.id]);
      await (await adapter.openReply(message)).finish("그냥요.", "answer");
      expect(slack.seen(slack.general, question!.ts).map(({ text }) => text)).toEqual([
        question!.text,
        "그냥요.",
      ]);
      const past = await Array.fromAsync(adapter.history({ thread: message.thread }));
      expect(past.map(({ author, text }) => `${author.name}: ${text}`)).toEqual([
        "민지: @channel @team @Bob <왜> **그래**?",
        "Maru: 그냥요.",
      ]);
      expect(past[0]).toEqual(message);
      expect(core.events).toHaveLength(1);
    },
  );

  test.each(["socket", "http"] as const)(
    "without a question, says how to ask one, to that person alone (%s)",
    async (mode) => {
      await using chat = await connect({ slack: { mode } });
      await chat.slack.slash(chat.ann, chat.slack.general, "/ask", " ");
      await soon(() =>
        expect(written(chat)).toMatchObject([
          { onlyFor: chat.ann.id, text: expect.stringContaining("/ask How do I") },
        ]),
      );
      expect(chat.core.events).toEqual([]);
    },
  );

  test("posts the question once, also when Slack's answer to that gets lost", async () => {
    await using chat = await connect();
    chat.slack.web.failNext("chat.postMessage", "lost answer");
    await chat.slack.slash(chat.ann, chat.slack.general, "/ask", "why?");
    expect((await chat.core.until("message")).message.text).toBe("why?");
    chat.slack.web.failNext("chat.postMessage", "lost request");
    await chat.slack.slash(chat.ann, chat.slack.general, "/ask", "how?");
    await chat.core.until("message", ({ message }) => message.text === "how?");
    expect(written(chat)).toHaveLength(2);
  });

  test("is posted once and reaches the core once, or the person is told, when every fifth request fails", async () => {
    await using chat = await connect();
    const { slack, core } = chat;
    const people = Array.from({ length: 20 }, (_, at) => slack.addPerson(`Person ${at}`));
    Object.assign(slack.web, { share: 0.2, kinds: [500, 503, "lost answer", "lost request"] });
    const questionOf = (person: User) => `Why ${person.id}?`;
    await Promise.all(people.map((person) => slack.slash(person, slack.general, "/ask", questionOf(person))));
    await soon(() => {
      for (const person of people) {
        const question = questionOf(person);
        const shown = written(chat).filter(({ text }) => text.includes(question)).length;
        const told = written(chat).filter(({ onlyFor }) => onlyFor === person.id).length;
        const delivered = core.events.filter(
          (event) => event.type === "message" && event.message.text === question,
        ).length;
        expect([shown, delivered, told]).toEqual(told > 0 ? [0, 0, 1] : [1, 1, 0]);
      }
    });
    expect(slack.web.injected).toBeGreaterThan(5);
  });

  test("that was posted just before a crash is found when Maru is back", async () => {
    await using chat = await connect();
    const { slack, core, ann } = chat;
    await chat.taken(slack.say(ann, slack.general, "hello"));
    await chat.restart(async () => {
      const question = askedMessage(ann.id, "trigger", "Still there?", "en");
      const request = { channel: slack.general.id, text: question.text, metadata: question.metadata };
      await fetch(`${slack.api}chat.postMessage`, {
        method: "POST",
        headers: { authorization: `Bearer ${slack.botToken}`, "content-type": "application/json" },
        body: JSON.stringify(request),
      });
    });
    const { message } = await core.until("message", (event) => event.message.text === "Still there?");
    expect(message).toMatchObject({ command: "ask", author: { name: "Ann Lee" } });
  });

  test("in a direct conversation with Maru is answered there", async () => {
    await using chat = await connect();
    const { slack, core, ann } = chat;
    await slack.slash(ann, slack.direct(ann), "/ask", "why?");
    const { message } = await core.until("message");
    expect(message).toMatchObject({ text: "why?", command: "ask", place: { kind: "direct" } });
    await (await chat.adapter.openReply(message)).finish("Because.", "answer");
    const [question] = slack.seen(slack.direct(ann));
    expect(slack.seen(slack.direct(ann), question!.ts).at(-1)?.text).toBe("Because.");
  });

  test("for which a scope is missing names it, to the person and the operator", async () => {
    await using chat = await connect();
    const { slack, ann } = chat;
    slack.grant(Object.keys(botScopes).filter((scope) => scope !== "chat:write"));
    await slack.slash(ann, slack.general, "/ask", "why?");
    const told = await soon(() => {
      expect(written(chat)).toHaveLength(1);
      return written(chat)[0];
    });
    expect(told).toMatchObject({ onlyFor: ann.id, text: expect.stringContaining("I lack *chat:write*") });
    expect(told?.text).toContain("Add an OAuth Scope: chat:write");
    expect(JSON.stringify(chat.log.lines)).toContain("Add an OAuth Scope: chat:write");
  });

  test("where Maru is not, says how to invite it", async () => {
    await using chat = await connect();
    const { slack, ann } = chat;
    const apart = slack.addChannel("apart", { withApp: false });
    const secret = slack.addChannel("secret", { withApp: false, private: true });
    for (const channel of [apart, secret]) {
      await slack.slash(ann, channel, "/ask", "why?");
      await soon(() =>
        expect(written(chat, channel)).toMatchObject([
          { onlyFor: ann.id, text: expect.stringContaining("/invite @Maru") },
        ]),
      );
    }
    expect(chat.core.events).toEqual([]);
  });

  test("is refused where Maru may not work", async () => {
    await using chat = await connect({ config: { places: { channels: { deny: ["general"] } } } });
    await chat.slack.slash(chat.ann, chat.slack.general, "/ask", "why?");
    await soon(() =>
      expect(written(chat)).toMatchObject([
        { onlyFor: chat.ann.id, text: expect.stringContaining("I may not answer here") },
      ]),
    );
    expect(chat.core.events).toEqual([]);
  });

  test("that cannot be stored is taken back, and the person is told", async () => {
    await using chat = await connect();
    chat.core.refusing = new Error("disk full");
    const delivery = await chat.slack.slash(chat.ann, chat.slack.general, "/ask", "why?");
    expect(delivery.state).toBe("acknowledged");
    await soon(() =>
      expect(written(chat)).toMatchObject([
        { onlyFor: chat.ann.id, text: "I could not do that just now. Please try again in a few minutes." },
      ]),
    );
  });
});

describe("the other commands", () => {
  test.each(["socket", "http"] as const)("are answered to nobody else (%s)", async (mode) => {
    await using chat = await connect({ slack: { mode } });
    for (const [command, text, name] of [
      ["/privacy", "", "privacy"],
      ["/forget", "", "forget"],
      ["/maru", "", "help"],
      ["/maru", "도움말", "help"],
      ["/maru", "privacy", "privacy"],
    ] as const) {
      const message = await give(chat, command, text);
      expect(message).toMatchObject({
        command: name,
        text: "",
        startsThread: false,
        author: { name: "Ann Lee", kind: "person", locale: "en" },
        place: { kind: "direct" },
      });
      const reply = await chat.adapter.openReply(message);
      expect(reply.finished).toBe(false);
      await reply.finish(`**${name}** of ${message.id}`, "notice");
      expect(written(chat).at(-1)).toMatchObject({
        onlyFor: chat.ann.id,
        text: `**${name}** of ${message.id}`,
        controls: [],
      });
      expect((await chat.adapter.openReply(message)).finished).toBe(true);
    }
    expect(written(chat)).toHaveLength(5);
    expect(chat.slack.requests.filter(({ method }) => method.startsWith("chat."))).toEqual([]);
  });

  test("work where Maru is not, and where it may not answer questions", async () => {
    await using chat = await connect({ config: { places: { channels: { deny: ["general"] } } } });
    const apart = chat.slack.addChannel("apart", { withApp: false });
    for (const channel of [chat.slack.general, apart]) {
      const message = await give(chat, "/forget", "", channel);
      await (await chat.adapter.openReply(message)).finish("Done.", "notice");
      expect(written(chat, channel)).toMatchObject([{ onlyFor: chat.ann.id, text: "Done." }]);
    }
  });

  test("that nobody knows are explained, and not posted", async () => {
    await using chat = await connect();
    await chat.slack.slash(chat.ann, chat.slack.general, "/maru", "forget `me` <!here>");
    await soon(() =>
      expect(written(chat)).toMatchObject([
        { onlyFor: chat.ann.id, text: expect.stringContaining("I do not know `forget me") },
      ]),
    );
    expect(chat.core.events).toEqual([]);
  });

  test("are answered after a restart too", async () => {
    await using chat = await connect();
    const message = await give(chat, "/maru");
    await chat.restart();
    await (await chat.adapter.openReply(message)).finish("Help!", "notice");
    expect(written(chat)).toMatchObject([{ text: "Help!", onlyFor: chat.ann.id }]);
  });

  test("that waited too long are answered in the channel for that person's eyes, or directly", async () => {
    let aheadMs = 0;
    await using chat = await connect({ now: () => Date.now() + aheadMs });
    const { slack, ann } = chat;
    const apart = slack.addChannel("apart", { withApp: false });
    const messages = [await give(chat, "/maru"), await give(chat, "/privacy", "", apart)];
    aheadMs = 31 * 60_000;
    await (await chat.adapter.openReply(messages[0]!)).finish("Help!", "notice");
    expect(written(chat)).toMatchObject([{ text: "Help!", onlyFor: ann.id }]);
    await (await chat.adapter.openReply(messages[1]!)).finish("Nothing.", "notice");
    expect(written(chat, apart)).toEqual([]);
    expect(written(chat, slack.direct(ann))).toMatchObject([{ text: "Nothing.", onlyFor: undefined }]);
  });

  test("are answered in full, however long the answer is", async () => {
    await using chat = await connect();
    const message = await give(chat, "/maru");
    const long = Array.from({ length: 3_000 }, (_, at) => `line ${at}`).join("\n");
    await (await chat.adapter.openReply(message)).finish(long, "notice");
    const parts = written(chat).map(({ text }) => text);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.join("\n").split(/\s*\n\s*/)).toEqual(long.split("\n"));
  });

  test("that cannot be stored say so", async () => {
    await using chat = await connect();
    chat.core.refusing = new Error("disk full");
    await chat.slack.slash(chat.ann, chat.slack.general, "/forget");
    await soon(() =>
      expect(written(chat)).toMatchObject([
        { onlyFor: chat.ann.id, text: "I could not do that just now. Please try again in a few minutes." },
      ]),
    );
  });

  test("are stored before they are acknowledged", async () => {
    await using chat = await connect();
    const { slack, core, ann } = chat;
    const held = Promise.withResolvers<void>();
    core.holding = held.promise;
    const used = slack.slash(ann, slack.general, "/privacy");
    await soon(() => expect(core.begun).toBe(1));
    expect(slack.deliveries.at(-1)?.state).toBe("on its way");
    held.resolve();
    expect((await used).state).toBe("acknowledged");
    expect(core.events).toHaveLength(1);
  });

  test("are acknowledged in time also when storing takes long, and tell the rest later", async () => {
    await using chat = await connect();
    const held = Promise.withResolvers<void>();
    chat.core.holding = held.promise;
    const delivery = await chat.slack.slash(chat.ann, chat.slack.general, "/forget");
    expect(delivery.state).toBe("acknowledged");
    chat.core.refusing = new Error("disk full");
    held.resolve();
    await soon(() => expect(written(chat)[0]?.text).toContain("Please try again"));
  });

  test("/maru stop means the answer that is being written to the person in that channel", async () => {
    await using chat = await connect();
    const { slack, core, ann } = chat;
    expect((await give(chat, "/maru", "stop")).thread).toContain("/command/");
    slack.say(ann, slack.general, `<@${slack.bot.id}> why?`);
    const question = (await core.until("message", ({ message }) => message.text.includes("why"))).message;
    await chat.adapter.openReply(question);
    expect(await give(chat, "/maru", "stop")).toMatchObject({ thread: question.thread, command: "stop" });
    expect((await give(chat, "/maru", "stop", slack.direct(ann))).thread).not.toBe(question.thread);
  });
});

describe("what concerns only the person who wrote", () => {
  const personal = async ({ slack, core, adapter, ann }: Connected, where: object = {}) => {
    const raw = slack.say(ann, slack.general, `<@${slack.bot.id}> privacy`, where);
    const { message } = await core.until("message", ({ message }) => message.id.endsWith(raw.ts));
    return { raw, message, open: () => adapter.openReply(message, "author") };
  };

  test("is whispered in the thread, and in the channel when there is none yet", async () => {
    await using chat = await connect();
    const { slack, ann } = chat;
    const first = await personal(chat);
    await (await first.open()).finish("**2** notes", "notice");
    expect(slack.seen(slack.general, first.raw)).toHaveLength(1);
    expect(slack.seen(slack.general).at(-1)).toMatchObject({ onlyFor: ann.id, text: "**2** notes" });
    const second = await personal(chat, { thread: first.raw });
    await (await second.open()).finish("**3** notes", "notice");
    expect(slack.seen(slack.general, first.raw).at(-1)).toMatchObject({
      onlyFor: ann.id,
      text: "**3** notes",
    });
  });

  test("is said once, also across a restart", async () => {
    await using chat = await connect();
    const { message, open } = await personal(chat);
    await (await open()).finish("**2** notes", "notice");
    await chat.restart();
    expect((await chat.adapter.openReply(message, "author")).finished).toBe(true);
    expect(written(chat)).toHaveLength(1);
  });

  test("is an answer like any other in a conversation with Maru alone", async () => {
    await using chat = await connect();
    const { slack, ann } = chat;
    const raw = slack.say(ann, slack.direct(ann), "privacy");
    const reply = await chat.adapter.openReply(await chat.taken(raw), "author");
    await reply.finish("**2** notes", "notice");
    expect(slack.seen(slack.direct(ann), raw).at(-1)).toMatchObject({
      onlyFor: undefined,
      text: "**2** notes",
    });
  });
});

test("in threads, where Slack has no commands, a mention with the command's word reaches the core as it is", async () => {
  await using chat = await connect();
  const { slack, core, ann } = chat;
  const root = slack.say(ann, slack.general, "a thread");
  slack.say(ann, slack.general, `<@${slack.bot.id}> help`, { thread: root });
  const { message } = await core.until("message", ({ message }) => message.text.includes("help"));
  expect(message).toMatchObject({ text: "@Maru help", mentions: [{ kind: "self" }], startsThread: false });
  await (await chat.adapter.openReply(message)).finish("I am **Maru**.", "notice");
  expect(slack.seen(slack.general, root).at(-1)).toMatchObject({ text: "I am **Maru**.", controls: [] });
});

describe("the buttons", () => {
  async function asked(chat: Connected) {
    const { slack, core, ann } = chat;
    const raw = slack.say(ann, slack.general, `<@${slack.bot.id}> why?`);
    const { message } = await core.until("message");
    const reply = await chat.adapter.openReply(message);
    return { raw, message, reply, shown: () => slack.seen(slack.general, raw).filter(({ isBot }) => isBot) };
  }

  test.each(["socket", "http"] as const)("rate an answer (%s)", async (mode) => {
    await using chat = await connect({ slack: { mode } });
    const { slack, core } = chat;
    const bob = slack.addPerson("Bob");
    const { reply, shown } = await asked(chat);
    await reply.finish("Because.", "answer");
    const under = shown().at(-1)!;
    const [up, down] = under.controls;
    await slack.press(chat.ann, under.message, up!.actionId, up!.value);
    await slack.press(bob, under.message, down!.actionId, down!.value);
    await core.until("feedback", ({ rating }) => rating === "down");
    const ratings = core.events.filter(({ type }) => type === "feedback");
    expect(ratings).toMatchObject([
      { reply: reply.id, rating: "up", by: { name: "Ann Lee" } },
      { reply: reply.id, rating: "down", by: { name: "Bob" } },
    ]);
    expect(new Set(ratings.map(({ id }) => id)).size).toBe(2);
  });

  test("thank for a rating, in the person's language, once, where they stand, and nobody else sees it", async () => {
    await using chat = await connect();
    const { slack, core } = chat;
    const min = slack.addPerson("민지", { locale: "ko-KR" });
    const { raw, reply, shown } = await asked(chat);
    await reply.finish("Because.", "answer");
    const under = shown().at(-1)!;
    const [up, down] = under.controls;
    const thanks = () =>
      slack.seen(slack.general, raw).flatMap(({ onlyFor, text }) => (onlyFor ? [[onlyFor, text]] : []));
    await slack.press(chat.ann, under.message, up!.actionId, up!.value);
    await soon(() => expect(thanks()).toEqual([[chat.ann.id, "Thank you, I noted your rating."]]));
    await slack.press(chat.ann, under.message, down!.actionId, down!.value);
    await slack.press(min, under.message, up!.actionId, up!.value);
    await core.until("feedback", ({ by }) => by.name === "민지");
    await soon(() => expect(thanks()).toHaveLength(2));
    expect(thanks()[1]).toEqual([min.id, "고마워요. 평가를 기록했어요."]);
    expect(slack.seen(slack.general).some(({ onlyFor }) => onlyFor)).toBe(false);
  });

  test("stop the answer to the question that they stand under", async () => {
    await using chat = await connect();
    const { slack, core, ann } = chat;
    slack.forbidStreaming(slack.general);
    const { message, reply, shown } = await asked(chat);
    await reply.update("Because of that, and");
    const growing = await soon(() => {
      expect(shown().at(-1)?.controls).toMatchObject([{ label: "Stop" }]);
      return shown().at(-1)!;
    });
    await slack.press(ann, growing.message, growing.controls[0]!.actionId);
    const { thread, question, by } = await core.until("stop");
    expect([thread, question, by.name]).toEqual([message.thread, message.id, "Ann Lee"]);
  });

  test("of others, and with a value that nobody set, do nothing", async () => {
    await using chat = await connect();
    const { slack, core } = chat;
    const { reply, shown } = await asked(chat);
    await reply.finish("Because.", "answer");
    const { message } = shown().at(-1)!;
    const blocks = [
      {
        type: "actions",
        elements: [
          {
            type: "button",
            action_id: "maru_stop",
            value: "web:general/1",
            text: { type: "plain_text", text: "?" },
          },
          { type: "button", action_id: "x", text: { type: "plain_text", text: "?" } },
        ],
      },
    ];
    Object.assign(message, { blocks });
    for (const action of ["maru_stop", "x"])
      expect((await slack.press(chat.ann, message, action)).state).toBe("acknowledged");
    expect(core.events.filter(({ type }) => type !== "message")).toEqual([]);
  });

  test("that cannot be stored say so, to that person alone", async () => {
    await using chat = await connect();
    const { slack, core, ann } = chat;
    const { raw, reply, shown } = await asked(chat);
    await reply.finish("Because.", "answer");
    const under = shown().at(-1)!;
    core.refusing = new Error("disk full");
    const [up] = under.controls;
    const delivery = await slack.press(ann, under.message, up!.actionId, up!.value);
    expect(delivery.state).toBe("acknowledged");
    await soon(() =>
      expect([...slack.seen(slack.general, raw), ...slack.seen(slack.general)]).toContainEqual(
        expect.objectContaining({ onlyFor: ann.id, text: expect.stringContaining("Please try again") }),
      ),
    );
    expect(shown().some(({ text }) => text === "Because.")).toBe(true);
  });
});
