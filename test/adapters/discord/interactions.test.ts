import { MessageFlags } from "discord.js";
import { describe, expect, test } from "vitest";
import type { Channel, Message } from "../../fakes/discord/index.ts";
import { type Connected, connect } from "./chat.ts";

const puts = ({ discord }: Connected) =>
  discord.requests.filter(({ method, path }) => method === "PUT" && path.includes("/commands"));

/** What Maru wrote in a channel, as somebody sees it who may see what is only theirs. */
const written = ({ discord, ann }: Connected, channel: Channel = discord.general) =>
  discord.seen(channel, ann).filter(({ isBot }) => isBot);

/** Uses a command whose answer only Ann sees, and returns the message that the core gets of it. */
async function give({ discord, core, ann }: Connected, name: string, channel: Channel = discord.general) {
  const { id } = discord.command(ann, channel, name);
  const event = await core.until("message", (one) => one.id === `discord:interaction/${id}`);
  return event.message;
}

describe("the commands", () => {
  test("are registered once, with Korean names, and written again only when they changed", async () => {
    await using chat = await connect();
    expect(chat.discord.commands().map(({ name }) => name)).toEqual([
      "ask",
      "summarise",
      "catchup",
      "help",
      "stop",
      "privacy",
      "forget",
      "optout",
      "optin",
      "Summarise from here",
    ]);
    expect(chat.discord.commands()[0]).toMatchObject({
      name_localizations: { ko: "질문" },
      description_localizations: { ko: "질문에 답해요" },
      options: [{ name: "question", required: true, name_localizations: { ko: "내용" } }],
    });
    expect(puts(chat)).toHaveLength(1);
    await chat.restart();
    expect(puts(chat)).toHaveLength(1);
  });

  test("are registered in each server when the config says so, and nowhere twice", async () => {
    await using chat = await connect({ config: { commands: "guild" } });
    await expect.poll(() => chat.discord.commands(chat.discord.guild).length).toBe(10);
    expect(chat.discord.commands()).toEqual([]);
    const other = chat.discord.addGuild("Other");
    await expect.poll(() => chat.discord.commands(other).length).toBe(10);
    expect(chat.discord.violations).toEqual([]);
  });

  test("/ask posts the question for all to see, in the asker's name, and is answered in a thread", async () => {
    await using chat = await connect();
    const { discord, core } = chat;
    const min = discord.addPerson("민지", { locale: "ko" });
    discord.command(min, discord.general, "ask", { question: "@everyone 왜 그래?" });
    const { message } = await core.until("message");
    expect(message).toMatchObject({
      author: { name: "민지", kind: "person", locale: "ko" },
      text: "@everyone 왜 그래?",
      command: "ask",
      startsThread: true,
    });
    const [question] = written(chat);
    expect(question?.pings).toEqual({ users: [], roles: [], everyone: false });
    await (await chat.adapter.openReply(message)).finish("그냥요.", "answer");
    // First stands Discord's own reference to the question.
    expect(written(chat, discord.threadOf(question!)!).map(({ text }) => text)).toEqual(["", "그냥요."]);
    const past = await Array.fromAsync(chat.adapter.history({ thread: message.thread }));
    expect(past.map(({ author, text }) => `${author.name}: ${text}`)).toEqual([
      "민지: @everyone 왜 그래?",
      "Maru: 그냥요.",
    ]);
    expect(core.events).toHaveLength(1);
  });

  test("other than /ask are acknowledged at once and answered to nobody else", async () => {
    await using chat = await connect();
    const message = await give(chat, "privacy");
    expect(message).toMatchObject({ command: "privacy", startsThread: false, author: { name: "Ann Lee" } });
    expect(written(chat)).toMatchObject([{ loading: true, ephemeral: true }]);
    const reply = await chat.adapter.openReply(message);
    await reply.finish("I keep nothing.", "notice");
    expect(written(chat)).toMatchObject([{ text: "I keep nothing.", loading: false, ephemeral: true }]);
    expect((await chat.adapter.openReply(message)).finished).toBe(true);
  });

  test("are told of by the help, by their names in the person's language", async () => {
    await using chat = await connect();
    expect(chat.adapter.howToAsk).toEqual({
      en: "By command: `/ask` asks for everybody to see; what `/summarise`, `/catchup`, `/help`, `/stop`, `/privacy`, `/forget`, `/optout`, and `/optin` say, only you see, unless you share a summary. In the menu of a message, under Apps: **Summarise from here**.",
      ko: "명령어로도 돼요. `/질문`은 모두가 볼 수 있게 묻고, `/요약`, `/따라잡기`, `/도움말`, `/중단`, `/개인정보`, `/잊어줘`, `/요약제외` 및 `/요약포함`의 답은 본인만 볼 수 있어요. 요약은 공개할 수도 있어요. 메시지 메뉴의 앱에는 **여기서부터 요약**이 있어요.",
    });
  });

  test("are answered after a restart too", async () => {
    await using chat = await connect();
    const message = await give(chat, "help");
    await chat.restart();
    await (await chat.adapter.openReply(message)).finish("Help!", "notice");
    expect(written(chat)).toMatchObject([{ text: "Help!", ephemeral: true }]);
  });

  test("that waited for too long are answered by an ordinary message to the person", async () => {
    let aheadMs = 0;
    await using chat = await connect({ now: () => Date.now() + aheadMs });
    const messages = [await give(chat, "help"), await give(chat, "privacy")];
    aheadMs = 14.5 * 60_000;
    chat.discord.clock.advance(aheadMs);
    await (await chat.adapter.openReply(messages[0]!)).finish("Help!", "notice");
    expect(written(chat, chat.discord.direct(chat.ann)).map(({ text }) => text)).toEqual(["Help!"]);
    chat.discord.closeDirect(chat.ann);
    await (await chat.adapter.openReply(messages[1]!)).finish("You rated twice.", "notice");
    // What nobody else may see is not shown to all instead.
    expect(written(chat).filter(({ ephemeral }) => !ephemeral)).toMatchObject([
      {
        text: expect.stringMatching(/^I could not deliver the answer to a command privately/),
        pings: { users: [] },
      },
    ]);
  });

  test("leave no token behind once they are answered", async () => {
    await using chat = await connect();
    const message = await give(chat, "privacy");
    const tokens = () => Array.fromAsync(chat.store.records("discord/commands").iterator!(undefined));
    expect(await tokens()).toHaveLength(1);
    await (await chat.adapter.openReply(message)).finish("I keep nothing.", "notice");
    expect(await tokens()).toEqual([]);
  });

  test("with a long answer show it in one message, also when Discord's confirmation gets lost", async () => {
    await using chat = await connect();
    const message = await give(chat, "help");
    chat.discord.rest.failNext({ method: "PATCH", path: /\/webhooks\//, fault: "lost answer", times: 2 });
    const sentences = Array.from({ length: 300 }, (_, at) => `Sentence ${at}.`);
    await (await chat.adapter.openReply(message)).finish(sentences.join(" "), "notice");
    const [shown, ...more] = written(chat);
    expect(more).toEqual([]);
    expect(shown).toMatchObject({ ephemeral: true, loading: false });
    expect(shown!.embeds.map(({ description }) => description).join(" ")).toBe(sentences.join(" "));
  });

  test("with one that is too long even for that get it by direct message", async () => {
    await using chat = await connect();
    const message = await give(chat, "help");
    await (await chat.adapter.openReply(message)).finish("word ".repeat(1_500).trim(), "notice");
    expect(written(chat)).toMatchObject([
      { text: "The answer is long: I sent it to you as a direct message.", ephemeral: true },
    ]);
    const direct = written(chat, chat.discord.direct(chat.ann)).map(({ text }) => text);
    expect(direct.join(" ")).toBe("word ".repeat(1_500).trim());
  });

  test("are answered without previews of links", async () => {
    await using chat = await connect();
    await (await chat.adapter.openReply(await give(chat, "help"))).finish("https://example.org", "notice");
    expect(written(chat)[0]!.message.flags & MessageFlags.SuppressEmbeds).toBeTruthy();
  });

  test("/ask where Maru cannot see the channel, or may not write, posts nothing and says where to click", async () => {
    await using chat = await connect({
      before(discord) {
        const hidden = discord.addChannel("hidden");
        discord.permit(hidden, discord.bot, { deny: ["ViewChannel"] });
        const quiet = discord.addChannel("quiet");
        discord.permit(quiet, discord.bot, { deny: ["SendMessages", "CreatePublicThreads"] });
        const threads = discord.addChannel("threads");
        discord.permit(threads, discord.bot, { deny: ["SendMessages"] });
      },
    });
    const { discord, ann, core } = chat;
    const named = (wanted: string) =>
      [...discord.world.channels.values()].find(({ name }) => name === wanted)!;
    for (const [name, permission] of [
      ["hidden", "View Channels"],
      ["quiet", "Send Messages"],
    ] as const) {
      discord.command(ann, named(name), "ask", { question: "why?" });
      const [shown] = await discord.until(
        () => written(chat, named(name)).length > 0 && written(chat, named(name)),
      );
      expect(shown).toMatchObject({
        ephemeral: true,
        text: expect.stringContaining(
          `#${name} → Edit Channel → Permissions → Advanced permissions → Maru → ${permission} ✓`,
        ),
      });
    }
    expect(core.events).toEqual([]);
    discord.command(ann, named("threads"), "ask", { question: "why?" });
    await core.until("message");
    expect(discord.invalidRequests()).toBe(0);
  });

  test("/ask with nothing in it posts nothing and says so", async () => {
    await using chat = await connect();
    chat.discord.command(chat.ann, chat.discord.general, "ask", { question: "  " });
    await expect
      .poll(() => written(chat))
      .toMatchObject([{ ephemeral: true, text: expect.stringMatching(/^What would you like to know/) }]);
    expect(chat.core.events).toEqual([]);
  });

  test("/stop in a channel means the answer that is being written to the person there", async () => {
    await using chat = await connect();
    const { discord, core, ann } = chat;
    discord.say(ann, discord.general, `<@${discord.bot.id}> why?`);
    const question = (await core.until("message")).message;
    await chat.adapter.openReply(question);
    expect((await give(chat, "stop")).thread).toBe(question.thread);
    expect((await give(chat, "stop", discord.threadOf(discord.seen(discord.general)[0]!)!)).thread).toBe(
      question.thread,
    );
  });

  test("are refused where Maru may not work, with a word that only the person sees", async () => {
    await using chat = await connect({ config: { places: { channels: { deny: ["general"] } } } });
    chat.discord.command(chat.ann, chat.discord.general, "ask", { question: "why?" });
    await expect.poll(() => written(chat)).toMatchObject([{ ephemeral: true, loading: false }]);
    expect(chat.core.events).toEqual([]);
  });

  test("that cannot be stored say so", async () => {
    await using chat = await connect();
    chat.core.refusing = new Error("disk full");
    chat.discord.command(chat.ann, chat.discord.general, "help");
    await expect
      .poll(() => written(chat)[0]?.text)
      .toBe(
        "I could not take your message in, so I will not answer it. Please send it again in a few minutes.",
      );
    const tokens = chat.store.records<unknown>("discord/commands");
    await expect.poll(() => Array.fromAsync(tokens.iterator!(undefined))).toEqual([]);
  });
});

describe("the buttons", () => {
  async function answered(chat: Connected): Promise<{ reply: string; shown: () => Message }> {
    const { discord, core, ann } = chat;
    const raw = discord.say(ann, discord.general, `<@${discord.bot.id}> why?`);
    const { message } = await core.until("message");
    const reply = await chat.adapter.openReply(message);
    await reply.finish("Because.", "answer");
    return { reply: reply.id, shown: () => written(chat, discord.threadOf(raw)!)[0]!.message };
  }
  const labels = (message: Message) =>
    message.components.flatMap(({ components = [] }) =>
      components.map(({ label, style }) => [label ?? "", style === 1 ? "pressed" : ""]),
    );
  const press = async (
    { discord, core }: Connected,
    by: Connected["ann"],
    message: Message,
    which: string,
  ) => {
    const button = message.components[0]!.components!.find(({ custom_id }) => custom_id!.startsWith(which))!;
    const { id } = discord.press(by, message, button.custom_id!);
    return core.until("feedback", (event) => event.id === `discord:interaction/${id}`);
  };

  test("show ratings as pressed, count them, and take them back", async () => {
    await using chat = await connect();
    const bob = chat.discord.addPerson("Bob");
    const { reply, shown } = await answered(chat);
    expect(await press(chat, chat.ann, shown(), "up")).toMatchObject({ rating: "up", reply });
    expect(await press(chat, bob, shown(), "up")).toMatchObject({ rating: "up", by: { name: "Bob" } });
    expect(labels(shown())).toEqual([
      ["2", "pressed"],
      ["", ""],
    ]);
    expect(await press(chat, chat.ann, shown(), "down")).toMatchObject({ rating: "down" });
    expect(labels(shown())).toEqual([
      ["1", "pressed"],
      ["1", "pressed"],
    ]);
    expect(await press(chat, chat.ann, shown(), "down")).toMatchObject({ rating: null });
    expect(labels(shown())).toEqual([
      ["1", "pressed"],
      ["", ""],
    ]);
    expect(chat.discord.violations).toEqual([]);
  });

  test("count two people who press at the same time, each of whom can take it back", async () => {
    await using chat = await connect();
    const { discord, core } = chat;
    const bob = discord.addPerson("Bob");
    const { shown } = await answered(chat);
    const up = shown().components[0]!.components![0]!.custom_id!;
    // Both presses come with the message as it was before either.
    for (const by of [chat.ann, bob]) discord.press(by, shown(), up);
    await core.until("feedback", ({ by }) => by.name === "Bob");
    await expect.poll(() => labels(shown())[0]).toEqual(["2", "pressed"]);
    expect(await press(chat, chat.ann, shown(), "up")).toMatchObject({ rating: null });
    expect(labels(shown())[0]).toEqual(["1", "pressed"]);
  });

  test("are of no use to who may not ask, who is told so", async () => {
    await using chat = await connect({ config: { places: { roles: { allow: ["Crew"] } } } });
    const { discord, core, ann } = chat;
    discord.giveRole(ann, discord.addRole("Crew"));
    const bob = discord.addPerson("Bob");
    const raw = discord.say(ann, discord.general, `<@${discord.bot.id}> why?`);
    await chat.adapter.openReply((await core.until("message")).message);
    const thread = discord.threadOf(raw)!;
    const { message, controls } = written(chat, thread)[0]!;
    discord.press(bob, message, controls[0]!.customId);
    const refusal = await discord.until(() => discord.seen(thread, bob).find(({ ephemeral }) => ephemeral));
    expect(refusal.text).toMatch(/^I may not answer here/);
    discord.press(ann, message, controls[0]!.customId);
    await core.until("stop", ({ by }) => by.name === "Ann Lee");
    expect(core.events.filter(({ type }) => type === "stop")).toHaveLength(1);
  });

  test("survive a restart, and forty people", async () => {
    await using chat = await connect();
    const { shown } = await answered(chat);
    await chat.restart();
    for (let count = 0; count < 40; count++)
      await press(chat, chat.discord.addPerson(`P${count}`), shown(), "up");
    expect(labels(shown())[0]).toEqual(["40", "pressed"]);
  });

  test("are not there under Maru's own notices", async () => {
    await using chat = await connect();
    chat.discord.say(chat.ann, chat.discord.direct(chat.ann), "help");
    const { message } = await chat.core.until("message");
    await (await chat.adapter.openReply(message)).finish("Help!", "notice");
    expect(written(chat, chat.discord.direct(chat.ann))).toMatchObject([{ text: "Help!", controls: [] }]);
  });

  test("acknowledge in time also when the core takes its time", async () => {
    await using chat = await connect();
    const { discord, core, ann } = chat;
    discord.say(ann, discord.general, `<@${discord.bot.id}> why?`);
    await chat.adapter.openReply((await core.until("message")).message);
    const shown = written(chat, discord.threadOf(discord.seen(discord.general)[0]!)!)[0]!;
    core.refusing = new Error("busy");
    const interaction = discord.press(ann, shown.message, shown.controls[0]!.customId);
    await discord.until(() => interaction.acknowledged);
    core.refusing = undefined;
    expect(await core.until("stop")).toMatchObject({ by: { name: "Ann Lee" } });
  });
});
