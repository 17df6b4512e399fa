import { Routes } from "discord.js";
import { expect, test } from "vitest";
import { fakeForTest, loggedIn, restOf } from "./connect.ts";
import type { FakeDiscord, Pings } from "./index.ts";

const nobody: Pings = { users: [], roles: [], everyone: false };

const pingsOf = async (discord: FakeDiscord, body: object): Promise<Pings | undefined> => {
  await restOf(discord).post(Routes.channelMessages(discord.general.id), { body });
  return discord.seen(discord.general).at(-1)?.pings;
};

test("without allowed_mentions everything that the text mentions is pinged", async () => {
  const discord = await fakeForTest({ rateLimits: "none" });
  const alice = discord.addPerson("Alice");
  const team = discord.addRole("team", { mentionable: true });
  const content = `<@${alice.id}> <@!${alice.id}> <@&${team.id}> @everyone`;
  expect(await pingsOf(discord, { content })).toEqual({
    users: [alice.id],
    roles: [team.id],
    everyone: true,
  });
  expect(await pingsOf(discord, { content: "@here" })).toEqual({ ...nobody, everyone: true });
});

test("parse: [] pings nobody, whatever the text says, and nobody is listed in the message", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord, { allowedMentions: { parse: [], repliedUser: true } });
  const alice = discord.addPerson("Alice");
  const channel = await client.channels.fetch(discord.general.id);
  if (!channel?.isSendable()) throw new Error("cannot send");
  const sent = await channel.send(`<@${alice.id}> @everyone @here`);
  expect(discord.seen(discord.general)[0]?.pings).toEqual(nobody);
  expect(sent.mentions.users.size).toBe(0);
  expect(sent.mentions.everyone).toBe(false);
});

test("users and roles that are listed are pinged, the others not; being listed without being mentioned is nothing", async () => {
  const discord = await fakeForTest();
  const [alice, bob, carol] = ["Alice", "Bob", "Carol"].map((name) => discord.addPerson(name).id);
  const content = `<@${alice}> <@${bob}>`;
  expect(await pingsOf(discord, { content, allowed_mentions: { users: [alice, carol] } })).toEqual({
    ...nobody,
    users: [alice],
  });
  expect(await pingsOf(discord, { content, allowed_mentions: { parse: ["users"] } })).toMatchObject({
    users: [alice, bob],
  });
});

test("mentions in code or of nobody are none; a backslash before them, or a fence that never ends, changes nothing", async () => {
  const discord = await fakeForTest({ rateLimits: "none" });
  const alice = discord.addPerson("Alice");
  for (const content of [
    `\`<@${alice.id}> @everyone\``,
    `\`\`\`\n<@${alice.id}> @here\n\`\`\``,
    "<@100000000000000000>",
    "mail me @everyonesomething",
    "@\u200beveryone",
    `\`\`two ticks \` <@${alice.id}>\`\``,
  ])
    expect(await pingsOf(discord, { content })).toEqual(nobody);
  for (const content of ["\\@everyone", "```\n@everyone", "\\`@everyone\\`", "@everyone은 모두"])
    expect(await pingsOf(discord, { content })).toEqual({ ...nobody, everyone: true });
  expect(await pingsOf(discord, { content: `\\<@${alice.id}>` })).toMatchObject({ users: [alice.id] });
});

test("@everyone and unmentionable roles need MENTION_EVERYONE", async () => {
  const discord = await fakeForTest();
  const board = discord.addRole("board");
  const content = `@everyone <@&${board.id}>`;
  expect(await pingsOf(discord, { content })).toEqual({ users: [], roles: [board.id], everyone: true });
  discord.permit(discord.general, discord.bot, { deny: ["MentionEveryone"] });
  expect(await pingsOf(discord, { content })).toEqual(nobody);
});

test("a reply pings its author by default; with allowed_mentions only if replied_user says so", async () => {
  const discord = await fakeForTest();
  const alice = discord.addPerson("Alice");
  const said = discord.say(alice, discord.general, "question");
  const message_reference = { message_id: said.id };
  const reply = (allowed_mentions?: object) =>
    pingsOf(discord, {
      content: "answer",
      message_reference,
      ...(allowed_mentions ? { allowed_mentions } : {}),
    });
  expect(await reply()).toMatchObject({ users: [alice.id] });
  expect(await reply({ parse: [] })).toEqual(nobody);
  expect(await reply({ parse: [], replied_user: true })).toMatchObject({ users: [alice.id] });
});

test("an edit that mentions somebody anew counts, unless allowed_mentions forbids it again", async () => {
  const discord = await fakeForTest();
  const rest = restOf(discord);
  const { id } = (await rest.post(Routes.channelMessages(discord.general.id), {
    body: { content: "…" },
  })) as { id: string };
  const route = Routes.channelMessage(discord.general.id, id);
  await rest.patch(route, { body: { content: "@everyone", allowed_mentions: { parse: [] } } });
  expect(discord.seen(discord.general)[0]?.pings).toEqual(nobody);
  await rest.patch(route, { body: { content: "@everyone!" } });
  expect(discord.seen(discord.general)[0]?.pings.everyone).toBe(true);
});
