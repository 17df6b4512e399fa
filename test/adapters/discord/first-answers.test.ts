import { InteractionResponseType as Type } from "discord.js";
import { describe, expect, onTestFinished, test } from "vitest";
import type { AdapterParts } from "../../../src/core/ports/index.ts";
import type { Place } from "../../../src/core/types.ts";
import { FakeCore } from "../../fakes/core.ts";
import { type Interaction, startFakeDiscord } from "../../fakes/discord/index.ts";
import { connect, memoryStore } from "./chat.ts";
import { startedWith } from "./started-with.ts";

/** A Maru that left an answer half written and is about to be started again, on a Discord that waits 3 s for each first answer. */
async function comingBack() {
  const discord = await startFakeDiscord({ rateLimits: "none" });
  const store = await memoryStore();
  const core = new FakeCore();
  const ann = discord.addPerson("Ann Lee");
  const before = await startedWith(discord, { deliver: core.deliver, store });
  const raw = discord.say(ann, discord.general, `<@${discord.bot.id}> why?`);
  await before.openReply((await core.until("message")).message);
  await before.stop();
  const { message, controls } = discord.seen(discord.threadOf(raw)!).findLast(({ isBot }) => isBot)!;
  return {
    discord,
    core,
    ann,
    pressStop: () => discord.press(ann, message, controls[0]!.customId),
    /** Waits for the first answer and tells its kind. */
    acknowledged: (interaction: Interaction) => discord.until(() => interaction.acknowledged?.type),
    /** What Ann alone sees in #general. */
    told: () => discord.seen(discord.general, ann).filter(({ ephemeral }) => ephemeral),
    start(mayAnswerIn: AdapterParts["mayAnswerIn"] = () => true) {
      const state = { isStarted: false };
      const parts = { deliver: core.deliver, store, mayAnswerIn };
      const started = startedWith(discord, parts).then((adapter) => {
        state.isStarted = true;
        return adapter;
      });
      onTestFinished(async () => {
        await (await started).stop();
        await discord.stop();
        await store.close();
        expect(discord.violations).toEqual([]);
      });
      return { started, state };
    },
  };
}

describe("what people do while Maru is starting is acknowledged within 3 s", () => {
  test("as ever once Maru is logged in, and handed on when all has started", async () => {
    const { discord, core, ann, start, acknowledged, pressStop, told } = await comingBack();
    // The start ends with the list of commands, which takes its time.
    discord.rest.retryAfterS = 2;
    discord.rest.failNext({ method: "GET", path: /\/commands/, fault: 429 });
    const { started, state } = start();
    await discord.until(() => discord.requests.some(({ status }) => status === 429));
    const stop = pressStop();
    const help = discord.command(ann, discord.general, "help");
    const ask = discord.command(ann, discord.general, "ask", { question: "how?" });
    expect(await acknowledged(stop)).toBe(Type.DeferredMessageUpdate);
    expect(await acknowledged(help)).toBe(Type.DeferredChannelMessageWithSource);
    expect(await acknowledged(ask)).toBe(Type.ChannelMessageWithSource);
    expect(state.isStarted).toBe(false);
    expect(core.events).toHaveLength(1);

    const adapter = await started;
    await core.until("stop");
    await core.until("message", ({ message }) => message.text === "how?");
    const { message } = await core.until("message", ({ message }) => message.command === "help");
    await (await adapter.openReply(message)).finish("Help!", "notice");
    expect(told().map(({ text }) => text)).toEqual(["Help!"]);
  });

  test("for the time being before that, and dealt with afterwards; a question is given back", async () => {
    const { discord, core, ann, start, acknowledged, pressStop, told } = await comingBack();
    const guilds = Promise.withResolvers<void>();
    discord.gateway.troubles.lateGuilds = guilds.promise;
    const { started } = start();
    await discord.until(() => discord.gateway.connected());
    const min = discord.addPerson("민지", { locale: "ko" });
    const stop = pressStop();
    const help = discord.command(ann, discord.general, "help");
    const ask = discord.command(ann, discord.general, "ask", { question: "@everyone, how?" });
    const korean = discord.command(min, discord.general, "ask", { question: "왜?" });
    expect(await acknowledged(stop)).toBe(Type.DeferredMessageUpdate);
    expect(await acknowledged(help)).toBe(Type.DeferredChannelMessageWithSource);
    expect(await acknowledged(ask)).toBe(Type.ChannelMessageWithSource);
    await acknowledged(korean);
    expect(told().map(({ text }) => text.replaceAll("\u200b", ""))).toContain(
      "I am not quite ready yet. Please ask again in a moment:\n>>> @everyone, how?",
    );
    expect(discord.seen(discord.general, min).at(-1)).toMatchObject({
      text: "아직 준비가 덜 됐어요. 잠시 뒤에 다시 물어봐 주세요:\n>>> 왜?",
      ephemeral: true,
    });
    expect(core.events).toHaveLength(1);

    guilds.resolve();
    const adapter = await started;
    await core.until("stop");
    const { message } = await core.until("message", ({ message }) => message.command === "help");
    await (await adapter.openReply(message)).finish("Help!", "notice");
    expect(told().map(({ text }) => text)).toContain("Help!");
    expect(core.events.filter(({ type }) => type === "message")).toHaveLength(2);
  });
});

test("a command that was acknowledged for the time being and is then refused says so in its place", async () => {
  const { discord, ann, start, acknowledged, told } = await comingBack();
  const guilds = Promise.withResolvers<void>();
  discord.gateway.troubles.lateGuilds = guilds.promise;
  const { started } = start(() => false);
  await discord.until(() => discord.gateway.connected());
  await acknowledged(discord.command(ann, discord.general, "ask", { question: "why?" }));
  guilds.resolve();
  await started;
  await discord.until(() => /^I may not/.test(told()[0]?.text ?? ""));
  expect(told()).toMatchObject([{ text: expect.stringMatching(/^I may not answer here/) }]);
});

test("a summary that was to be shared is for the person alone when it came before that could be known", async () => {
  const { discord, core, ann, start, acknowledged, told } = await comingBack();
  const guilds = Promise.withResolvers<void>();
  discord.gateway.troubles.lateGuilds = guilds.promise;
  const { started } = start();
  await discord.until(() => discord.gateway.connected());
  const shared = discord.command(ann, discord.general, "summarise", { since: "1h", shared: true });
  expect(await acknowledged(shared)).toBe(Type.DeferredChannelMessageWithSource);
  guilds.resolve();
  const adapter = await started;
  const { message } = await core.until("message", ({ message }) => message.command === "summarise");
  await (await adapter.openReply(message)).finish("A summary.", "answer");
  expect(told()).toMatchObject([{ text: "A summary." }]);
});

describe("a command in a place where the config of the core does not let Maru answer", () => {
  test("/ask is refused to the person alone, and nothing is posted or handed on; /privacy is answered everywhere", async () => {
    const mayAnswerIn = (place: Place) => place.kind === "direct" || place.name !== "general";
    await using chat = await connect({ mayAnswerIn });
    const { discord, ann, core } = chat;
    discord.command(ann, discord.general, "ask", { question: "why?" });
    await expect
      .poll(() => discord.seen(discord.general, ann))
      .toMatchObject([
        {
          text: expect.stringMatching(/^I may not answer here\. The operators/),
          ephemeral: true,
          loading: false,
        },
      ]);
    discord.command(ann, discord.general, "privacy");
    const { message } = await core.until("message");
    expect(core.events).toHaveLength(1);
    expect(mayAnswerIn(message.place)).toBe(true);
  });
});
