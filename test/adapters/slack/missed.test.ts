import { describe, expect, test, vi } from "vitest";
import type { Message } from "../../fakes/slack/index.ts";
import { type Connected, connect } from "./chat.ts";

const said = (events: readonly { readonly type: string }[]) =>
  events.flatMap((event) => ("message" in event && typeof event.message === "object" ? [event.message] : []));
const textsOf = (events: readonly { readonly type: string }[]) =>
  said(events).map((message) => (message as { text: string }).text);

/** So that Slack does not deliver what was missed again by itself. */
const silent = { slack: { redelivery: false } };

test("what was said while Maru was down is read up, in order, with the replies in threads", async () => {
  await using chat = await connect(silent);
  const { slack, core, ann } = chat;
  const root = slack.say(ann, slack.general, "before");
  const direct = slack.say(ann, slack.direct(ann), "direct before");
  await chat.taken(root);
  await chat.taken(direct);
  await chat.restart(() => {
    slack.say(ann, slack.general, "1");
    slack.say(ann, slack.general, "2", { thread: root });
    slack.say(ann, slack.general, "3");
    slack.say(ann, slack.direct(ann), "4");
  });
  const live = slack.say(ann, slack.general, "5");
  await chat.taken(live);
  await core.until("message", ({ message }) => message.text === "4");
  const inGeneral = core.events.filter(
    (event) => event.type === "message" && event.message.place.name === "general",
  );
  expect(textsOf(inGeneral)).toEqual(["before", "1", "2", "3", "5"]);
});

test("how far Maru has followed a conversation is noted with its first message, lest it is killed", async () => {
  await using chat = await connect(silent);
  const { slack, store, ann } = chat;
  const { ts } = slack.say(ann, slack.general, "first");
  await chat.taken({ ts });
  await vi.waitUntil(() => store.records("slack/seen").get(slack.general.id));
  expect(await store.records("slack/seen").get(slack.general.id)).toEqual({ newest: ts, threads: [] });
});

test("what is noted last is kept when Maru stops", async () => {
  await using chat = await connect(silent);
  const { slack, store, ann } = chat;
  await chat.taken(slack.say(ann, slack.general, "first"));
  const { ts } = slack.say(ann, slack.general, "second");
  await chat.taken({ ts });
  await chat.adapter.stop();
  expect(await store.records("slack/seen").get(slack.general.id)).toMatchObject({ newest: ts });
});

test("what was on its way when something newer had arrived is read up", async () => {
  await using chat = await connect(silent);
  const { slack, core, store, ann } = chat;
  await chat.taken(slack.say(ann, slack.general, "before"));
  await chat.restart(async () => {
    slack.say(ann, slack.general, "slow");
    slack.clock.advance(30_000);
    const { ts } = slack.say(ann, slack.general, "fast");
    await store.records("slack/seen").set(slack.general.id, { newest: ts, threads: [] });
  });
  await core.until("message", ({ message }) => message.text === "slow");
});

test("a question is found however many messages came after it", async () => {
  await using chat = await connect(silent);
  const { slack, core, ann } = chat;
  await chat.taken(slack.say(ann, slack.general, "before"));
  await chat.restart(() => {
    slack.say(ann, slack.general, `<@${slack.bot.id}> first?`);
    for (let count = 0; count < 210; count++) slack.say(ann, slack.general, `chatter ${count}`);
    slack.say(ann, slack.general, `<@${slack.bot.id}> last?`);
  });
  await core.until("message", ({ message }) => message.text === "@Maru last?");
  expect(textsOf(core.events).slice(0, 3)).toEqual(["before", "@Maru first?", "chatter 0"]);
  expect(core.events).toHaveLength(213);
  expect(chat.log.lines.filter(({ level }) => level === "warn")).toEqual([]);
});

test("of very many messages the newest are read up, and the log tells that some are left out", async () => {
  await using chat = await connect(silent);
  const { slack, core, log, ann } = chat;
  await chat.taken(slack.say(ann, slack.general, "before"));
  await chat.restart(() => {
    for (let count = 0; count < 2_050; count++) slack.say(ann, slack.general, String(count));
  });
  await core.until("message", ({ message }) => message.text === "2049");
  expect(textsOf(core.events).slice(0, 3)).toEqual(["before", "50", "51"]);
  expect(log.lines.find(({ event }) => event === "slack messages left out")?.fields).toMatchObject({
    channel: slack.general.id,
    read: 2_000,
  });
});

test("of very many threads those with the newest replies are read up, and the log tells which are left out", async () => {
  await using chat = await connect(silent);
  const { slack, core, log, ann } = chat;
  const roots = Array.from({ length: 51 }, (_, count) => slack.say(ann, slack.general, `root ${count}`));
  await chat.taken(roots.at(-1)!);
  await chat.restart(() => {
    slack.clock.advance(120_000);
    for (const [count, thread] of roots.entries())
      slack.say(ann, slack.general, `reply ${count}`, { thread });
    slack.say(ann, slack.general, "last");
  });
  await core.until("message", ({ message }) => message.text === "last");
  const replies = textsOf(core.events).filter((text) => text.startsWith("reply"));
  expect(replies).toEqual(Array.from({ length: 50 }, (_, count) => `reply ${count + 1}`));
  const left = log.lines.find(({ event }) => event === "slack threads left out");
  expect(left?.fields).toEqual({ channel: slack.general.id, threads: [roots[0]!.ts] });
});

test("of very many conversations the log tells which are left out", async () => {
  await using chat = await connect(silent);
  const { slack, store, log } = chat;
  const { ts } = slack.say(chat.ann, slack.general, "now");
  await chat.taken({ ts });
  await chat.restart(async () => {
    for (let count = 0; count < 50; count++)
      await store.records("slack/seen").set(`C${count}`, { newest: `2${ts.slice(1)}`, threads: [] });
  });
  const left = log.lines.find(({ event }) => event === "slack conversations left out");
  expect(left?.fields).toEqual({ channels: [slack.general.id] });
});

test("an edit of the time when Maru was down is delivered", async () => {
  await using chat = await connect(silent);
  const { slack, core, ann } = chat;
  const message = slack.say(ann, slack.general, "teh question");
  await chat.taken(message);
  await chat.restart(() => slack.edit(message, "the question"));
  expect((await core.until("edited")).message).toMatchObject({ text: "the question" });
});

test("a new thread's message and its answer are not taken for missed ones, nor read for it", async () => {
  await using chat = await connect(silent);
  const { slack, core, ann, adapter } = chat;
  const message = await chat.taken(slack.say(ann, slack.general, "why?"));
  await (await adapter.openReply(message)).finish("Because.", "answer");
  const read = () => slack.requests.filter(({ method }) => method === "conversations.replies").length;
  await slack.until(() => slack.deliveries.every(({ state }) => state === "acknowledged"));
  const before = read();
  const deliveries = core.deliveries.length;
  slack.sockets.disconnect();
  await slack.until(() => slack.sockets.opened === 2);
  await chat.taken(slack.say(ann, slack.general, "live"));
  expect(core.deliveries).toHaveLength(deliveries + 1);
  expect(read()).toBe(before);
});

test("what was said in the gap of a connection is read up before what comes after", async () => {
  await using chat = await connect(silent);
  const { slack, core, ann } = chat;
  await chat.taken(slack.say(ann, slack.general, "before"));
  slack.sockets.drop();
  slack.say(ann, slack.general, "in the gap");
  await slack.until(() => slack.sockets.opened === 2 && slack.sockets.open === 1);
  await chat.taken(slack.say(ann, slack.general, "after"));
  expect(textsOf(core.events)).toEqual(["before", "in the gap", "after"]);
});

describe("a gap that could not be read up", () => {
  /** Something is missed in a thread, Slack does not let it be read up, and more is said there a while later. */
  async function withGap(chat: Connected): Promise<Message> {
    const { slack, ann } = chat;
    const root = slack.say(ann, slack.general, "before");
    await chat.taken(root);
    slack.web.failNext("conversations.history", { error: "access_limited" });
    slack.sockets.drop();
    slack.say(ann, slack.general, "in the gap", { thread: root });
    await vi.waitUntil(() => chat.log.lines.some(({ event }) => event === "slack conversation not read up"));
    slack.clock.advance(10 * 60 * 1_000);
    await chat.taken(slack.say(ann, slack.general, "live", { thread: root }));
    expect(textsOf(chat.core.events)).toEqual(["before", "live"]);
    return root;
  }

  test("is read with the next connection, though what came after it was seen", async () => {
    await using chat = await connect(silent);
    await withGap(chat);
    chat.slack.sockets.drop();
    await chat.core.until("message", ({ message }) => message.text === "in the gap");
  });

  test("is read after a restart", async () => {
    await using chat = await connect(silent);
    await withGap(chat);
    await chat.restart();
    await chat.core.until("message", ({ message }) => message.text === "in the gap");
  });

  test("is closed once it was read", async () => {
    await using chat = await connect(silent);
    const { slack, core, ann } = chat;
    const root = await withGap(chat);
    slack.sockets.drop();
    await core.until("message", ({ message }) => message.text === "in the gap");
    await chat.taken(slack.say(ann, slack.general, "live again", { thread: root }));
    const read = () => slack.requests.filter(({ method }) => method === "conversations.replies").length;
    const before = read();
    slack.sockets.drop();
    await slack.until(() => slack.sockets.opened === 4);
    await chat.taken(slack.say(ann, slack.general, "elsewhere"));
    expect(read()).toBe(before);
  });
});

test("what is said while a connection is open and yet dead is read up on another one", async () => {
  await using chat = await connect({ ...silent, times: { pongWithinMs: 200 } });
  const { slack, core, ann } = chat;
  await chat.taken(slack.say(ann, slack.general, "before"));
  slack.sockets.freeze(true);
  slack.say(ann, slack.general, "into the void");
  await slack.until(() => slack.sockets.opened > 1);
  await chat.taken(slack.say(ann, slack.general, "after"));
  expect(textsOf(core.events)).toEqual(["before", "into the void", "after"]);
});

test("a channel that Maru was invited to while it was down is read up too, but none that is archived", async () => {
  await using chat = await connect(silent);
  const { slack, core, ann } = chat;
  await chat.taken(slack.say(ann, slack.general, "before"));
  await chat.restart(() => {
    const [old, fresh] = [slack.addChannel("old"), slack.addChannel("fresh")];
    for (const channel of [old, fresh]) slack.say(ann, channel, `<@${slack.bot.id}> welcome`);
    slack.archive(old);
  });
  expect((await core.until("message", ({ message }) => message.place.name === "fresh")).message.text).toBe(
    "@Maru welcome",
  );
  expect(textsOf(core.events)).toEqual(["before", "@Maru welcome"]);
});

test("before Maru ever heard anything, nothing is read up", async () => {
  await using chat = await connect({
    ...silent,
    before: (slack) => void slack.say(slack.addPerson("Bob"), slack.general, "long ago"),
  });
  const { slack, core, ann } = chat;
  await chat.taken(slack.say(ann, slack.general, "now"));
  expect(textsOf(core.events)).toEqual(["now"]);
  expect(slack.requests.some(({ method }) => method === "conversations.history")).toBe(false);
});

test("what was said more than six hours ago is not answered any more", async () => {
  await using chat = await connect(silent);
  const { slack, core, ann } = chat;
  await chat.taken(slack.say(ann, slack.general, "before"));
  await chat.restart(() => {
    slack.say(ann, slack.general, "too old");
    slack.clock.advance(7 * 60 * 60 * 1_000);
    slack.say(ann, slack.general, "recent");
  });
  await core.until("message", ({ message }) => message.text === "recent");
  expect(textsOf(core.events)).toEqual(["before", "recent"]);
});

test("where nothing can be read up, the rest goes on", async () => {
  await using chat = await connect(silent);
  const { slack, log, ann } = chat;
  await chat.taken(slack.say(ann, slack.general, "before"));
  await chat.restart(() => slack.leave(slack.bot, slack.general));
  expect((await chat.taken(slack.say(ann, slack.direct(ann), "hello"))).text).toBe("hello");
  expect(log.lines.filter(({ level }) => level === "error")).toEqual([]);
});
