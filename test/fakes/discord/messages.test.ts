import { once } from "node:events";
import { type APIMessage, Events, MessageFlags, MessageType, Routes } from "discord.js";
import { expect, test, vi } from "vitest";
import { codeOf, fakeForTest, loggedIn, restOf, stillClock } from "./connect.ts";
import type { FakeDiscord } from "./index.ts";

const post = (discord: FakeDiscord, body: object, channel = discord.general.id) =>
  restOf(discord).post(Routes.channelMessages(channel), { body }) as Promise<APIMessage>;
const edit = (discord: FakeDiscord, id: string, body: object) =>
  restOf(discord).patch(Routes.channelMessage(discord.general.id, id), { body }) as Promise<APIMessage>;

test("a message is posted, edited and deleted, and people see each of it", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const channel = await client.channels.fetch(discord.general.id);
  if (!channel?.isSendable()) throw new Error("cannot send");
  const message = await channel.send("thin");
  expect(discord.seen(discord.general)).toMatchObject([
    { author: "Maru", isBot: true, text: "thin", edited: false },
  ]);
  await message.edit("thinking done");
  expect(discord.seen(discord.general)).toMatchObject([
    { text: "thinking done", earlierTexts: ["thin"], edited: true },
  ]);
  await message.delete();
  expect(discord.seen(discord.general)).toEqual([]);
  expect(await codeOf(channel.messages.fetch(message.id))).toBe(10008);
  expect(discord.violations).toEqual([]);
});

test("people's edits and deletions reach the bot", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const alice = discord.addPerson("Alice");
  const edited = once(client, Events.MessageUpdate);
  const deleted = once(client, Events.MessageDelete);
  const said = discord.say(alice, discord.general, "frist");
  discord.edit(said, "first");
  expect((await edited)[1].content).toBe("first");
  discord.remove(said);
  expect((await deleted)[0].id).toBe(said.id);
  expect(() => discord.edit(said, "too late")).toThrow("not there any more");
});

test("the same nonce with enforce_nonce gives the first message back; without it, or later, another one", async () => {
  const discord = await fakeForTest(stillClock);
  const first = await post(discord, { content: "once", nonce: "q1", enforce_nonce: true });
  const again = await post(discord, { content: "twice", nonce: "q1", enforce_nonce: true });
  expect(again).toMatchObject({ id: first.id, content: "once" });
  expect((await post(discord, { content: "free", nonce: "q1" })).id).not.toBe(first.id);
  discord.clock.advance(600_000);
  const later = await post(discord, { content: "later", nonce: "q1", enforce_nonce: true });
  expect(later.content).toBe("later");
});

test("nobody's message can be edited by the bot but its own, and what is unknown is 10008 or 10003", async () => {
  const discord = await fakeForTest();
  const said = discord.say(discord.addPerson("Alice"), discord.general, "mine");
  expect(await codeOf(edit(discord, said.id, { content: "yours" }))).toBe(50005);
  expect(await codeOf(edit(discord, "100000000000000000", { content: "x" }))).toBe(10008);
  expect(await codeOf(post(discord, { content: "x" }, "100000000000000000"))).toBe(10003);
});

test("edits of a message over an hour old run out with 30046, and come back in the next hour", async () => {
  const discord = await fakeForTest({ ...stillClock, oldEditsPerHour: 2 });
  const { id } = await post(discord, { content: "old" });
  discord.clock.advance(3_600_001);
  await edit(discord, id, { content: "1" });
  await edit(discord, id, { content: "2" });
  expect(await codeOf(edit(discord, id, { content: "3" }))).toBe(30046);
  discord.clock.advance(3_600_000);
  expect((await edit(discord, id, { content: "4" })).content).toBe("4");
});

test("history is paged newest first, with before, after and around, at most a hundred at a time", async () => {
  const discord = await fakeForTest({ rateLimits: "none" });
  const alice = discord.addPerson("Alice");
  const said = Array.from({ length: 120 }, (_, index) => discord.say(alice, discord.general, `${index}`));
  const rest = restOf(discord);
  const read = async (query: Record<string, string>) => {
    const found = await rest.get(Routes.channelMessages(discord.general.id), {
      query: new URLSearchParams(query),
    });
    return (found as APIMessage[]).map(({ content }) => Number(content));
  };
  expect((await read({})).length).toBe(50);
  expect(await read({ limit: "3" })).toEqual([119, 118, 117]);
  expect(await read({ limit: "2", before: said[50]?.id ?? "" })).toEqual([49, 48]);
  expect(await read({ limit: "2", after: said[50]?.id ?? "" })).toEqual([52, 51]);
  expect(await read({ limit: "3", around: said[50]?.id ?? "" })).toEqual([51, 50, 49]);
  expect(await codeOf(read({ limit: "101" }))).toBe(50035);
  discord.remove(said[119] ?? { ...said[0]!, id: "" });
  expect(await read({ limit: "1" })).toEqual([118]);
});

test("a reply needs a message that is there and no system message; fail_if_not_exists makes it an ordinary one", async () => {
  const discord = await fakeForTest({ rateLimits: "none" });
  const alice = discord.addPerson("Alice");
  const said = discord.say(alice, discord.general, "question");
  const reply = await post(discord, { content: "answer", message_reference: { message_id: said.id } });
  expect(reply).toMatchObject({ type: MessageType.Reply, referenced_message: { content: "question" } });
  const joined = discord.say(alice, discord.general, "", { type: MessageType.UserJoin });
  expect(await codeOf(post(discord, { content: "hi", message_reference: { message_id: joined.id } }))).toBe(
    50035,
  );
  discord.remove(said);
  expect(await codeOf(post(discord, { content: "late", message_reference: { message_id: said.id } }))).toBe(
    50035,
  );
  const plain = await post(discord, {
    content: "late",
    message_reference: { message_id: said.id, fail_if_not_exists: false },
  });
  expect(plain.message_reference).toBeUndefined();
});

test("what a reply refers to is shown as it is now: edited, or gone", async () => {
  const discord = await fakeForTest();
  const rest = restOf(discord);
  const said = discord.say(discord.addPerson("Alice"), discord.general, "question");
  const { id } = await post(discord, { content: "answer", message_reference: { message_id: said.id } });
  const shown = () => rest.get(Routes.channelMessage(discord.general.id, id)) as Promise<APIMessage>;
  discord.edit(said, "better question");
  expect((await shown()).referenced_message?.content).toBe("better question");
  discord.remove(said);
  expect((await shown()).referenced_message).toBeNull();
  expect((await shown()).message_reference?.message_id).toBe(said.id);
});

test("files go up and down; a link to one dies after a day", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const channel = await client.channels.fetch(discord.general.id);
  if (!channel?.isSendable()) throw new Error("cannot send");
  const sent = await channel.send({ files: [{ attachment: Buffer.from("내용"), name: "notes.txt" }] });
  const url = sent.attachments.first()?.url ?? "";
  expect(await (await fetch(url)).text()).toBe("내용");
  const heard = once(client, Events.MessageCreate);
  discord.say(discord.addPerson("Alice"), discord.general, "read this", {
    files: [{ name: "a b.txt", bytes: "hello", contentType: "text/plain; charset=utf-8" }],
  });
  const [message] = await heard;
  expect(message.attachments.first()).toMatchObject({ name: "a b.txt", size: 5 });
  expect(await (await fetch(message.attachments.first()?.url ?? "")).text()).toBe("hello");
  discord.clock.advance(86_400_001);
  expect((await fetch(url)).status).toBe(404);
  expect(discord.violations).toEqual([]);
});

test("a person who takes no direct messages, or shares no server, cannot be written to", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const alice = discord.addPerson("Alice");
  const stranger = discord.addPerson("Stranger", { guilds: [] });
  await (await client.users.fetch(alice.id)).send("hello");
  expect(discord.seen(discord.direct(alice))).toMatchObject([{ text: "hello" }]);
  discord.closeDirect(alice);
  expect(await codeOf(client.users.send(alice.id, "again"))).toBe(50007);
  expect(await codeOf(client.users.send(stranger.id, "hello"))).toBe(50007);
});

test("reactions of people reach the bot, its own are counted, and the first of a kind needs a permission", async () => {
  const discord = await fakeForTest();
  const rest = restOf(discord);
  const alice = discord.addPerson("Alice");
  const { id } = await post(discord, { content: "rate me" });
  const shown = discord.seen(discord.general)[0]?.message;
  if (!shown) throw new Error("nothing there");
  discord.react(alice, shown, "👍");
  discord.react(alice, shown, "👍");
  const [route, other] = ["👍", "👎"].map((emoji) =>
    Routes.channelMessageOwnReaction(discord.general.id, id, encodeURIComponent(emoji)),
  );
  discord.permit(discord.general, { ...discord.bot }, { deny: ["AddReactions"] });
  await rest.put(route ?? "/");
  expect(await codeOf(rest.put(other ?? "/"))).toBe(50013);
  expect(discord.seen(discord.general)[0]?.reactions).toEqual({ "👍": 2 });
  expect(await rest.get(Routes.channelMessage(discord.general.id, id))).toMatchObject({
    reactions: [{ count: 2, me: true }],
  });
});

test("several messages are deleted at once, if none is older than two weeks", async () => {
  const discord = await fakeForTest({ botPermissions: ["ManageMessages"] });
  const client = await loggedIn(discord);
  const alice = discord.addPerson("Alice");
  const old = [1, 2].map((index) => discord.say(alice, discord.general, `old ${index}`).id);
  discord.clock.advance(15 * 86_400_000);
  const young = [1, 2].map((index) => discord.say(alice, discord.general, `young ${index}`).id);
  const rest = restOf(discord);
  const route = Routes.channelBulkDelete(discord.general.id);
  expect(await codeOf(rest.post(route, { body: { messages: [...old, ...young] } }))).toBe(50034);
  const gone = once(client, Events.MessageBulkDelete);
  await rest.post(route, { body: { messages: young } });
  expect([...(await gone)[0].keys()].toSorted()).toEqual(young.toSorted());
  expect(discord.seen(discord.general).map(({ text }) => text)).toEqual(["old 1", "old 2"]);
});

test("typing shows for ten seconds, or until the bot has posted", async () => {
  const discord = await fakeForTest(stillClock);
  const rest = restOf(discord);
  await rest.post(Routes.channelTyping(discord.general.id));
  expect(discord.isTyping(discord.general)).toBe(true);
  discord.clock.advance(10_001);
  expect(discord.isTyping(discord.general)).toBe(false);
  await rest.post(Routes.channelTyping(discord.general.id));
  await post(discord, { content: "done" });
  expect(discord.isTyping(discord.general)).toBe(false);
});

test("embeds are suppressed by an edit of the flags, and no other flag can be lost by it", async () => {
  const discord = await fakeForTest();
  const { id } = await post(discord, { content: "see https://example.org" });
  expect((await edit(discord, id, { flags: MessageFlags.SuppressEmbeds })).flags).toBe(
    MessageFlags.SuppressEmbeds,
  );
  expect((await edit(discord, id, { flags: 0 })).flags).toBe(0);
});

test("webhooks and system messages come as what they are", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const hook = discord.addPerson("Builds");
  const kinds: unknown[] = [];
  client.on(Events.MessageCreate, ({ webhookId, system, author }) =>
    kinds.push([Boolean(webhookId), system, author.bot]),
  );
  discord.say(hook, discord.general, "build failed", { webhook: true });
  discord.say(hook, discord.general, "", { type: MessageType.UserJoin });
  await vi.waitFor(() =>
    expect(kinds).toEqual([
      [true, false, true],
      [false, true, false],
    ]),
  );
});
