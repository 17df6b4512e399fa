import { describe, expect, test } from "vitest";
import { adapter as module } from "../../../adapters/discord/index.ts";
import { startFakeDiscord } from "../../fakes/discord/index.ts";
import { listeningLog } from "../listening-log.ts";
import { type Connected, configured, connect, memoryStore } from "./chat.ts";

const texts = ({ core }: Connected) =>
  core.events.flatMap((event) => (event.type === "message" ? [event.message.text] : []));

describe("what was said meanwhile", () => {
  test("is read up when the session was lost, in order, in channels, threads and direct messages", async () => {
    await using chat = await connect();
    const { discord, ann, core } = chat;
    const root = discord.say(ann, discord.general, "root");
    const thread = discord.startThread(ann, discord.general, "thread", root);
    discord.say(ann, thread, "before");
    discord.say(ann, discord.direct(ann), "psst");
    await expect.poll(() => texts(chat).length).toBe(3);
    discord.gateway.forgetSessions();
    discord.say(ann, thread, "missed 1");
    discord.say(ann, thread, "missed 2");
    discord.say(ann, discord.direct(ann), "missed 3");
    discord.say(ann, discord.general, "missed 4");
    discord.gateway.drop();
    await core.until("message", ({ message }) => message.text === "missed 4");
    await expect
      .poll(() =>
        texts(chat)
          .filter((text) => text.startsWith("missed"))
          .toSorted(),
      )
      .toHaveLength(4);
    const inThread = core.events.flatMap((event) =>
      event.type === "message" && event.message.id.includes(thread.id) && !event.message.startsThread
        ? [event.message.text]
        : [],
    );
    expect(inThread).toEqual(["before", "missed 1", "missed 2"]);
  });

  test("is read up after a restart, but at the very first start nothing is", async () => {
    await using chat = await connect({
      before: (discord) => void discord.say(discord.owner, discord.general, "long ago"),
    });
    chat.discord.say(chat.ann, chat.discord.general, "first");
    await expect.poll(() => texts(chat)).toEqual(["first"]);
    await chat.adapter.stop();
    chat.discord.say(chat.ann, chat.discord.general, "while away");
    await chat.restart();
    await expect.poll(() => texts(chat)).toContain("while away");
  });

  test("comes by RESUME when the connection only broke", async () => {
    await using chat = await connect();
    const { discord, ann, core } = chat;
    for (const text of ["first", "second"]) {
      discord.gateway.drop();
      discord.say(ann, discord.general, text);
      await core.until("message", ({ message }) => message.text === text);
    }
    expect(texts(chat)).toEqual(["first", "second"]);
    expect(discord.gateway.counts.resumes).toBeGreaterThan(0);
  });
});

describe("without the Message Content Intent", () => {
  test("Maru connects all the same, says where to switch it on, and answers mentions", async () => {
    await using chat = await connect({ discord: { portal: { messageContent: false } } });
    const { discord, ann, core } = chat;
    const remedies = chat.log.lines.map(({ fields }) => fields["remedy"]);
    expect(remedies).toContainEqual(
      expect.stringMatching(/\/bot → Privileged Gateway Intents → Message Content/),
    );
    const root = discord.say(ann, discord.general, `<@${discord.bot.id}> why?`);
    const { message } = await core.until("message");
    await (await chat.adapter.openReply(message)).finish("Because.", "answer");
    const thread = discord.threadOf(root)!;
    discord.say(ann, thread, "and then?");
    discord.say(ann, thread, "hello?");
    const direct = discord.direct(ann);
    await expect
      .poll(() => discord.seen(direct).map(({ text }) => text))
      .toEqual([expect.stringContaining("Message Content Intent")]);
    expect(core.events).toHaveLength(1);
  });
});

describe("the doctor", () => {
  const check = async (api: string, token: string, section: unknown = {}) =>
    module.doctor(configured(section), { DISCORD_TOKEN: token, DISCORD_API: api });

  test("finds everything in order and prints the invite link with the least permissions", async () => {
    const discord = await startFakeDiscord();
    const findings = await check(discord.api, discord.token);
    expect(findings.map(({ check, level }) => `${check} ${level}`)).toEqual([
      "discord token ok",
      "discord intents ok",
      "discord servers ok",
      "discord invite ok",
    ]);
    const link = findings.at(-1)!.detail.match(/https:\S+/)![0];
    // View Channels, Send Messages, Read Message History, Create Public Threads, Send Messages in Threads.
    const wanted = (1n << 10n) | (1n << 11n) | (1n << 16n) | (1n << 35n) | (1n << 38n);
    expect(new URL(link).searchParams.get("permissions")).toBe(String(wanted));
    await discord.stop();
  });

  test("names the missing intent, the missing permissions, and the server that nobody invited the bot to", async () => {
    const discord = await startFakeDiscord({
      portal: { messageContent: false },
      everyone: ["ViewChannel", "SendMessages", "ReadMessageHistory"],
    });
    const findings = await check(discord.api, discord.token);
    expect(findings.find(({ check }) => check === "discord intents")).toMatchObject({ level: "warn" });
    expect(findings.find(({ check }) => check === "discord servers")).toMatchObject({
      level: "warn",
      detail: 'In "Team" the bot lacks: Create Public Threads, Send Messages in Threads.',
      remedy: expect.stringContaining("Server Settings → Roles"),
    });
    const other = await check(discord.api, discord.token, { guilds: ["123456789012345678"] });
    expect(other.find(({ check }) => check === "discord servers")).toMatchObject({ level: "fail" });
    await discord.stop();
  });

  test("tells a missing, a refused and an unreachable one apart", async () => {
    const discord = await startFakeDiscord();
    expect((await module.doctor(configured(), {}))[0]!.remedy).toMatch(/Reset Token, and put it into \.env/);
    expect((await check(discord.api, "wrong"))[0]).toMatchObject({ level: "fail", check: "discord token" });
    await discord.stop();
    expect((await check(discord.api, discord.token))[0]!.detail).toMatch(/cannot be reached/);
  });
});

test("a refused token ends the start with what to do about it", async () => {
  const discord = await startFakeDiscord();
  const store = await memoryStore();
  const given = { store, log: listeningLog(), now: Date.now, selfName: "Maru", commands: [], routes: {} };
  const parts = { ...given, mayAnswerIn: () => true };
  const start = async (secrets: Record<string, string>) =>
    (await module.create(configured(), { ...parts, secrets })).start(async () => {});
  await expect(start({})).rejects.toThrow(/DISCORD_TOKEN is not set\. Copy the token from https/);
  await expect(start({ DISCORD_TOKEN: "wrong", DISCORD_API: discord.api })).rejects.toThrow(
    /refuses DISCORD_TOKEN/,
  );
  await discord.stop();
  await store.close();
});

test("the section of the config is off when absent, and its faults are named", () => {
  expect(module.config.parse(undefined)).toBeNull();
  expect(module.config.parse(false)).toBeNull();
  expect(module.config.parse({})).toMatchObject({ guilds: [], commands: "global" });
  expect(module.config.safeParse({ guilds: [12] }).success).toBe(false);
  expect(module.config.safeParse({ guilds: ["general"] }).error?.issues[0]?.message).toMatch(/Copy ID/);
  expect(module.config.safeParse({ colour: "red" }).success).toBe(false);
});
