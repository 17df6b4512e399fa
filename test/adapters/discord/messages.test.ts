import { MessageType } from "discord.js";
import { describe, expect, test } from "vitest";
import type { Message as ChatMessage } from "../../../src/core/types.ts";
import type { Channel, Message, User } from "../../fakes/discord/index.ts";
import { type Connected, connect } from "./chat.ts";

const at = (user: User) => `<@${user.id}>`;

/** Says something and returns it as the core got it. */
async function heard(
  { discord, core }: Connected,
  by: User,
  channel: Channel,
  text: string,
  how?: Parameters<typeof discord.say>[3],
): Promise<ChatMessage & { readonly raw: Message }> {
  const raw = discord.say(by, channel, text, how);
  const event = await core.until("message", ({ id }) => id === `discord:message/${raw.id}`);
  return { ...event.message, raw };
}

const history = async ({ adapter }: Connected, ...range: Parameters<typeof adapter.history>) =>
  (await Array.fromAsync(adapter.history(...range))).map(({ author, text }) => `${author.name}: ${text}`);

describe("a message on Discord", () => {
  test("reads as people see it: names for mentions, roles, channels and emoji, and code as it is", async () => {
    await using chat = await connect();
    const { discord, ann } = chat;
    const bob = discord.addPerson("Bob");
    const crew = discord.addRole("Crew");
    const message = await heard(
      chat,
      ann,
      discord.general,
      `${at(discord.bot)} <@!${bob.id}> <@&${crew.id}> <#${discord.general.id}> <:wave:123456789012345678> \`${at(bob)}\``,
    );
    expect(message.text).toBe(`@Maru @Bob @Crew #general :wave: \`${at(bob)}\``);
    expect(message.mentions.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "self Maru",
      "person Bob",
      "group Crew",
    ]);
  });

  test("that mentions the role which Discord made for Maru mentions Maru", async () => {
    await using chat = await connect();
    const role = [...chat.discord.guild.roles.values()].find(
      ({ tags }) => tags?.bot_id === chat.discord.bot.id,
    )!;
    const message = await heard(chat, chat.ann, chat.discord.general, `<@&${role.id}> why?`);
    expect(message).toMatchObject({ text: "@Maru why?", mentions: [{ kind: "self" }] });
  });

  test("to everyone is to a group and not to Maru", async () => {
    await using chat = await connect();
    const message = await heard(
      chat,
      chat.discord.owner,
      chat.discord.general,
      "@everyone lunch, and `@here`",
    );
    expect(message.mentions).toEqual([{ id: "discord:everyone", name: "everyone", kind: "group" }]);
  });

  test("that answers Maru says so, and one that answers somebody else is theirs", async () => {
    await using chat = await connect();
    const { discord, ann } = chat;
    const bob = discord.addPerson("Bob");
    const first = await heard(chat, bob, discord.general, `${at(discord.bot)} why?`);
    const reply = await chat.adapter.openReply(first);
    await reply.finish("Because.", "answer");
    const thread = discord.threadOf(first.raw)!;
    const answer = discord.seen(thread).find(({ isBot }) => isBot)!.message;
    expect(await heard(chat, ann, thread, "really?", { replyTo: answer })).toMatchObject({
      repliesToSelf: true,
      mentions: [],
    });
    const aside = discord.say(bob, thread, "I think so too");
    expect((await heard(chat, ann, thread, "so do I", { replyTo: aside })).mentions).toMatchObject([
      { name: "Bob", kind: "person" },
    ]);
    const silent = await heard(chat, ann, thread, "me too", { replyTo: aside, pingReplied: false });
    expect(silent.mentions).toMatchObject([{ name: "Bob", kind: "person" }]);
  });

  test("of a bot or a webhook is marked, and one of Discord's own is left out", async () => {
    await using chat = await connect();
    const { discord, ann, core } = chat;
    const robot = discord.addPerson("Robot", { bot: true });
    expect((await heard(chat, robot, discord.general, "beep")).author.kind).toBe("bot");
    expect((await heard(chat, ann, discord.general, "from a hook", { webhook: true })).author.kind).toBe(
      "bot",
    );
    discord.say(ann, discord.general, "", { type: MessageType.UserJoin });
    await heard(chat, ann, discord.general, "hello");
    expect(core.events).toHaveLength(3);
  });

  test("that the gateway delivers twice has the same id both times", async () => {
    await using chat = await connect();
    chat.discord.gateway.troubles.duplicate = true;
    await heard(chat, chat.ann, chat.discord.general, "once");
    await heard(chat, chat.ann, chat.discord.general, "and again");
    expect(chat.core.events).toHaveLength(2);
    expect(chat.core.deliveries.length).toBeGreaterThanOrEqual(3);
  });

  test("is edited only when its author edits it, not when Discord adds a preview", async () => {
    await using chat = await connect();
    const { discord, core, ann } = chat;
    const { raw } = await heard(chat, ann, discord.general, "see https://example.org");
    discord.gateway.emit("MESSAGE_UPDATE", {
      ...raw,
      guild_id: discord.guild.id,
      embeds: [{ type: "link" }],
    });
    discord.edit(raw, "see nothing");
    expect((await core.until("edited")).message.text).toBe("see nothing");
    expect(core.events.filter(({ type }) => type === "edited")).toHaveLength(1);
  });

  test("that was edited before it arrived reads as it was edited, and an older edit that comes later does not count", async () => {
    await using chat = await connect();
    const { discord, core, ann } = chat;
    discord.gateway.troubles.shuffle = 2;
    const raw = discord.say(ann, discord.general, "frist");
    const first = structuredClone({ ...raw, guild_id: discord.guild.id });
    discord.edit(raw, "first");
    expect((await core.until("message")).message.text).toBe("first");
    discord.gateway.troubles.shuffle = 0;
    discord.gateway.emit("MESSAGE_UPDATE", {
      ...first,
      content: "fisrt",
      edited_timestamp: new Date(Date.parse(first.timestamp) - 1_000).toISOString(),
    });
    await heard(chat, ann, discord.general, "next");
    const edits = core.events.flatMap((event) => (event.type === "edited" ? [event.message.text] : []));
    expect(edits).toEqual(["first"]);
  });

  test("that is forwarded reads as what it forwards, mentions nobody by that, and has its files", async () => {
    await using chat = await connect();
    const { discord, core, ann } = chat;
    const raw = discord.say(ann, discord.direct(ann), "hi");
    const snapshot = {
      ...{ type: 0, flags: 0, timestamp: raw.timestamp, edited_timestamp: null, components: [] },
      ...{ content: `${at(discord.bot)} one\ntwo ${at(ann)}`, mentions: [ann], mention_roles: [] },
      embeds: [{ type: "rich", title: "Build 7", description: "It failed." }],
      attachments: [
        { id: "1", filename: "cat.png", size: 3, content_type: "image/png", url: "", proxy_url: "" },
      ],
    };
    discord.gateway.emit("MESSAGE_CREATE", {
      ...{ ...raw, id: `${BigInt(raw.id) + 1n}`, content: "", channel_type: 1 },
      message_reference: { type: 1, message_id: raw.id, channel_id: raw.channel_id },
      message_snapshots: [{ message: snapshot }],
    });
    const { message } = await core.until("message", ({ message }) => message.text !== "hi");
    expect(message.text).toBe(
      "(forwarded)\n> @Maru one\n> two @Ann Lee\n> \n> Build 7\n> It failed.\n\n(attached: cat.png, an image)",
    );
    expect(message.mentions).toEqual([]);
  });

  test("of a bot has the words of its embeds, and one of a person has no previews", async () => {
    await using chat = await connect();
    const { discord, core, ann } = chat;
    const robot = discord.addPerson("Robot", { bot: true });
    const embeds = [
      { type: "rich", title: "Deploy", description: "done", fields: [{ name: "By", value: "Bob" }] },
      { type: "link", title: "A page", description: "about something" },
    ];
    for (const by of [robot, ann]) {
      const raw = discord.say(by, discord.general, "hi");
      const id = `${BigInt(raw.id) + 1n}`;
      const guild_id = discord.guild.id;
      discord.gateway.emit("MESSAGE_CREATE", { ...raw, id, content: "look", embeds, guild_id });
      const { message } = await core.until("message", (event) => event.id.endsWith(id));
      expect(message.text).toBe(by === robot ? "look\n\nDeploy\ndone\nBy: Bob" : "look");
    }
  });

  test("that is deleted with others is one deletion each", async () => {
    await using chat = await connect();
    const { discord, core, ann } = chat;
    const gone = [await heard(chat, ann, discord.general, "1"), await heard(chat, ann, discord.general, "2")];
    discord.gateway.emit("MESSAGE_DELETE_BULK", {
      ids: gone.map(({ raw }) => raw.id),
      channel_id: discord.general.id,
      guild_id: discord.guild.id,
    });
    for (const { id, thread } of gone)
      expect(await core.until("deleted", (event) => event.message === id)).toMatchObject({ thread });
  });
});

describe("the past of a thread", () => {
  test("that Maru joins late has the message that it was started from, and what that one answered", async () => {
    await using chat = await connect();
    const { discord, ann } = chat;
    const bob = discord.addPerson("Bob");
    const plan = discord.say(bob, discord.general, "The plan is X.");
    const root = discord.say(ann, discord.general, "Is it?", { replyTo: plan });
    const thread = discord.startThread(ann, discord.general, "the plan", root);
    discord.say(bob, thread, "It is.");
    const asked = await heard(chat, ann, thread, `${at(discord.bot)} what do you think?`);
    expect(asked.startsThread).toBe(false);
    expect(await history(chat, { thread: asked.thread })).toEqual([
      "Bob: The plan is X.",
      "Ann Lee: Is it?",
      "Bob: It is.",
      "Ann Lee: @Maru what do you think?",
    ]);
    expect(await history(chat, { thread: asked.thread }, { last: 3 })).toEqual([
      "Ann Lee: Is it?",
      "Bob: It is.",
      "Ann Lee: @Maru what do you think?",
    ]);
  });

  test("has nothing of the message that it was started from once that one is deleted, though it was asked in it", async () => {
    await using chat = await connect();
    const { discord, core, ann } = chat;
    const root = discord.say(ann, discord.general, `${at(discord.bot)} a secret?`);
    await core.until("message");
    const thread = discord.startThread(ann, discord.general, "the secret", root);
    const asked = await heard(chat, ann, thread, "what was it?");
    expect(await history(chat, { thread: asked.thread })).toEqual([
      "Ann Lee: @Maru a secret?",
      "Ann Lee: what was it?",
    ]);
    discord.remove(root);
    await core.until("deleted");
    expect(await history(chat, { thread: asked.thread })).toEqual(["Ann Lee: what was it?"]);
  });

  test("of a reply to any part of a long answer in a channel has the whole answer and its question", async () => {
    await using chat = await connect({
      before: (discord) => discord.permit(discord.general, discord.bot, { deny: ["CreatePublicThreads"] }),
    });
    const { discord, ann } = chat;
    const bob = discord.addPerson("Bob");
    const question = await heard(chat, ann, discord.general, `${at(discord.bot)} why?`);
    const other = await heard(chat, bob, discord.general, `${at(discord.bot)} how?`);
    const words = (word: string) => `${word} `.repeat(900).trim();
    const replies = [await chat.adapter.openReply(question), await chat.adapter.openReply(other)];
    await replies[0]!.finish(words("because"), "answer");
    await replies[1]!.finish(words("thus"), "answer");
    const parts = discord.seen(discord.general).filter(({ text }) => text.startsWith("because"));
    expect(parts.length).toBeGreaterThan(2);
    for (const { message } of parts) {
      const asked = await heard(chat, bob, discord.general, `${at(discord.bot)} sure?`, { replyTo: message });
      expect(await history(chat, { thread: asked.thread })).toEqual([
        "Ann Lee: @Maru why?",
        ...parts.map(({ text }) => `Maru: ${text}`),
        "Bob: @Maru sure?",
      ]);
    }
  });

  test("of a forum post begins with its title and the post", async () => {
    await using chat = await connect({ before: (discord) => void discord.addForum("help") });
    const { discord, ann, core } = chat;
    const forum = [...discord.world.channels.values()].find(({ name }) => name === "help")!;
    const { thread, message } = discord.forumPost(ann, forum, "Broken", `${at(discord.bot)} it is broken`);
    const post = (await core.until("message", ({ id }) => id.endsWith(message.id))).message;
    expect(post).toMatchObject({
      text: "Broken\n\n@Maru it is broken",
      startsThread: true,
      place: { name: "help", kind: "channel" },
    });
    const reply = await chat.adapter.openReply(post);
    await reply.finish("Repair it.", "answer");
    const more = await heard(chat, ann, thread, "how?");
    expect(more).toMatchObject({ startsThread: false, thread: post.thread });
    const all = ["Ann Lee: Broken\n\n@Maru it is broken", "Maru: Repair it.", "Ann Lee: how?"];
    expect(await history(chat, { thread: post.thread })).toEqual(all);
    expect(await history(chat, { place: post.place.id })).toEqual(all);
    expect(await history(chat, { line: post.place.id })).toEqual([]);
  });

  test("of a channel's own line is read with one request, and lists no thread", async () => {
    await using chat = await connect();
    const { discord, ann } = chat;
    for (let count = 0; count < 5; count++) {
      const root = await heard(chat, ann, discord.general, `root ${count}`);
      const thread = discord.startThread(ann, discord.general, "thread", root.raw);
      await heard(chat, ann, thread, "reply");
    }
    const asked = await heard(chat, ann, discord.general, "and now?");
    await heard(chat, ann, discord.general, "later");
    const from = discord.requests.length;
    const range = { before: asked.id, last: 3 };
    expect(await history(chat, { line: asked.place.id }, range)).toEqual(
      ["root 2", "root 3", "root 4"].map((text) => `Ann Lee: ${text}`),
    );
    expect(discord.requests.slice(from).map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /channels/${discord.general.id}/messages?limit=100&before=${asked.raw.id}`,
    ]);
  });

  test("that is private is a place of its own, of which nothing is read from outside", async () => {
    await using chat = await connect();
    const { discord, ann } = chat;
    const outside = await heard(chat, ann, discord.general, "hello all");
    const secret = discord.startThread(ann, discord.general, "secret", "secret");
    discord.addToThread(discord.bot, secret);
    const inside = await heard(chat, ann, secret, `${at(discord.bot)} between us`);
    expect(inside).toMatchObject({ startsThread: false, place: { name: "general", kind: "channel" } });
    expect(inside.place.id).not.toBe(outside.place.id);
    await (await chat.adapter.openReply(inside)).finish("Sure.", "answer");
    const said = ["Ann Lee: @Maru between us", "Maru: Sure."];
    expect(await history(chat, { thread: inside.thread })).toEqual(said);
    expect(await history(chat, { place: inside.place.id })).toEqual(said);
    expect(await history(chat, { place: outside.place.id })).toEqual(["Ann Lee: hello all"]);
  });

  test("is read to its end, however long", async () => {
    await using chat = await connect({ discord: { rateLimits: "none" } });
    const { discord, ann } = chat;
    const root = discord.say(ann, discord.general, "0");
    const thread = discord.startThread(ann, discord.general, "long", root);
    for (let count = 1; count <= 250; count++) discord.say(ann, thread, String(count));
    const { thread: id, place } = (await chat.core.until("message", ({ message }) => message.text === "250"))
      .message;
    const wanted = Array.from({ length: 251 }, (_, count) => `Ann Lee: ${count}`);
    expect(await history(chat, { thread: id })).toEqual(wanted);
    expect(await history(chat, { place: place.id })).toEqual(wanted);
    const last = await Array.fromAsync(chat.adapter.history({ place: place.id }, { last: 120 }));
    expect(last.map(({ text }) => `Ann Lee: ${text}`)).toEqual(wanted.slice(-120));
  });

  test("has no reply without a word yet", async () => {
    await using chat = await connect();
    const { discord, ann } = chat;
    const question = await heard(chat, ann, discord.general, `${at(discord.bot)} why?`);
    const reply = await chat.adapter.openReply(question);
    expect(await history(chat, { thread: question.thread })).toEqual(["Ann Lee: @Maru why?"]);
    await reply.update("Well");
    expect(await history(chat, { thread: question.thread })).toHaveLength(2);
  });
});

describe("what is attached", () => {
  const file = (name: string, bytes: string, contentType: string) => ({ name, bytes, contentType });

  test("is read when it is text, and quoted so that it cannot end the quotation", async () => {
    await using chat = await connect();
    const { discord, ann } = chat;
    const message = await heard(chat, ann, discord.general, `${at(discord.bot)} look`, {
      files: [file("notes.md", "one\n```\ntwo", "text/markdown; charset=utf-8")],
    });
    expect(message.text).toBe("@Maru look\n\nnotes.md:\n````\none\n```\ntwo\n````");
    expect(await history(chat, { thread: message.thread })).toEqual([`Ann Lee: ${message.text}`]);
  });

  test("is only named when it is an image, not text, or one too many", async () => {
    await using chat = await connect({ config: { attachments: { maxBytes: 12, maxFiles: 2 } } });
    const { discord, ann } = chat;
    const { text } = await heard(chat, ann, discord.general, `${at(discord.bot)} look`, {
      files: [
        file("cat.png", "png", "image/png"),
        file("fake.txt", "a\0b", "text/plain"),
        file("a.bin", "\0\0", "application/zip"),
        file("long.txt", "x".repeat(11), "text/plain"),
        file("more.txt", "more", "text/plain"),
      ],
    });
    expect(text.split("\n\n").slice(1)).toEqual([
      "(attached: cat.png, an image)",
      "(attached: fake.txt, not text, so it was not read)",
      "(attached: a.bin, not a text file, so it was not read)",
      "long.txt (the first 9 of 11 bytes; the rest was not read):\n```\nxxxxxxxxx\n```",
      "(attached: more.txt, not read, because the files before it took up all that may be read at once)",
    ]);
  });

  test("is not fetched for messages that are not Maru's business, nor from other hosts", async () => {
    await using chat = await connect();
    const { discord, ann, core } = chat;
    const files = [file("notes.txt", "secret", "text/plain")];
    expect((await heard(chat, ann, discord.general, "for Bob", { files })).text).toBe(
      "for Bob\n\n(attached: notes.txt, a file)",
    );
    const raw = discord.say(ann, discord.direct(ann), "look");
    discord.gateway.emit("MESSAGE_CREATE", {
      ...raw,
      id: `${BigInt(raw.id) + 1n}`,
      channel_type: 1,
      attachments: [
        {
          id: "1",
          filename: "x.txt",
          size: 3,
          content_type: "text/plain",
          url: "http://169.254.169.254/x",
          proxy_url: "http://169.254.169.254/x",
        },
      ],
    });
    const event = await core.until("message", ({ message }) => message.text.includes("x.txt"));
    expect(event.message.text).toBe("look\n\n(attached: x.txt, it could not be fetched)");
    expect(discord.requests.filter(({ path }) => path.includes("notes.txt"))).toEqual([]);
  });
});

describe("where Maru may work", () => {
  test("is chosen by channel, category and role", async () => {
    await using chat = await connect({
      config: {
        places: {
          channels: { deny: ["#random"] },
          categories: { deny: ["Archive"] },
          roles: { allow: ["Crew"] },
        },
      },
    });
    const { discord, ann, core } = chat;
    const crew = discord.addRole("Crew");
    discord.giveRole(ann, crew);
    const bob = discord.addPerson("Bob");
    const random = discord.addChannel("random");
    const old = discord.addChannel("old", { parent: discord.addCategory("Archive") });
    for (const channel of [random, old]) discord.say(ann, channel, "not here");
    discord.say(bob, discord.general, "I am not of the crew");
    await heard(chat, ann, discord.general, "here");
    await heard(chat, ann, discord.direct(ann), "and here");
    expect(core.events).toHaveLength(2);
  });

  test("is chosen by server", async () => {
    await using chat = await connect({ config: { guilds: ["123456789012345678"] } });
    chat.discord.say(chat.ann, chat.discord.general, "not here");
    await heard(chat, chat.ann, chat.discord.direct(chat.ann), "here");
    expect(chat.core.events).toHaveLength(1);
  });
});
