import { describe, expect, test, vi } from "vitest";
import { StoreError } from "../../../src/core/ports/index.ts";
import type { Channel, FakeSlack } from "../../fakes/slack/index.ts";
import { allScopes } from "../../fakes/slack/web-api/scopes.ts";
import { type Connected, connect } from "./chat.ts";

const read = Array.fromAsync;

/** Slack tries again after minutes. */
const passTimeUntil = (slack: FakeSlack, condition: () => boolean) =>
  vi.waitUntil(
    () => {
      if (!condition()) slack.clock.advance(500);
      return condition();
    },
    { timeout: 10_000, interval: 2 },
  );

describe.each(["socket", "http"] as const)("by %s", (mode) => {
  test("a message and its mention, which Slack tells of one by one, are one event", async () => {
    await using chat = await connect({ slack: { mode } });
    const { slack, core, ann } = chat;
    const said = slack.say(ann, slack.general, `<@${slack.bot.id}> why?`);
    expect(await chat.taken(said)).toEqual({
      id: `slack:${slack.general.id}/${said.ts}`,
      thread: `slack:${slack.general.id}/${said.ts}`,
      startsThread: true,
      place: { id: `slack:${slack.general.id}`, name: "general", kind: "channel" },
      author: { id: `slack:${ann.id}`, name: "Ann Lee", kind: "person", locale: "en" },
      text: "@Maru why?",
      mentions: [{ id: `slack:${slack.bot.id}`, name: "Maru", kind: "self" }],
      sentAt: new Date(Math.floor(Number(said.ts) * 1_000)).toISOString(),
      link: `https://team.slack.com/archives/${slack.general.id}/p${said.ts.replace(".", "")}`,
    });
    await slack.until(() => slack.deliveries.every(({ state }) => state === "acknowledged"));
    expect(slack.deliveries).toHaveLength(2);
    expect(core.events).toHaveLength(1);
  });

  test("what cannot be stored is not acknowledged, so that Slack delivers it again", async () => {
    await using chat = await connect({ slack: { mode } });
    const { slack, core, ann } = chat;
    core.refusing = new StoreError("full", "No space left. Make room.");
    const said = slack.say(ann, slack.general, "why?");
    await passTimeUntil(slack, () => slack.deliveries[0]!.attempts === 3);
    core.refusing = undefined;
    await passTimeUntil(slack, () => slack.deliveries[0]!.state === "acknowledged");
    expect((await chat.taken(said)).text).toBe("why?");
  });

  test("who wrote a message that is lost for good is told, and nobody else", async () => {
    await using chat = await connect({ slack: { mode } });
    const { slack, core, ann } = chat;
    core.refusing = new StoreError("full", "No space left. Make room.");
    slack.say(ann, slack.direct(ann), "why?");
    await passTimeUntil(slack, () => slack.deliveries[0]!.state === "given up");
    expect(slack.deliveries[0]!.attempts).toBe(4);
    const told = await slack.until(() => slack.seen(slack.direct(ann)).find(({ isBot }) => isBot));
    expect(told).toMatchObject({
      onlyFor: ann.id,
      text: expect.stringContaining("could not take your message in"),
    });
  });
});

test("requests that Slack did not sign are refused", async () => {
  await using chat = await connect({ slack: { mode: "http" } });
  const { log, core } = chat;
  const { port, host, path } = log.lines.find(({ event }) => event.includes("listened for"))!.fields;
  expect(host).toBe("127.0.0.1");
  const body = JSON.stringify({ type: "event_callback", event_id: "Ev1", event: { type: "message" } });
  const headers = {
    "content-type": "application/json",
    "x-slack-request-timestamp": String(Math.floor(Date.now() / 1_000)),
    "x-slack-signature": `v0=${"0".repeat(64)}`,
  };
  const url = `http://${host}:${port}`;
  expect((await fetch(`${url}${path}`, { method: "POST", body, headers })).status).toBe(401);
  expect((await fetch(`${url}${path}`, { method: "POST", body })).status).toBe(401);
  expect((await fetch(`${url}/else`, { method: "POST", body, headers })).status).toBe(404);
  expect((await fetch(`${url}${path}`)).status).toBe(404);
  expect(core.events).toEqual([]);
});

test("each direct message starts a thread of its own, and what follows in it stands there", async () => {
  await using chat = await connect();
  const { slack, ann, adapter } = chat;
  const direct = slack.direct(ann);
  const first = slack.say(ann, direct, "hello");
  const second = slack.say(ann, direct, "something else");
  const follow = slack.say(ann, direct, "more", { thread: first });
  const [a, b, c] = [await chat.taken(first), await chat.taken(second), await chat.taken(follow)];
  expect(a.place).toEqual({ id: `slack:${direct.id}`, name: "Ann Lee", kind: "direct" });
  expect(a.startsThread).toBe(false);
  expect(b.thread).not.toBe(a.thread);
  expect(c.thread).toBe(a.thread);
  expect((await read(adapter.history({ thread: a.thread }))).map(({ text }) => text)).toEqual([
    "hello",
    "more",
  ]);
});

test("private channels and conversations of several are places of their own", async () => {
  await using chat = await connect();
  const { slack, ann } = chat;
  const bob = slack.addPerson("Bob");
  const board = slack.addChannel("board", { members: [ann], private: true });
  const group = slack.addGroup([ann, bob]);
  const [inBoard, inGroup] = [slack.say(ann, board, "a"), slack.say(bob, group, "b")];
  expect((await chat.taken(inBoard)).place).toMatchObject({ id: `slack:${board.id}`, kind: "channel" });
  expect(await chat.taken(inGroup)).toMatchObject({
    place: { id: `slack:${group.id}`, kind: "channel" },
    author: { name: "Bob" },
  });
});

test("a reply in a thread has the thread's link, also when it stands in the channel too", async () => {
  await using chat = await connect();
  const { slack, ann } = chat;
  const root = slack.say(ann, slack.general, "root");
  const reply = slack.say(ann, slack.general, "for all", { thread: root, broadcast: true });
  const { id, thread, startsThread, link } = await chat.taken(reply);
  expect({ id, thread, startsThread }).toEqual({
    id: `slack:${slack.general.id}/${reply.ts}`,
    thread: `slack:${slack.general.id}/${root.ts}`,
    startsThread: false,
  });
  expect(link).toBe(
    `https://team.slack.com/archives/${slack.general.id}/p${reply.ts.replace(".", "")}?thread_ts=${root.ts}&cid=${slack.general.id}`,
  );
});

test("bots are told apart; Maru's own messages and the platform's are no messages", async () => {
  await using chat = await connect();
  const { slack, core, ann } = chat;
  const bot = slack.addBot("Buildbot");
  const modern = slack.say(bot, slack.general, "built");
  const classic = slack.say(bot, slack.general, "deployed", { asIntegration: true });
  expect((await chat.taken(modern)).author).toMatchObject({ kind: "bot", name: "Buildbot" });
  expect((await chat.taken(classic)).author).toMatchObject({ kind: "bot", name: "Buildbot" });
  slack.world.emit(
    {
      type: "message",
      subtype: "channel_join",
      user: ann.id,
      text: "joined",
      channel: slack.general.id,
      ts: slack.world.nextTs(),
    },
    slack.general,
  );
  await slack.until(() => slack.deliveries.length === 3 && slack.deliveries[2]!.state === "acknowledged");
  expect(core.events).toHaveLength(2);
});

test("an edit is one only when somebody edited: previews change nothing", async () => {
  await using chat = await connect();
  const { slack, core, ann } = chat;
  const said = slack.say(ann, slack.general, "see <https://a.example>");
  slack.unfurl(said);
  slack.edit(said, "see <https://b.example>");
  const { id, message } = await core.until("edited");
  expect(message).toMatchObject({
    id: `slack:${slack.general.id}/${said.ts}`,
    text: "see https://b.example",
  });
  expect(id).toBe(`slack:edit/${slack.general.id}/${said.ts}/${slack.current(said)!.edited!.ts}`);
  expect(core.events.map(({ type }) => type)).toEqual(["message", "edited"]);
});

test("a thread's first message that is deleted under its replies is deleted, and the past is without it", async () => {
  await using chat = await connect();
  const { slack, core, ann, adapter } = chat;
  const root = slack.say(ann, slack.general, "root");
  const reply = slack.say(ann, slack.general, "reply", { thread: root });
  const { thread } = await chat.taken(reply);
  slack.remove(root);
  expect(await core.until("deleted")).toMatchObject({
    id: `slack:delete/${slack.general.id}/${root.ts}`,
    message: `slack:${slack.general.id}/${root.ts}`,
    thread,
  });
  expect((await read(adapter.history({ thread }))).map(({ text }) => text)).toEqual(["reply"]);
});

test("Maru works where it may, by name or id of the channel, and always in direct messages", async () => {
  await using chat = await connect({
    config: { places: { channels: { allow: ["#Help"], deny: ["random"] } } },
  });
  const { slack, core, ann } = chat;
  const help = slack.addChannel("help");
  slack.say(ann, slack.general, `<@${slack.bot.id}> here?`);
  const [inHelp, direct] = [slack.say(ann, help, "help"), slack.say(ann, slack.direct(ann), "hi")];
  await chat.taken(inHelp);
  await chat.taken(direct);
  await slack.until(() => slack.deliveries.every(({ state }) => state === "acknowledged"));
  expect(core.events).toHaveLength(2);
});

test("a command is refused with a word where the operators do not want Maru to answer", async () => {
  await using chat = await connect({ mayAnswerIn: ({ name }) => name !== "general" });
  const { slack, ann } = chat;
  await slack.slash(ann, slack.general, "/ask", "why?");
  const [told, ...more] = slack.seen(slack.general);
  expect(told).toMatchObject({ onlyFor: ann.id, text: expect.stringContaining("may not answer here") });
  expect(more).toEqual([]);
});

test("people of other organisations are answered only when the operators want that", async () => {
  for (const connectTo of [false, true]) {
    await using chat = await connect({ config: { connect: connectTo } });
    const { slack, core, ann } = chat;
    const team = slack.addTeam("Partner");
    const shared = slack.addChannel("shared", { members: [ann], sharedWith: [team] });
    const zoe = slack.addPerson("Zoe", { team });
    slack.join(zoe, shared);
    slack.say(zoe, shared, `<@${slack.bot.id}> may I?`);
    const own = slack.say(ann, shared, "hello");
    const { place } = await chat.taken(own);
    await slack.until(() => slack.deliveries.every(({ state }) => state === "acknowledged"));
    const authors = core.events.flatMap((event) =>
      event.type === "message" && !event.message.unanswered ? [event.message.author.name] : [],
    );
    expect(authors).toEqual(connectTo ? ["Zoe", "Ann Lee"] : ["Ann Lee"]);
    const past = await read(chat.adapter.history({ place: place.id }));
    expect(past.map(({ author }) => author.name)).toEqual(["Zoe", "Ann Lee"]);
  }
});

test("what somebody says who is not answered comes only when it names Maru, and their edits all come", async () => {
  await using chat = await connect();
  const { slack, core, ann } = chat;
  const team = slack.addTeam("Partner");
  const shared = slack.addChannel("shared", { members: [ann], sharedWith: [team] });
  const zoe = slack.addPerson("Zoe", { team });
  slack.join(zoe, shared);
  const said = slack.say(zoe, shared, "the password is 1234");
  slack.edit(said, "the password is gone");
  const own = slack.say(zoe, shared, `<@${slack.bot.id}> optout`);
  expect(await chat.taken(own)).toMatchObject({ text: "@Maru optout", unanswered: true });
  await allAcknowledged(slack);
  expect(core.events).toMatchObject([
    { type: "edited", message: { text: "the password is gone", unanswered: true } },
    { type: "message" },
  ]);
});

/** Something that Slack tells of, field by field. */
const emit = (slack: FakeSlack, channel: Channel, fields: object) => {
  const ts = slack.world.nextTs();
  slack.world.emit(
    { type: "message", text: "x", channel: channel.id, channel_type: "channel", ts, ...fields },
    channel,
  );
  return { ts };
};

/** What the core may answer. */
const toAnswer = ({ core }: Connected) =>
  core.events.filter((event) => event.type !== "message" || !event.message.unanswered);

const allAcknowledged = (slack: FakeSlack) =>
  slack.until(() => slack.deliveries.every(({ state }) => state === "acknowledged"));

describe("somebody of whom Slack tells nothing", () => {
  /** A channel shared with another organisation, and Zoe of that. */
  function shared({ slack, ann }: Connected) {
    const team = slack.addTeam("Partner");
    const channel = slack.addChannel("shared", { members: [ann], sharedWith: [team] });
    const zoe = slack.addPerson("Zoe", { team });
    slack.join(zoe, channel);
    return { channel, zoe };
  }

  test("is not answered when the message itself says that they are of another organisation", async () => {
    await using chat = await connect();
    const { slack, ann } = chat;
    const { channel, zoe } = shared(chat);
    await chat.taken(slack.say(ann, channel, "hello"));
    Object.assign(slack.web, { share: 1, methods: ["users.info"], kinds: [500] });
    slack.say(zoe, channel, `<@${slack.bot.id}> may I?`);
    await allAcknowledged(slack);
    expect(toAnswer(chat)).toHaveLength(1);
  });

  test("is not answered in a shared channel without the scope to know people, and answered elsewhere", async () => {
    const scopes = allScopes.filter((scope) => scope !== "users:read");
    await using chat = await connect({ slack: { scopes } });
    const { slack, ann } = chat;
    const { channel, zoe } = shared(chat);
    slack.say(zoe, channel, `<@${slack.bot.id}> may I?`);
    emit(slack, channel, { user: zoe.id, text: `<@${slack.bot.id}> and now?` });
    emit(slack, channel, { user: zoe.id, team: slack.team.id, text: `<@${slack.bot.id}> like this?` });
    emit(slack, slack.general, { user: zoe.id, team: zoe.team_id });
    // Maru's own message tells nothing of who asked in it.
    const asked = { event_type: "maru_asked", event_payload: { by: zoe.id, command: "c1" } };
    emit(slack, channel, { user: slack.bot.id, user_team: slack.team.id, metadata: asked });
    const own = emit(slack, channel, { user: ann.id, user_team: slack.team.id, team: slack.team.id });
    await chat.taken(own);
    await chat.taken(slack.say(ann, slack.general, "hello"));
    await allAcknowledged(slack);
    expect(toAnswer(chat)).toHaveLength(2);
  });

  test("is not lost in a shared channel when Slack may tell of them later", async () => {
    await using chat = await connect();
    const { slack, core, ann } = chat;
    const { channel } = shared(chat);
    Object.assign(slack.web, { share: 1, methods: ["users.info"], kinds: [500] });
    const own = emit(slack, channel, { user: ann.id, team: slack.team.id });
    await slack.until(() => slack.deliveries[0]!.attempts > 0);
    await vi.waitUntil(() => chat.log.lines.some(({ event }) => event === "slack event refused"), {
      timeout: 10_000,
    });
    expect(core.events).toEqual([]);
    slack.web.share = 0;
    await passTimeUntil(slack, () => slack.deliveries[0]!.state === "acknowledged");
    await chat.taken(own);
  });

  test("is not answered either where only the event tells that the channel is shared", async () => {
    const scopes = allScopes.filter((scope) => scope !== "users:read");
    await using chat = await connect({ slack: { scopes } });
    const { slack, core, ann } = chat;
    const team = slack.addTeam("Partner");
    const channel = slack.addChannel("late", { members: [ann] });
    await chat.taken(slack.say(ann, channel, "before"));
    channel.sharedWith.add(team.id);
    emit(slack, channel, { user: "U0NOBODY" });
    await allAcknowledged(slack);
    expect(core.events).toHaveLength(1);
  });
});

test("only Maru's own messages show a question in somebody's name: other apps can write the same", async () => {
  await using chat = await connect();
  const { slack, ann } = chat;
  const bot = slack.addBot("Impostor");
  const metadata = { event_type: "maru_asked", event_payload: { by: ann.id, command: "c1" } };
  const text = `<@${ann.id}> asks:\nwhat does the board plan?`;
  const app = emit(slack, slack.general, { user: bot.id, bot_id: bot.profile.bot_id, text, metadata });
  const own = emit(slack, slack.general, {
    user: slack.bot.id,
    bot_id: slack.world.app.botId,
    text,
    metadata,
  });
  const message = await chat.taken(app);
  expect(message.author).toMatchObject({ id: `slack:${bot.id}`, kind: "bot" });
  expect(message).not.toHaveProperty("command");
  expect(await chat.taken(own)).toMatchObject({ author: { id: `slack:${ann.id}` }, command: "ask" });
});

test("who attaches a file that Maru may not read for want of a scope is told once, and the log says where to add it", async () => {
  const scopes = allScopes.filter((scope) => scope !== "files:read");
  await using chat = await connect({ slack: { scopes } });
  const { slack, ann, log } = chat;
  const files = [
    { name: "notes.txt", content: "alpha" },
    { name: "more.txt", content: "beta" },
  ];
  for (const text of ["look", "look again"]) {
    const { text: read } = await chat.taken(
      slack.say(ann, slack.general, `<@${slack.bot.id}> ${text}`, { files }),
    );
    expect(read).toBe(
      `@Maru ${text}\n\n(attached: notes.txt, it could not be fetched)\n\n(attached: more.txt, it could not be fetched)`,
    );
  }
  await slack.until(() => slack.seen(slack.direct(ann)).length > 0);
  await allAcknowledged(slack);
  expect(slack.seen(slack.direct(ann)).map(({ text }) => text)).toEqual([
    expect.stringMatching(/cannot read the files .* \*\*files:read\*\*.*OAuth & Permissions/),
  ]);
  const told = log.lines.filter(({ fields }) => fields["trouble"] === "scope files:read");
  expect(told).toEqual([expect.objectContaining({ level: "warn", event: "slack needs somebody's help" })]);
});

test("the language is that of each person's Slack", async () => {
  await using chat = await connect();
  const { slack } = chat;
  const mina = slack.addPerson("미나", { locale: "ko-KR" });
  const said = slack.say(mina, slack.general, "안녕");
  expect((await chat.taken(said)).author).toMatchObject({ name: "미나", locale: "ko" });
});

test("text files are read where Maru is meant, and only named elsewhere", async () => {
  await using chat = await connect();
  const { slack, ann } = chat;
  const files = [
    { name: "notes.txt", content: "alpha\nbeta" },
    { name: "cat.png", content: new Uint8Array([137, 80, 78, 71, 0]), mimetype: "image/png" },
  ];
  const meant = slack.say(ann, slack.direct(ann), "look", { files });
  const elsewhere = slack.say(ann, slack.general, "look", { files });
  expect((await chat.taken(meant)).text).toBe(
    "look\n\nnotes.txt:\n```\nalpha\nbeta\n```\n\n(attached: cat.png, an image)",
  );
  expect((await chat.taken(elsewhere)).text).toBe(
    "look\n\n(attached: notes.txt, a file)\n(attached: cat.png, an image)",
  );
});

test("a message that is forwarded to Maru is read with its author's name, and again in the history", async () => {
  await using chat = await connect();
  const { slack, ann, adapter } = chat;
  const bob = slack.addPerson("Bob");
  const said = slack.say(bob, slack.general, `The key lies in the *vault*, <@${ann.id}>.`);
  const forwarded = await chat.taken(slack.forward(ann, said, slack.direct(ann), "is that so?"));
  const text = "is that so?\n\n> Bob:\n> The key lies in the **vault**, @Ann Lee.";
  expect(forwarded).toMatchObject({ text, mentions: [] });
  expect((await read(adapter.history({ thread: forwarded.thread }))).map((one) => one.text)).toEqual([text]);
});

test("the bot's token goes to Slack alone: a file that lies elsewhere is not fetched", async () => {
  await using chat = await connect();
  const { slack, ann, log } = chat;
  const direct = slack.direct(ann);
  const ts = slack.world.nextTs();
  const file = {
    id: "F1",
    name: "a.txt",
    mimetype: "text/plain",
    size: 3,
    url_private: "https://evil.example/a.txt",
    url_private_download: "https://evil.example/a.txt",
  };
  slack.world.emit(
    {
      type: "message",
      subtype: "file_share",
      user: ann.id,
      text: "x",
      files: [file],
      channel: direct.id,
      channel_type: "im",
      ts,
    },
    direct,
  );
  expect((await chat.taken({ ts })).text).toBe("x\n\n(attached: a.txt, it could not be fetched)");
  const { fields } = log.lines.find(({ event }) => event === "attached file not read")!;
  expect(String((fields["err"] as Error).message)).toContain("evil.example");
});

test("a channel's new name is known at once", async () => {
  await using chat = await connect();
  const { slack, ann } = chat;
  await chat.taken(slack.say(ann, slack.general, "a"));
  Object.assign(slack.general, { name: "lobby" });
  slack.world.emit(
    {
      type: "channel_rename",
      channel: { id: slack.general.id, name: "lobby" },
      event_ts: slack.world.nextTs(),
    },
    slack.general,
  );
  await slack.until(() => slack.deliveries.at(-1)!.state === "acknowledged");
  expect((await chat.taken(slack.say(ann, slack.general, "b"))).place.name).toBe("lobby");
});

test("people's and channels' names are asked for once", async () => {
  await using chat = await connect();
  const { slack, ann } = chat;
  for (const text of ["a", "b", "c"]) await chat.taken(slack.say(ann, slack.general, text));
  const asked = slack.requests
    .map(({ method }) => method)
    .filter((method) => /^(?:users|conversations)\.info$/.test(method));
  expect(asked.toSorted()).toEqual(["conversations.info", "users.info"]);
});

test("Slack's own Stop ends what is being written in the thread", async () => {
  await using chat = await connect();
  const { slack, core, ann } = chat;
  const question = slack.say(ann, slack.direct(ann), "why?");
  const { thread, author } = await chat.taken(question);
  slack.stopNatively(ann, slack.direct(ann), question.ts);
  expect(await core.until("stop")).toMatchObject({ thread, by: author });
});

test("what somebody else revoked is said to the health check, with what to do", async () => {
  await using chat = await connect();
  const { slack, adapter, log } = chat;
  expect(adapter.fault).toBeUndefined();
  slack.revokeTokens();
  await vi.waitFor(() => expect(adapter.fault).toContain("SLACK_BOT_TOKEN"), { timeout: 10_000 });
  const { fields } = log.lines.find(({ event }) => event === "slack has sent Maru away")!;
  expect(fields["remedy"]).toContain("Reinstall to Workspace");
});
