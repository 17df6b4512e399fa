import { once } from "node:events";
import { Events, GatewayIntentBits, MessageReferenceType } from "discord.js";
import { expect, test, vi } from "vitest";
import { bareConnection } from "./bare-connection.ts";
import { fakeForTest, heard, loggedIn, newClient, usualIntents } from "./connect.ts";

const I = GatewayIntentBits;

test("the client logs in, learns its guilds and hears what people say", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const texts = heard(client);
  expect(client.user.username).toBe("Maru");
  expect(client.guilds.cache.map(({ name }) => name)).toEqual(["Team"]);
  discord.say(discord.addPerson("Alice"), discord.general, "안녕하세요");
  await vi.waitFor(() => expect(texts).toEqual(["안녕하세요"]));
  expect(discord.violations).toEqual([]);
});

test("a wrong token is refused by REST with 401, and by the gateway with 4004", async () => {
  const discord = await fakeForTest();
  await expect(newClient(discord).login("wrong")).rejects.toThrow(/invalid token/i);
  const bare = await bareConnection(discord);
  bare.send({ op: 2, d: { token: "wrong", intents: 1, properties: {} } });
  expect(await bare.closed).toBe(4004);
});

test("a token that was reset in the portal ends the connection for good", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const before = discord.token;
  const disconnected = once(client, Events.ShardDisconnect);
  discord.resetToken();
  await disconnected;
  expect(discord.token).not.toBe(before);
});

test("a privileged intent that the portal does not allow closes the connection with 4014", async () => {
  const discord = await fakeForTest({ portal: { messageContent: false } });
  await expect(newClient(discord).login(discord.token)).rejects.toThrow(/disallowed intents/i);
  expect(discord.gateway.closeCodes).toEqual([4014]);
});

test("without the message-content intent, text arrives only where the bot is meant", async () => {
  const discord = await fakeForTest({ portal: { messageContent: false } });
  const client = await loggedIn(discord, { intents: [I.Guilds, I.GuildMessages, I.DirectMessages] });
  const texts = heard(client);
  const alice = discord.addPerson("Alice");
  const own = await (await client.channels.fetch(discord.general.id))?.isSendable();
  expect(own).toBe(true);
  discord.say(alice, discord.general, "overheard");
  discord.say(alice, discord.general, `<@${discord.bot.id}> asked`);
  discord.say(alice, discord.direct(alice), "in private");
  const overheard = discord.seen(discord.general)[0]?.message;
  discord.say(
    alice,
    discord.general,
    `<@${discord.bot.id}> about that`,
    overheard ? { replyTo: overheard } : {},
  );
  await vi.waitFor(() =>
    expect(texts).toEqual([
      "",
      `<@${discord.bot.id}> asked`,
      "in private",
      `<@${discord.bot.id}> about that`,
    ]),
  );
  const channel = client.channels.cache.get(discord.general.id);
  if (!channel?.isTextBased()) throw new Error("no text channel");
  const history = await channel.messages.fetch({ limit: 10, cache: false });
  expect(history.map(({ content }) => content).toReversed()).toEqual([
    "",
    `<@${discord.bot.id}> asked`,
    `<@${discord.bot.id}> about that`,
  ]);
});

test("a reply that pings the bot shows its text without the intent, and its quotation only if the bot wrote it", async () => {
  const discord = await fakeForTest({ portal: { messageContent: false } });
  const client = await loggedIn(discord, { intents: [I.Guilds, I.GuildMessages] });
  const alice = discord.addPerson("Alice");
  const channel = await client.channels.fetch(discord.general.id);
  if (!channel?.isSendable()) throw new Error("cannot send");
  const said = await channel.send("my answer");
  const texts = heard(client);
  const answer = discord.seen(discord.general).find(({ id }) => id === said.id)?.message;
  if (!answer) throw new Error("nothing was said");
  discord.say(alice, discord.general, "thank you", { replyTo: answer });
  discord.say(alice, discord.general, "quietly", { replyTo: answer, pingReplied: false });
  await vi.waitFor(() => expect(texts).toEqual(["thank you", ""]));
});

test("events come only for the intents that were asked for", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord, { intents: [I.Guilds, I.DirectMessages, I.MessageContent] });
  const texts = heard(client);
  const alice = discord.addPerson("Alice");
  discord.say(alice, discord.general, "in the channel");
  discord.say(alice, discord.direct(alice), "in private");
  await vi.waitFor(() => expect(texts).toEqual(["in private"]));
});

test("nothing is heard from a channel that the bot cannot see", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const texts = heard(client);
  const alice = discord.addPerson("Alice");
  const board = discord.addRole("board");
  discord.giveRole(alice, board);
  const secret = discord.addChannel("board");
  discord.permit(secret, { ...board, id: discord.guild.id }, { deny: ["ViewChannel"] });
  discord.permit(secret, board, { allow: ["ViewChannel"] });
  discord.say(alice, secret, "secret");
  discord.say(alice, discord.general, "open");
  await vi.waitFor(() => expect(texts).toEqual(["open"]));
});

test("a message refers to the one it answers", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord, { intents: usualIntents });
  const alice = discord.addPerson("Alice");
  const first = discord.say(alice, discord.general, "first");
  const replied = once(client, Events.MessageCreate);
  await replied;
  const next = once(client, Events.MessageCreate);
  discord.say(alice, discord.general, "second", { replyTo: first });
  const [message] = await next;
  expect(message.reference).toMatchObject({ messageId: first.id, type: MessageReferenceType.Default });
  expect((await message.fetchReference()).content).toBe("first");
});
