import { ApplicationFlagsBitField, PermissionsBitField, Routes } from "discord.js";
import { expect, test } from "vitest";
import { codeOf, fakeForTest, loggedIn, restOf } from "./connect.ts";

test("the application's flags say which privileged intents the portal allows", async () => {
  const discord = await fakeForTest({ portal: { messageContent: true, guildMembers: false } });
  const application = (await restOf(discord).get(Routes.currentApplication())) as { flags: number };
  const flags = new ApplicationFlagsBitField(application.flags);
  expect(flags.has("GatewayMessageContentLimited")).toBe(true);
  expect(flags.has("GatewayGuildMembersLimited")).toBe(false);
});

test("the bot's own guilds come with what it may do there", async () => {
  const discord = await fakeForTest({ botPermissions: ["ManageMessages"] });
  const [guild] = (await restOf(discord).get(Routes.userGuilds())) as { id: string; permissions: string }[];
  const permissions = new PermissionsBitField(BigInt(guild?.permissions ?? 0));
  expect(guild?.id).toBe(discord.guild.id);
  expect(permissions.has("ManageMessages")).toBe(true);
  expect(permissions.has("ModerateMembers")).toBe(false);
});

test("discord.js works out the same permissions per channel as the fake enforces", async () => {
  const discord = await fakeForTest();
  discord.permit(discord.general, discord.bot, { deny: ["SendMessages"], allow: ["ManageThreads"] });
  const client = await loggedIn(discord);
  const guild = client.guilds.cache.get(discord.guild.id);
  const permissions = guild?.members.me?.permissionsIn(discord.general.id);
  expect(permissions?.has("SendMessages")).toBe(false);
  expect(permissions?.has("ManageThreads")).toBe(true);
  const route = Routes.channelMessages(discord.general.id);
  expect(await codeOf(client.rest.post(route, { body: { content: "x" } }))).toBe(50013);
});

test("guild, roles, channels, members and users can be read, a list of all members only with its intent", async () => {
  const discord = await fakeForTest();
  const rest = restOf(discord);
  const alice = discord.addPerson("Alice");
  const { id } = discord.guild;
  expect(await rest.get(Routes.user())).toMatchObject({ id: discord.bot.id, bot: true });
  expect(await rest.get(Routes.user(alice.id))).toMatchObject({ global_name: "Alice" });
  expect(await rest.get(Routes.guild(id))).toMatchObject({ name: "Team", owner_id: discord.owner.id });
  expect(await rest.get(Routes.guildRoles(id))).toHaveLength(2);
  expect(await rest.get(Routes.guildChannels(id))).toMatchObject([{ name: "general" }]);
  expect(await rest.get(Routes.guildMember(id, alice.id))).toMatchObject({ user: { id: alice.id } });
  expect(await codeOf(rest.get(Routes.guildMembers(id)))).toBe(50001);
  expect(await codeOf(rest.get(Routes.guild("100000000000000000")))).toBe(10004);
  expect(discord.violations).toEqual([]);
});
