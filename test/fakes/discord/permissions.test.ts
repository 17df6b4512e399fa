import { once } from "node:events";
import { Events, Routes } from "discord.js";
import { expect, test } from "vitest";
import { codeOf, fakeForTest, loggedIn, restOf } from "./connect.ts";

const hello = { body: { content: "hello" } };

test("who cannot see a channel gets 50001 for everything in it, who sees it and may not speak 50013", async () => {
  const discord = await fakeForTest({ rateLimits: "none" });
  const rest = restOf(discord);
  const route = Routes.channelMessages(discord.general.id);
  discord.permit(discord.general, discord.bot, { deny: ["SendMessages"] });
  expect(await codeOf(rest.post(route, hello))).toBe(50013);
  expect(await codeOf(rest.post(Routes.channelTyping(discord.general.id)))).toBe(50013);
  expect(await codeOf(rest.get(route))).toBe("no error");
  discord.permit(discord.general, discord.bot, { deny: ["ViewChannel"] });
  expect(await codeOf(rest.post(route, hello))).toBe(50001);
  expect(await codeOf(rest.get(route))).toBe(50001);
  expect(await codeOf(rest.get(Routes.channel(discord.general.id)))).toBe(50001);
});

test("without READ_MESSAGE_HISTORY the list is empty, a reply and a single message are refused", async () => {
  const discord = await fakeForTest();
  const rest = restOf(discord);
  const said = discord.say(discord.addPerson("Alice"), discord.general, "hidden");
  discord.permit(discord.general, discord.bot, { deny: ["ReadMessageHistory"] });
  expect(await rest.get(Routes.channelMessages(discord.general.id))).toEqual([]);
  expect(await codeOf(rest.get(Routes.channelMessage(discord.general.id, said.id)))).toBe(50013);
  const reply = { body: { content: "x", message_reference: { message_id: said.id } } };
  expect(await codeOf(rest.post(Routes.channelMessages(discord.general.id), reply))).toBe(160002);
});

test("embeds and files need a permission each", async () => {
  const discord = await fakeForTest();
  const rest = restOf(discord);
  const route = Routes.channelMessages(discord.general.id);
  discord.permit(discord.general, discord.bot, { deny: ["EmbedLinks", "AttachFiles"] });
  expect(await codeOf(rest.post(route, { body: { embeds: [{ title: "x" }] } }))).toBe(50013);
  expect(await codeOf(rest.post(route, { files: [{ name: "a.txt", data: "x" }] }))).toBe(50013);
});

test("overwrites apply in order: everyone, roles together, the member; a thread has its parent's", async () => {
  const discord = await fakeForTest({ rateLimits: "none" });
  const rest = restOf(discord);
  const [quiet, loud] = [discord.addRole("quiet"), discord.addRole("loud")];
  discord.giveRole(discord.bot, quiet);
  const everyone = discord.guild.roles.get(discord.guild.id);
  if (!everyone) throw new Error("no @everyone");
  const speak = () => codeOf(rest.post(Routes.channelMessages(discord.general.id), hello));
  discord.permit(discord.general, everyone, { deny: ["SendMessages"] });
  expect(await speak()).toBe(50013);
  discord.permit(discord.general, loud, { allow: ["SendMessages"] });
  expect(await speak()).toBe(50013);
  discord.giveRole(discord.bot, loud);
  expect(await speak()).toBe("no error");
  discord.permit(discord.general, quiet, { deny: ["SendMessages"] });
  expect(await speak()).toBe("no error");
  discord.permit(discord.general, discord.bot, { deny: ["SendMessages"] });
  expect(await speak()).toBe(50013);
  const thread = discord.startThread(discord.owner, discord.general, "thread");
  discord.permit(discord.general, discord.bot, { deny: ["ViewChannel"] });
  expect(await codeOf(rest.post(Routes.channelMessages(thread.id), hello))).toBe(50001);
});

test("an administrator may do everything, whatever the channel says", async () => {
  const discord = await fakeForTest({ botPermissions: ["Administrator"] });
  discord.permit(discord.general, discord.bot, { deny: ["ViewChannel"] });
  expect(await codeOf(restOf(discord).post(Routes.channelMessages(discord.general.id), hello))).toBe(
    "no error",
  );
});

test("messages of others are deleted only with MANAGE_MESSAGES, and never in a direct message", async () => {
  const discord = await fakeForTest();
  const rest = restOf(discord);
  const alice = discord.addPerson("Alice");
  const said = discord.say(alice, discord.general, "bad");
  const remove = () => codeOf(rest.delete(Routes.channelMessage(discord.general.id, said.id)));
  expect(await remove()).toBe(50013);
  discord.permit(discord.general, discord.bot, { allow: ["ManageMessages"] });
  expect(await remove()).toBe("no error");
  const direct = discord.direct(alice);
  const private_ = discord.say(alice, direct, "bad");
  expect(await codeOf(rest.delete(Routes.channelMessage(direct.id, private_.id)))).toBe(50003);
});

test("a time-out needs MODERATE_MEMBERS, stands below the bot in rank, and lasts 28 days at most", async () => {
  const discord = await fakeForTest({ botPermissions: ["ModerateMembers"] });
  const client = await loggedIn(discord);
  const guild = await client.guilds.fetch(discord.guild.id);
  const alice = discord.addPerson("Alice");
  const boss = discord.addPerson("Boss", { roles: [discord.addRole("bosses")] });
  const timeout = async (id: string, days: number) =>
    codeOf((await guild.members.fetch(id)).timeout(days * 86_400_000, "hate"));
  expect(await timeout(alice.id, 1)).toBe("no error");
  expect(() => discord.say(alice, discord.general, "let me speak")).toThrow("SendMessages");
  discord.clock.advance(86_400_001);
  expect(discord.say(alice, discord.general, "thanks").content).toBe("thanks");
  expect(await timeout(boss.id, 1)).toBe(50013);
  expect(await timeout(discord.owner.id, 1)).toBe(50013);
  expect(await timeout(alice.id, 30)).toBe(50035);
});

test("without MODERATE_MEMBERS a time-out is 50013, and an unknown member 10007", async () => {
  const discord = await fakeForTest();
  const rest = restOf(discord);
  const alice = discord.addPerson("Alice");
  const body = { communication_disabled_until: new Date(Date.now() + 60_000).toISOString() };
  expect(await codeOf(rest.patch(Routes.guildMember(discord.guild.id, alice.id), { body }))).toBe(50013);
  expect(await codeOf(rest.get(Routes.guildMember(discord.guild.id, "100000000000000000")))).toBe(10007);
});

test("people may only what their permissions allow", async () => {
  const discord = await fakeForTest();
  const alice = discord.addPerson("Alice");
  discord.permit(discord.general, alice, { deny: ["SendMessages"] });
  expect(() => discord.say(alice, discord.general, "x")).toThrow("alice lacks SendMessages in general");
});

test("a bot that was thrown out is told so and reaches nothing any more", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const gone = once(client, Events.GuildDelete);
  discord.kickBot(discord.guild);
  expect((await gone)[0].id).toBe(discord.guild.id);
  expect(await codeOf(restOf(discord).post(Routes.channelMessages(discord.general.id), hello))).toBe(50001);
});
