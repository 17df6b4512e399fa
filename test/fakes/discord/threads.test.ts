import { once } from "node:events";
import { type APIThreadChannel, ChannelType, Events, MessageFlags, MessageType, Routes } from "discord.js";
import { expect, test, vi } from "vitest";
import { codeOf, fakeForTest, heard, loggedIn, restOf } from "./connect.ts";

test("a thread started from a message has its id, and begins with a reference to it that has no text", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const arrived = once(client, Events.MessageCreate);
  const asked = discord.say(discord.addPerson("Alice"), discord.general, "How?");
  const [question] = await arrived;
  const thread = await question.startThread({ name: "How?" });
  expect(thread.id).toBe(asked.id);
  await thread.send("Like this.");
  const kept = discord.threadOf(asked);
  if (!kept) throw new Error("no thread");
  expect(discord.seen(kept).map(({ text, message }) => [message.type, text])).toEqual([
    [MessageType.ThreadStarterMessage, ""],
    [MessageType.Default, "Like this."],
  ]);
  expect((await thread.fetchStarterMessage())?.content).toBe("How?");
  expect(asked.flags & MessageFlags.HasThread).toBeTruthy();
  expect(discord.violations).toEqual([]);
});

test("a second thread from the same message is 160004", async () => {
  const discord = await fakeForTest();
  const asked = discord.say(discord.addPerson("Alice"), discord.general, "How?");
  const rest = restOf(discord);
  const route = Routes.threads(discord.general.id, asked.id);
  await rest.post(route, { body: { name: "one" } });
  expect(await codeOf(rest.post(route, { body: { name: "two" } }))).toBe(160004);
});

test("more active threads than a server takes are 160006, and an archived one makes room", async () => {
  const discord = await fakeForTest({ mostActiveThreads: 1 });
  const alice = discord.addPerson("Alice");
  const rest = restOf(discord);
  const start = () => {
    const asked = discord.say(alice, discord.general, "How?");
    return rest.post(Routes.threads(discord.general.id, asked.id), { body: { name: "one" } });
  };
  const first = (await start()) as APIThreadChannel;
  expect(await codeOf(start())).toBe(160006);
  await rest.patch(Routes.channel(first.id), { body: { archived: true } });
  expect(await codeOf(start())).toBe("no error");
});

test("threads need their own permissions: one to create them, one to speak in them", async () => {
  const discord = await fakeForTest();
  const alice = discord.addPerson("Alice");
  const asked = discord.say(alice, discord.general, "How?");
  const rest = restOf(discord);
  discord.permit(discord.general, discord.bot, { deny: ["CreatePublicThreads"] });
  expect(await codeOf(rest.post(Routes.threads(discord.general.id, asked.id), { body: { name: "x" } }))).toBe(
    50013,
  );
  const thread = discord.startThread(alice, discord.general, "x", asked);
  discord.permit(discord.general, discord.bot, { deny: ["SendMessages"] });
  await rest.post(Routes.channelMessages(thread.id), { body: { content: "may speak here" } });
  discord.permit(discord.general, discord.bot, { deny: ["SendMessagesInThreads"] });
  expect(await codeOf(rest.post(Routes.channelMessages(thread.id), { body: { content: "no" } }))).toBe(50013);
});

test("there are no threads in direct messages, in threads, or from a forum's list", async () => {
  const discord = await fakeForTest();
  const alice = discord.addPerson("Alice");
  const rest = restOf(discord);
  const direct = discord.direct(alice);
  const said = discord.say(alice, direct, "hello");
  expect(await codeOf(rest.post(Routes.threads(direct.id, said.id), { body: { name: "x" } }))).toBe(50024);
  const thread = discord.startThread(alice, discord.general, "thread");
  const inside = discord.say(alice, thread, "inside");
  expect(await codeOf(rest.post(Routes.threads(thread.id, inside.id), { body: { name: "x" } }))).toBe(50024);
});

test("speaking in an archived thread opens it again, unless it is locked", async () => {
  const discord = await fakeForTest();
  const alice = discord.addPerson("Alice");
  const thread = discord.startThread(alice, discord.general, "old");
  const rest = restOf(discord);
  discord.archive(thread);
  const first = (await rest.post(Routes.channelMessages(thread.id), { body: { content: "hello" } })) as {
    id: string;
  };
  expect(thread.thread_metadata?.archived).toBe(false);
  discord.archive(thread);
  const reaction = Routes.channelMessageOwnReaction(thread.id, first.id, encodeURIComponent("👍"));
  expect(await codeOf(rest.put(reaction))).toBe(50083);
  discord.archive(thread, { locked: true });
  expect(await codeOf(rest.post(Routes.channelMessages(thread.id), { body: { content: "again" } }))).toBe(
    160005,
  );
  expect(
    await codeOf(rest.patch(Routes.channelMessage(thread.id, first.id), { body: { content: "x" } })),
  ).toBe(50083);
  expect(() => discord.say(alice, thread, "me too")).toThrow("locked");
});

test("the bot renames its own threads, others' only with MANAGE_THREADS", async () => {
  const discord = await fakeForTest();
  const alice = discord.addPerson("Alice");
  const asked = discord.say(alice, discord.general, "How?");
  const rest = restOf(discord);
  const own = (await rest.post(Routes.threads(discord.general.id, asked.id), {
    body: { name: "mine" },
  })) as APIThreadChannel;
  expect(await rest.patch(Routes.channel(own.id), { body: { name: "ours" } })).toMatchObject({
    name: "ours",
  });
  const hers = discord.startThread(alice, discord.general, "hers");
  expect(await codeOf(rest.patch(Routes.channel(hers.id), { body: { name: "ours" } }))).toBe(50013);
  discord.permit(discord.general, discord.bot, { allow: ["ManageThreads"] });
  expect(await rest.patch(Routes.channel(hers.id), { body: { name: "ours" } })).toMatchObject({
    name: "ours",
  });
});

test("a forum post is a thread whose first message has its id", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const texts = heard(client);
  const forum = discord.addForum("help", { tags: ["question"] });
  const created = once(client, Events.ThreadCreate);
  const { thread, message } = discord.forumPost(
    discord.addPerson("Alice"),
    forum,
    "Printer",
    "It is on fire.",
  );
  expect(message.id).toBe(thread.id);
  expect((await created)[0]).toMatchObject({ id: thread.id, parentId: forum.id });
  await vi.waitFor(() => expect(texts).toEqual(["It is on fire."]));
  const channel = await client.channels.fetch(forum.id);
  if (channel?.type !== ChannelType.GuildForum) throw new Error("no forum");
  const own = await channel.threads.create({ name: "Digest", message: { content: "Today" } });
  expect((await own.fetchStarterMessage())?.content).toBe("Today");
  expect(
    await codeOf(restOf(discord).post(Routes.channelMessages(forum.id), { body: { content: "x" } })),
  ).toBe(50008);
  expect(discord.violations).toEqual([]);
});

test("a private thread is not there for the bot until it is added", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const texts = heard(client);
  const alice = discord.addPerson("Alice");
  const secret = discord.startThread(alice, discord.general, "secret", "secret");
  discord.say(alice, secret, "between us");
  expect(await codeOf(client.rest.get(Routes.channel(secret.id)))).toBe(50001);
  const added = once(client, Events.ThreadCreate);
  discord.addToThread(discord.bot, secret);
  expect((await added)[0].id).toBe(secret.id);
  discord.say(alice, secret, "with you");
  await vi.waitFor(() => expect(texts).toEqual(["with you"]));
});

test("active and archived threads can be listed", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const alice = discord.addPerson("Alice");
  const open = discord.startThread(alice, discord.general, "open");
  const old = discord.startThread(alice, discord.general, "old");
  discord.archive(old);
  const channel = await client.channels.fetch(discord.general.id);
  if (channel?.type !== ChannelType.GuildText) throw new Error("no text channel");
  expect([...(await channel.threads.fetchActive()).threads.keys()]).toEqual([open.id]);
  expect([...(await channel.threads.fetchArchived()).threads.keys()]).toEqual([old.id]);
});

test("archived threads come page by page, those first that were archived last", async () => {
  const discord = await fakeForTest();
  const rest = restOf(discord);
  const names = ["one", "two", "three"];
  const threads = names.map((name) => discord.startThread(discord.owner, discord.general, name));
  for (const thread of threads) {
    discord.clock.advance(1_000);
    discord.archive(thread);
  }
  const page = async (query: Record<string, string>) => {
    const route = Routes.channelThreads(discord.general.id, "public");
    const found = await rest.get(route, { query: new URLSearchParams(query) });
    return found as { threads: APIThreadChannel[]; has_more: boolean };
  };
  const first = await page({ limit: "2" });
  expect(first).toMatchObject({ threads: [{ name: "three" }, { name: "two" }], has_more: true });
  const before = first.threads.at(-1)!.thread_metadata!.archive_timestamp;
  expect(await page({ limit: "2", before })).toMatchObject({ threads: [{ name: "one" }], has_more: false });
  expect(await codeOf(page({ limit: "101" }))).toBe(50035);
  expect(await codeOf(page({ before: "yesterday" }))).toBe(50035);
});

test("who is in a thread can be asked one by one", async () => {
  const discord = await fakeForTest();
  const rest = restOf(discord);
  const [alice, bob] = [discord.addPerson("Alice"), discord.addPerson("Bob")];
  const thread = discord.startThread(alice, discord.general, "here");
  expect(await rest.get(Routes.threadMembers(thread.id, alice.id))).toMatchObject({ user_id: alice.id });
  const refused = await rest.get(Routes.threadMembers(thread.id, bob.id)).catch((error: unknown) => error);
  expect(refused).toMatchObject({ status: 404 });
});
