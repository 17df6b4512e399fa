import { describe, expect, test } from "vitest";
import type { Message as CoreMessage } from "../../../src/core/types.ts";
import type { Channel, Message, User } from "../../fakes/discord/index.ts";
import { type Connected, connect } from "./chat.ts";

type Options = Parameters<Connected["discord"]["command"]>[3];

/** What Maru wrote in a channel, as somebody sees it who may see what is only theirs. */
const written = ({ discord, ann }: Connected, channel: Channel = discord.general, as: User = ann) =>
  discord.seen(channel, as).filter(({ isBot }) => isBot);

async function taken({ core }: Connected, { id }: { readonly id: string }): Promise<CoreMessage> {
  return (await core.until("message", (event) => event.id === `discord:interaction/${id}`)).message;
}

const give = (chat: Connected, name: string, options: Options = {}, channel = chat.discord.general) =>
  taken(chat, chat.discord.command(chat.ann, channel, name, options));

const fromHere = (chat: Connected, message: Message) =>
  taken(chat, chat.discord.contextMenu(chat.ann, message, "Summarise from here"));

const reading = (done: number) =>
  ({ state: "summarising", progress: { step: "reading", done, of: 23 } }) as const;

describe("/summarise", () => {
  test("is of the channel or the thread that it is given in, with its options in words", async () => {
    await using chat = await connect();
    const { discord, ann } = chat;
    const inChannel = await give(chat, "summarise");
    const place = { place: `discord:${discord.general.id}` };
    expect(inChannel).toMatchObject({ command: "summarise", text: "", summaryOf: { scope: place } });
    expect(inChannel.place.kind).toBe("direct");
    const root = discord.say(ann, discord.general, "root");
    const thread = discord.startThread(ann, discord.general, "thread", root);
    const link = `https://discord.com/channels/${discord.guild.id}/${thread.id}/${thread.id}`;
    const options = { since: "2d", count: 50, from: link, length: "short", language: "ko" };
    const inThread = await give(chat, "summarise", options, thread);
    expect(inThread).toMatchObject({
      text: `since 2d last 50 messages from ${link} short in Korean`,
      summaryOf: { scope: { thread: `discord:${discord.general.id}/${thread.id}` } },
    });
    // Neither waits for the other, nor for anybody's question.
    expect(
      new Set([inChannel.thread, inThread.thread, `discord:${discord.general.id}/${thread.id}`]).size,
    ).toBe(3);
    const direct = discord.direct(ann);
    expect((await give(chat, "summarise", {}, direct)).summaryOf).toEqual({
      scope: { place: `discord:${direct.id}` },
    });
  });

  test("takes times as people write them, in the words of their language", async () => {
    await using chat = await connect();
    const { discord } = chat;
    const min = discord.addPerson("민지", { locale: "ko" });
    const asked = async (options: Options) =>
      (await taken(chat, discord.command(min, discord.general, "summarise", options))).text;
    expect(await asked({ since: "어제" })).toBe("어제부터");
    expect(await asked({ since: "월요일부터", count: 20, length: "long", language: "en" })).toBe(
      "월요일부터 최근 20개 길게 영어로",
    );
    expect(await asked({ since: "since yesterday" })).toBe("since yesterday");
    expect(discord.commands().find(({ name }) => name === "summarise")).toMatchObject({
      name_localizations: { ko: "요약" },
      options: expect.arrayContaining([
        expect.objectContaining({ name: "shared", name_localizations: { ko: "공개" } }),
      ]),
    });
  });

  test("that is shared is posted for all to see, and answered in its thread", async () => {
    await using chat = await connect();
    const { discord, core } = chat;
    discord.command(chat.ann, discord.general, "summarise", { since: "yesterday", shared: true });
    const { message } = await core.until("message");
    expect(message).toMatchObject({
      author: { name: "Ann Lee" },
      text: "summarise since yesterday",
      command: "ask",
      startsThread: true,
    });
    expect(message.summaryOf).toBeUndefined();
    const [posted] = written(chat);
    expect(posted).toMatchObject({ ephemeral: false, text: "summarise since yesterday" });
    await (await chat.adapter.openReply(message, "all")).finish("So it was.", "answer");
    expect(written(chat, discord.threadOf(posted!)!).at(-1)?.text).toBe("So it was.");
    const min = discord.addPerson("민지", { locale: "ko" });
    discord.command(min, discord.general, "summarise", { since: "어제", length: "short", shared: true });
    await core.until("message", (event) => event.message.text === "요약해줘 어제부터 짧게");
  });

  test("of what is no link to a message, or where Maru may not work or read, is refused with what to do", async () => {
    await using chat = await connect({
      config: { places: { channels: { deny: ["secret"] } } },
      before(discord) {
        discord.addChannel("secret");
        discord.permit(discord.addChannel("new"), discord.bot, { deny: ["ReadMessageHistory"] });
      },
    });
    const { discord, ann, core } = chat;
    const named = (wanted: string) =>
      [...discord.world.channels.values()].find(({ name }) => name === wanted)!;
    for (const [channel, command, options, word] of [
      [discord.general, "summarise", { from: "that one" }, /Copy Message Link/],
      [named("secret"), "summarise", {}, /^I may not answer here/],
      [named("secret"), "catchup", {}, /^I may not answer here/],
      [named("new"), "summarise", {}, /#new → Edit Channel → .* → Read Message History ✓/],
      [named("new"), "catchup", {}, /Read Message History ✓/],
    ] as const) {
      discord.command(ann, channel, command, options);
      await expect
        .poll(() => written(chat, channel).at(-1))
        .toMatchObject({ ephemeral: true, loading: false, text: expect.stringMatching(word) });
    }
    expect(core.events).toEqual([]);
    // What is kept about somebody is theirs to know everywhere.
    await give(chat, "optout", {}, named("secret"));
  });

  test("says what it lacks where Maru reads only what mentions it, but not in a direct conversation", async () => {
    await using chat = await connect({ discord: { portal: { messageContent: false } } });
    const { discord, ann } = chat;
    discord.command(ann, discord.general, "summarise");
    await expect
      .poll(() => written(chat))
      .toMatchObject([{ ephemeral: true, text: expect.stringContaining("**Message Content Intent**") }]);
    expect(chat.core.events).toEqual([]);
    await give(chat, "summarise", {}, discord.direct(ann));
  });

  test("shows how far it has come to the person alone, and its button stops it", async () => {
    await using chat = await connect();
    const { discord, core, ann } = chat;
    const message = await give(chat, "summarise");
    const reply = await chat.adapter.openReply(message, "author");
    await reply.status({ state: "queued", ahead: 2 });
    await reply.status(reading(6));
    await discord.until(() => written(chat)[0]?.text.includes("chunk 7 of 23"));
    expect(discord.seen(discord.general).filter(({ isBot }) => isBot)).toEqual([]);
    const [shown] = written(chat);
    expect(shown?.controls).toMatchObject([{ label: "Stop" }]);
    discord.press(ann, shown!.message, shown!.controls[0]!.customId);
    expect(await core.until("stop")).toMatchObject({ question: message.id, thread: message.thread });
    await reply.finish("Stopped.", "notice");
    await reply.status(reading(7));
    await reply.finish("Not any more.", "notice");
    expect(written(chat)).toMatchObject([{ text: "Stopped.", controls: [], ephemeral: true }]);
    expect((await chat.adapter.openReply(message)).finished).toBe(true);
  });

  test("is stopped by /stop too, where nothing else of theirs is being answered", async () => {
    await using chat = await connect();
    const message = await give(chat, "summarise");
    const reply = await chat.adapter.openReply(message, "author");
    expect((await give(chat, "stop")).thread).toBe(message.thread);
    await reply.finish("Stopped.", "notice");
    expect((await give(chat, "stop")).thread).not.toBe(message.thread);
  });

  test("goes on after a restart where it was shown", async () => {
    await using chat = await connect();
    const message = await give(chat, "summarise");
    await (await chat.adapter.openReply(message, "author")).status(reading(1));
    await chat.discord.until(() => written(chat)[0]?.text.includes("chunk 2 of 23"));
    await chat.restart();
    const again = await chat.adapter.openReply(message, "author");
    expect(again.finished).toBe(false);
    await again.finish("A summary.", "answer");
    expect(written(chat)).toMatchObject([{ text: "A summary.", controls: [] }]);
  });

  test("that is long replaces its progress by embeds, whose links show", async () => {
    await using chat = await connect();
    const reply = await chat.adapter.openReply(await give(chat, "summarise"), "author");
    await reply.status(reading(1));
    await chat.discord.until(() => written(chat)[0]?.controls.length === 1);
    const point = "- A point. — [Ann Lee, 3:00 PM](https://discord.com/channels/1/2/3)";
    await reply.finish(Array(40).fill(point).join("\n"), "answer");
    const [shown] = written(chat);
    expect(shown).toMatchObject({ text: "", controls: [], ephemeral: true });
    expect(
      shown!.embeds
        .map(({ description }) => description)
        .join("\n")
        .split("\n"),
    ).toEqual(Array(40).fill(point));
  });

  test("is shown anew as long as Discord lets it be changed, long or short", async () => {
    let aheadMs = 0;
    await using chat = await connect({ now: () => Date.now() + aheadMs });
    const { discord } = chat;
    const message = await give(chat, "summarise");
    const reply = await chat.adapter.openReply(message, "author");
    await reply.revise("Not yet.");
    const long = "A point of many. ".repeat(200).trim();
    await reply.finish(long, "answer");
    const shown = () => written(chat).map(({ text, embeds }) => [text, embeds.length]);
    expect(shown()).toEqual([["", 2]]);
    await reply.revise("Bob said that.");
    expect(shown()).toEqual([["Bob said that.", 0]]);
    await chat.restart();
    const again = await chat.adapter.openReply(message);
    await again.revise(long);
    expect(shown()).toEqual([["", 2]]);
    await again.revise("Nobody said anything.");
    aheadMs = 15 * 60_000;
    discord.clock.advance(aheadMs);
    await again.revise("Too late.");
    expect(shown()).toEqual([["Nobody said anything.", 0]]);
    expect(discord.requests.every(({ status }) => status < 400)).toBe(true);
  });

  test("that comes too late goes to the person directly, where it can be shown anew", async () => {
    let aheadMs = 0;
    await using chat = await connect({ now: () => Date.now() + aheadMs });
    const { discord, ann } = chat;
    const message = await give(chat, "summarise");
    const reply = await chat.adapter.openReply(message, "author");
    aheadMs = 11 * 60_000;
    discord.clock.advance(aheadMs);
    await reply.status(reading(2));
    await discord.until(() => written(chat)[0]?.text.endsWith("it comes as a direct message."));
    aheadMs = 15.5 * 60_000;
    discord.clock.advance(4.5 * 60_000);
    await reply.status(reading(3));
    await reply.finish("Ann said this. Bob said that.", "answer");
    const letters = () => written(chat, discord.direct(ann)).map(({ text }) => text);
    expect(letters()).toEqual(["Ann said this. Bob said that."]);
    await reply.revise("Bob said that.");
    expect(letters()).toEqual(["Bob said that."]);
    // What was missed is read up after a restart: the command's answer was deleted by nobody.
    await chat.restart();
    await (await chat.adapter.openReply(message)).revise("Nobody said anything.");
    expect(letters()).toEqual(["Nobody said anything."]);
    expect(chat.core.events.filter(({ type }) => type === "deleted")).toEqual([]);
  });
});

describe("“Summarise from here”", () => {
  test("is of the channel from a message on, of the thread of one that has one, and within a thread of that", async () => {
    await using chat = await connect();
    const { discord, ann } = chat;
    const home = discord.general.id;
    const [plain, root] = [
      discord.say(ann, discord.general, "plain"),
      discord.say(ann, discord.general, "root"),
    ];
    const thread = discord.startThread(ann, discord.general, "thread", root);
    const inside = discord.say(ann, thread, "inside");
    const reference = discord.seen(thread)[0]!.message;
    const from = ({ channel_id: channel, id, timestamp }: Message) => ({
      id: `discord:${channel}/${id}`,
      sentAt: new Date(timestamp).toISOString(),
    });
    const ofThread = { thread: `discord:${home}/${root.id}` };
    const about = async (message: Message) => (await fromHere(chat, message)).summaryOf;
    expect(await about(plain)).toMatchObject({
      scope: { place: `discord:${home}` },
      from: { id: from(plain).id },
    });
    expect(await about(root)).toMatchObject({ scope: ofThread, from: { id: from(root).id } });
    expect(await about(inside)).toMatchObject({ scope: ofThread, from: { id: from(inside).id } });
    expect(await about(reference)).toMatchObject({ scope: ofThread, from: { id: from(root).id } });
    const { scope, from: start } = (await about(root))!;
    const past = await Array.fromAsync(chat.adapter.history(scope, { since: start!.sentAt }));
    expect(past.map(({ text }) => text)).toEqual(["root", "inside"]);
    const message = await fromHere(chat, plain);
    expect(message).toMatchObject({ command: "summarise", text: "" });
    await (await chat.adapter.openReply(message, "author")).finish("For you.", "answer");
    expect(written(chat).at(-1)).toMatchObject({ text: "For you.", ephemeral: true });
  });
});

describe("/catchup", () => {
  test("is of the whole channel, also in a thread, and of a private thread alone", async () => {
    await using chat = await connect();
    const { discord, ann } = chat;
    const thread = discord.startThread(ann, discord.general, "thread");
    const secret = discord.startThread(ann, discord.general, "secret", "secret");
    discord.addToThread(discord.bot, secret);
    const place = { scope: { place: `discord:${discord.general.id}` } };
    expect((await give(chat, "catchup", { length: "short" })).text).toBe("short");
    expect((await give(chat, "catchup")).summaryOf).toEqual(place);
    expect((await give(chat, "catchup", {}, thread)).summaryOf).toEqual(place);
    expect((await give(chat, "catchup", {}, secret)).summaryOf).toEqual({
      scope: { place: `discord:${secret.id}` },
    });
  });
});

describe("an answer to a mention that only the asker may see", () => {
  const asked = async ({ discord, core, ann }: Connected) => {
    const question = discord.say(ann, discord.general, `<@${discord.bot.id}> catch me up`);
    return { question, message: (await core.until("message")).message };
  };

  test("goes to them directly, with progress and Stop, and can be shown anew", async () => {
    await using chat = await connect();
    const { discord, ann, core } = chat;
    const { question, message } = await asked(chat);
    const reply = await chat.adapter.openReply(message, "author");
    await reply.status(reading(6));
    const direct = discord.direct(ann);
    await discord.until(() => written(chat, direct)[0]?.text.includes("chunk 7 of 23"));
    const [shown] = written(chat, direct);
    discord.press(ann, shown!.message, shown!.controls[0]!.customId);
    expect(await core.until("stop")).toMatchObject({ question: message.id, thread: message.thread });
    await chat.restart();
    await (await chat.adapter.openReply(message, "author")).finish("You missed this.", "answer");
    await (await chat.adapter.openReply(message, "author")).revise("You missed that.");
    expect(written(chat, direct)).toMatchObject([{ text: "You missed that.", controls: [{}, {}] }]);
    expect(written(chat)).toEqual([]);
    expect(discord.threadOf(question)).toBeUndefined();
    await (await chat.adapter.openReply(message, "author")).remove();
    expect(written(chat, direct)).toEqual([]);
  });

  test("is not shown to others when they take no direct messages: the thread says how to see it", async () => {
    await using chat = await connect();
    const { discord, ann } = chat;
    discord.closeDirect(ann);
    const { question, message } = await asked(chat);
    const reply = await chat.adapter.openReply(message, "author");
    expect(reply.finished).toBe(true);
    const said = () => written(chat, discord.threadOf(question)!).map(({ text }) => text);
    await reply.finish("Secret.", "answer");
    await reply.revise("Secret.");
    await chat.restart();
    const again = await chat.adapter.openReply(message, "author");
    expect(again).toMatchObject({ id: reply.id, finished: true });
    await again.revise("Secret.");
    expect(said()).toEqual([expect.stringMatching(/^I cannot write to you directly\. `\/catchup` and/)]);
    await again.remove();
    expect(said()).toEqual([]);
  });

  test("is none when the question is gone, wherever it would stand", async () => {
    await using chat = await connect();
    const { discord, ann, core } = chat;
    const { question, message } = await asked(chat);
    discord.remove(question);
    await core.until("deleted");
    await expect(chat.adapter.openReply(message, "author")).rejects.toMatchObject({ code: "gone" });
    expect(written(chat, discord.direct(ann))).toEqual([]);
  });

  test("is there once though Maru is cut off in it, and goes when its question was deleted meanwhile", async () => {
    await using chat = await connect();
    const { discord, ann } = chat;
    const { question, message } = await asked(chat);
    discord.rest.failNext({ method: "POST", path: /\/messages$/, fault: "lost answer" });
    await (await chat.adapter.openReply(message, "author")).status(reading(1));
    await chat.restart(() => discord.clock.advance(20 * 60_000));
    await chat.adapter.openReply(message, "author");
    const letters = () => written(chat, discord.direct(ann));
    expect(letters()).toHaveLength(1);
    await chat.restart(() => discord.remove(question));
    await expect(chat.adapter.openReply(message, "author")).rejects.toMatchObject({ code: "gone" });
    expect(letters()).toEqual([]);
  });

  test("is an ordinary answer where they are alone with Maru", async () => {
    await using chat = await connect();
    const { discord, ann, core } = chat;
    const asking = discord.say(ann, discord.direct(ann), "catch me up");
    await (await chat.adapter.openReply((await core.until("message")).message, "author")).finish(
      "Nothing new.",
      "notice",
    );
    expect(written(chat, discord.direct(ann))).toMatchObject([{ text: "Nothing new.", replyTo: asking.id }]);
  });
});
