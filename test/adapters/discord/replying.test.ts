import { setTimeout as pause } from "node:timers/promises";
import { MessageFlags } from "discord.js";
import { describe, expect, test } from "vitest";
import type { Message as ChatMessage } from "../../../src/core/types.ts";
import type { Channel, Message } from "../../fakes/discord/index.ts";
import { type Connected, connect } from "./chat.ts";

/** Asks Maru and returns the question as the core got it. */
async function ask(
  { discord, core, ann }: Connected,
  text: string,
  channel: Channel = discord.general,
): Promise<ChatMessage & { readonly raw: Message }> {
  const raw = discord.say(ann, channel, `<@${discord.bot.id}> ${text}`);
  const event = await core.until("message", ({ id }) => id === `discord:message/${raw.id}`);
  return { ...event.message, raw };
}

/** What Maru wrote in a channel, or in the thread of a message. */
const written = ({ discord }: Connected, where: Channel | { readonly raw: Message }) => {
  const channel = "raw" in where ? discord.threadOf(where.raw) : where;
  return channel ? discord.seen(channel).filter(({ isBot }) => isBot) : [];
};

const count = ({ discord }: Connected, method: string, path: RegExp) =>
  discord.requests.filter((request) => request.method === method && path.test(request.path)).length;

describe("a reply", () => {
  test("stands in a thread that is named after the question", async () => {
    await using chat = await connect();
    const question = await ask(chat, "how do we **deploy** this? I ask for a friend.");
    await chat.adapter.openReply(question);
    expect(chat.discord.threadOf(question.raw)?.name).toBe("how do we deploy this?");
    expect(chat.discord.violations).toEqual([]);
  });

  test("shows nobody a preview of what the model links to", async () => {
    await using chat = await connect();
    const question = await ask(chat, "where?");
    await (await chat.adapter.openReply(question)).finish("See https://example.com/x.", "answer");
    const [shown] = written(chat, question);
    expect((shown!.message.flags ?? 0) & MessageFlags.SuppressEmbeds).not.toBe(0);
  });

  test("uses the thread that somebody else was quicker to start", async () => {
    await using chat = await connect();
    const question = await ask(chat, "why?");
    const thread = chat.discord.startThread(chat.ann, chat.discord.general, "mine", question.raw);
    await (await chat.adapter.openReply(question)).finish("Because.", "answer");
    expect(written(chat, thread).map(({ text }) => text)).toEqual(["Because."]);
  });

  test("shows what it waits for, types meanwhile, and can be stopped until it is finished", async () => {
    await using chat = await connect();
    const question = await ask(chat, "왜 그런가요?");
    const reply = await chat.adapter.openReply(question);
    const now = () => written(chat, question)[0];
    await reply.status({ state: "queued", ahead: 2, etaMs: 120_000 });
    await expect.poll(() => now()?.text).toBe("-# 앞에 질문 2개가 있어요 (약 2분) …");
    expect(now()?.controls.map(({ label }) => label)).toEqual(["중단"]);
    await chat.discord.until(() => chat.discord.isTyping(chat.discord.threadOf(question.raw)!));
    await reply.update("그건");
    expect(now()).toMatchObject({ text: "그건", controls: [{ label: "중단" }] });
    await reply.finish("그건 그래요.", "notice");
    expect(now()).toMatchObject({ text: "그건 그래요.", controls: [] });
  });

  test("is edited at a pace that the limits allow, and finished without waiting", async () => {
    await using chat = await connect({
      times: { editEveryMs: 50 },
      discord: { rateLimits: { "edit message": { requests: 4, perMs: 1_000 } } },
    });
    const question = await ask(chat, "why?");
    const reply = await chat.adapter.openReply(question);
    const edits = () =>
      chat.discord.requests.filter(({ method, path }) => method === "PATCH" && path.includes("messages"));
    for (let words = 1; words <= 100; words++) {
      await reply.update("word ".repeat(words));
      await pause(5);
    }
    await reply.finish("done", "answer");
    expect(edits().length).toBeGreaterThan(2);
    expect(edits().length).toBeLessThanOrEqual(4);
    expect(edits().filter(({ status }) => status === 429)).toEqual([]);
    expect(written(chat, question)[0]?.text).toBe("done");
  });

  test("is finished without waiting for others that grow in the same channel", async () => {
    const windowMs = 1_000;
    await using chat = await connect({
      times: { editEveryMs: 50 },
      discord: {
        rateLimits: {
          "edit message": { requests: 5, perMs: windowMs },
          "post message": { requests: 100, perMs: windowMs },
        },
      },
      before: (discord) => discord.permit(discord.general, discord.bot, { deny: ["CreatePublicThreads"] }),
    });
    const replies = [];
    for (let at = 0; at < 6; at++) replies.push(await chat.adapter.openReply(await ask(chat, `why ${at}?`)));
    let over = false;
    const growing = replies.map(async (reply) => {
      for (let words = 1; !over; words++) {
        await reply.update("word ".repeat(words));
        await pause(10);
      }
    });
    const tookMs: number[] = [];
    for (const reply of replies.slice(0, 4)) {
      await pause(windowMs);
      const startedAt = performance.now();
      await reply.finish("done", "answer");
      tookMs.push(performance.now() - startedAt);
    }
    over = true;
    await Promise.all(growing);
    expect(Math.max(...tookMs)).toBeLessThan(windowMs / 3);
    const edits = chat.discord.requests.filter(
      ({ method, path }) => method === "PATCH" && path.includes("messages"),
    );
    expect(edits.length).toBeGreaterThan(8);
    expect(edits.filter(({ status }) => status === 429)).toEqual([]);
  });

  test("longer than a message goes on in others, loses nothing, and has its buttons under the last", async () => {
    await using chat = await connect();
    const question = await ask(chat, "tell me everything");
    const reply = await chat.adapter.openReply(question);
    const code = Array.from({ length: 200 }, (_, at) => `const number${at} = ${at};`).join("\n");
    const text = `Look:\n\n\`\`\`ts\n${code}\n\`\`\`\n\nThat is **all**.`;
    for (let length = 0; length < text.length; length += 700) await reply.update(text.slice(0, length));
    expect(written(chat, question).map(({ controls }) => controls.length)).toEqual([0, 0, 1]);
    await reply.finish(text, "answer");
    const parts = written(chat, question);
    expect(parts.map(({ controls }) => controls.length)).toEqual([0, 0, 2]);
    for (const part of parts) expect(part.text.match(/```/g)).toHaveLength(2);
    const lines = parts.flatMap((part) => part.text.split("\n")).filter((line) => !line.startsWith("```"));
    expect(lines.filter(Boolean)).toEqual(["Look:", ...code.split("\n"), "That is **all**."]);
    // Each message was posted once and in order, and no older one was touched once it was full.
    expect(count(chat, "POST", /\/messages$/)).toBe(3);
  });

  test("that Discord lets nobody edit any more because it is old is replaced", async () => {
    await using chat = await connect({ discord: { oldEditsPerHour: 0 } });
    const question = await ask(chat, "why?");
    const reply = await chat.adapter.openReply(question);
    chat.discord.clock.advance(2 * 3_600_000);
    await reply.update("Be");
    expect(written(chat, question).map(({ text }) => text)).toEqual(["-# Thinking …"]);
    await reply.finish("Because.", "answer");
    expect(written(chat, question)).toMatchObject([{ text: "Because.", controls: [{}, {}] }]);
    expect((await chat.adapter.openReply(question)).finished).toBe(true);
  });

  test("that shrinks takes its surplus messages back", async () => {
    await using chat = await connect();
    const question = await ask(chat, "why?");
    const reply = await chat.adapter.openReply(question);
    await reply.update("word ".repeat(900));
    expect(written(chat, question)).toHaveLength(3);
    await reply.finish("Short.", "answer");
    expect(written(chat, question).map(({ text }) => text)).toEqual(["Short."]);
  });

  test("never pings anybody, whatever the model writes and however it comes in pieces", async () => {
    await using chat = await connect({ discord: { botPermissions: ["Administrator"] } });
    const { discord, ann } = chat;
    const crew = discord.addRole("Crew", { mentionable: true });
    const question = await ask(chat, "call them");
    const reply = await chat.adapter.openReply(question);
    const text = `@everyone @here <@${ann.id}> <@!${ann.id}> <@&${crew.id}> \`@everyone\` \`<@${ann.id}>\`\n\`\`\`\n@here <@&${crew.id}>\n\`\`\``;
    for (let length = 1; length <= text.length; length += 3) await reply.update(text.slice(0, length));
    await reply.finish(text, "answer");
    const [shown] = written(chat, question);
    expect(shown!.pings).toEqual({ users: [], roles: [], everyone: false });
    expect([...shown!.earlierTexts, shown!.text].join()).not.toMatch(/@(?:everyone|here)|<@[!&]?\d/);
    expect(shown!.text.replaceAll("\u200b", "")).toBe(text);
    for (const { body } of discord.requests)
      if (body && typeof body === "object" && "content" in body)
        expect(body).toMatchObject({ allowed_mentions: { parse: [], replied_user: false } });
  });
});

describe("one reply and never a second", () => {
  test("when Discord's answers get lost", async () => {
    await using chat = await connect();
    const question = await ask(chat, "why?");
    chat.discord.rest.failNext({ method: "POST", path: /threads$/, fault: "lost answer" });
    chat.discord.rest.failNext({ method: "POST", path: /messages$/, fault: "lost answer", times: 2 });
    const reply = await chat.adapter.openReply(question);
    chat.discord.rest.failNext({ method: "PATCH", path: /messages/, fault: "lost answer" });
    await reply.finish("word ".repeat(900), "answer");
    expect(written(chat, question)).toHaveLength(3);
    expect(chat.discord.seen(chat.discord.general).filter(({ isBot }) => isBot)).toEqual([]);
  });

  test("when the process dies between posting and noting it", async () => {
    await using chat = await connect();
    const records = chat.store.records<{ state: string; messages: string[] }>("discord/replies");
    const question = await ask(chat, "why?");
    const reply = await chat.adapter.openReply(question);
    for (const text of ["", "word ".repeat(900)]) {
      if (text !== "") await (await chat.adapter.openReply(question)).update(text);
      const posted = written(chat, question).map(({ id }) => id);
      const record = (await records.get(question.raw.id))!;
      expect(record).toMatchObject({ state: "open", messages: posted });
      await records.set(question.raw.id, { ...record, state: "opening", messages: posted.slice(0, -1) });
      chat.discord.clock.advance(3_600_000); // nonces are long forgotten
      await chat.restart();
      expect(await chat.adapter.openReply(question)).toMatchObject({ id: reply.id, finished: false });
      expect(written(chat, question).map(({ id }) => id)).toEqual(posted);
    }
    await (await chat.adapter.openReply(question)).finish("word ".repeat(900), "answer");
    expect(written(chat, question)).toHaveLength(3);
  });

  test("when the process dies between posting the last part of the whole answer and noting it", async () => {
    await using chat = await connect();
    const records = chat.store.records<{ state: string; messages: string[] }>("discord/replies");
    const question = await ask(chat, "why?");
    const text = "word ".repeat(900);
    await (await chat.adapter.openReply(question)).finish(text, "answer");
    const posted = written(chat, question).map(({ id }) => id);
    const record = (await records.get(question.raw.id))!;
    await records.set(question.raw.id, { ...record, state: "open", messages: posted.slice(0, -1) });
    chat.discord.clock.advance(3_600_000); // nonces are long forgotten
    await chat.restart();
    await (await chat.adapter.openReply(question)).finish(text, "answer");
    expect(written(chat, question).map(({ id }) => id)).toEqual(posted);
  });

  test("when the answer is written anew after a crash, with all its parts", async () => {
    await using chat = await connect();
    const question = await ask(chat, "why?");
    const whole = Array.from({ length: 900 }, (_, at) => `word${at}`).join(" ");
    await (await chat.adapter.openReply(question)).update(whole);
    const before = written(chat, question).length;
    await chat.restart();
    const again = await chat.adapter.openReply(question);
    await again.update("word0 word1");
    await again.update(whole);
    await again.finish(whole, "answer");
    const after = written(chat, question);
    expect(after).toHaveLength(before);
    expect(after.map(({ text }) => text).join(" ")).toBe(whole);
  });

  test("when the question was deleted while Maru was away: it is removed", async () => {
    await using chat = await connect();
    const question = await ask(chat, "why?");
    await (await chat.adapter.openReply(question)).update("Because");
    await chat.restart(() => chat.discord.remove(question.raw));
    await expect(chat.adapter.openReply(question)).rejects.toMatchObject({ code: "gone" });
    expect(written(chat, question)).toEqual([]);
  });

  test("when it stands finished", async () => {
    await using chat = await connect();
    const question = await ask(chat, "why?");
    await (await chat.adapter.openReply(question)).finish("Because.", "answer");
    await chat.restart();
    expect((await chat.adapter.openReply(question)).finished).toBe(true);
    expect(written(chat, question)).toHaveLength(1);
  });

  test("when people delete it: it is not posted again", async () => {
    await using chat = await connect();
    const question = await ask(chat, "why?");
    const reply = await chat.adapter.openReply(question);
    chat.discord.remove(written(chat, question)[0]!.message);
    await reply.update("Be");
    await reply.finish("Because.", "answer");
    expect(written(chat, question)).toEqual([]);
  });

  test("and none at all when the question is gone", async () => {
    await using chat = await connect();
    const question = await ask(chat, "why?");
    chat.discord.remove(question.raw);
    await expect(chat.adapter.openReply(question)).rejects.toMatchObject({ code: "gone" });
    expect(chat.discord.seen(chat.discord.general)).toEqual([]);
  });
});

describe("where Maru lacks a permission", () => {
  test("to start threads, it answers in the channel and says in the log where to click, once", async () => {
    await using chat = await connect({
      before: (discord) => discord.permit(discord.general, discord.bot, { deny: ["CreatePublicThreads"] }),
    });
    for (const text of ["why?", "how?"]) {
      const question = await ask(chat, text);
      await (await chat.adapter.openReply(question)).finish("So.", "answer");
    }
    const shown = written(chat, chat.discord.general);
    expect(shown.map(({ text }) => text)).toEqual(["So.", "So."]);
    expect(shown[0]?.replyTo).toBeDefined();
    const told = chat.log.lines.filter(({ event }) => event === "discord needs somebody's help");
    expect(told.map(({ fields }) => fields["remedy"])).toEqual([
      "#general → Edit Channel → Permissions → Advanced permissions → Maru → Create Public Threads ✓",
    ]);
    expect(chat.discord.invalidRequests()).toBe(0);
  });

  test("to speak at all, it tells who asked by direct message, once", async () => {
    const now = Date.now() + 1;
    await using chat = await connect({
      now: () => now,
      before: (discord) =>
        discord.permit(discord.general, discord.bot, { deny: ["SendMessages", "SendMessagesInThreads"] }),
    });
    for (const text of ["why?", "how?"])
      await expect(chat.adapter.openReply(await ask(chat, text))).rejects.toMatchObject({ code: "gone" });
    const told = chat.discord.requests.find(({ body }) =>
      JSON.stringify(body)?.includes("**Send Messages**"),
    );
    expect(told?.body).toMatchObject({ nonce: `${now}` });
    const direct = written(chat, chat.discord.direct(chat.ann));
    expect(direct.map(({ text }) => text)).toEqual([expect.stringContaining("**Send Messages**")]);
    expect(chat.discord.invalidRequests()).toBe(0);
  });

  test("to read the past, it answers without quoting", async () => {
    await using chat = await connect({
      before: (discord) =>
        discord.permit(discord.general, discord.bot, { deny: ["ReadMessageHistory", "CreatePublicThreads"] }),
    });
    await (await chat.adapter.openReply(await ask(chat, "why?"))).finish("So.", "answer");
    expect(written(chat, chat.discord.general)).toMatchObject([{ text: "So.", replyTo: undefined }]);
    expect(chat.discord.invalidRequests()).toBe(0);
  });

  test("in a whole server, it says so in the log at the start, once", async () => {
    await using chat = await connect({ discord: { everyone: ["ViewChannel", "SendMessages"] } });
    await chat.restart();
    const told = chat.log.lines.filter(({ event }) => event === "discord needs somebody's help");
    expect(told.map(({ fields }) => fields["remedy"])).toEqual([
      "Server Settings → Roles → Maru → Permissions → switch on: Create Public Threads, Send Messages in Threads, Read Message History",
    ]);
  });

  test("in a thread that is locked, it stays silent and carries on elsewhere", async () => {
    await using chat = await connect();
    const first = await ask(chat, "why?");
    await (await chat.adapter.openReply(first)).finish("Because.", "answer");
    const thread = chat.discord.threadOf(first.raw)!;
    const second = await ask(chat, "and then?", thread);
    chat.discord.archive(thread, { locked: true });
    await expect(chat.adapter.openReply(second)).rejects.toMatchObject({ code: "gone" });
    const third = await ask(chat, "how?");
    expect((await chat.adapter.openReply(third)).finished).toBe(false);
  });

  test("in a thread that is locked while it answers, it leaves off", async () => {
    await using chat = await connect();
    const question = await ask(chat, "why?");
    const reply = await chat.adapter.openReply(question);
    await reply.update("Be");
    chat.discord.archive(chat.discord.threadOf(question.raw)!, { locked: true });
    await reply.update("Becau");
    await reply.finish("Because.", "answer");
    expect(written(chat, question).map(({ text }) => text)).toEqual(["Be"]);
    expect((await chat.adapter.openReply(question)).finished).toBe(true);
    expect(chat.discord.invalidRequests()).toBeLessThanOrEqual(2);
  });

  test("an answer is taken back from a thread that was archived since, and not from one that was locked", async () => {
    await using chat = await connect();
    for (const [text, locked, left] of [
      ["why?", false, 0],
      ["how?", true, 1],
    ] as const) {
      const question = await ask(chat, text);
      await (await chat.adapter.openReply(question)).finish("So.", "answer");
      chat.discord.archive(chat.discord.threadOf(question.raw)!, { locked });
      await (await chat.adapter.openReply(question)).remove();
      expect(written(chat, question)).toHaveLength(left);
    }
  });

  test("an archived thread is opened again by the answer", async () => {
    await using chat = await connect();
    const question = await ask(chat, "why?");
    const reply = await chat.adapter.openReply(question);
    const thread = chat.discord.threadOf(question.raw)!;
    chat.discord.archive(thread);
    await reply.finish("Because.", "answer");
    expect(thread.thread_metadata?.archived).toBe(false);
    expect(written(chat, question).map(({ text }) => text)).toEqual(["Because."]);
  });
});
