import { expect, test } from "vitest";
import type { Range, Scope } from "../../../src/core/ports/index.ts";
import type { PlaceId, ThreadId } from "../../../src/core/types.ts";
import { type Connected, connect } from "./chat.ts";

const texts = async ({ adapter }: Connected, scope: Scope, range?: Range) =>
  (await Array.fromAsync(adapter.history(scope, range))).map(({ text }) => text);

const placeOf = ({ slack }: Connected): PlaceId => `slack:${slack.general.id}`;

test("a thread is read to its end, however long it is", async () => {
  await using chat = await connect();
  const { slack, ann } = chat;
  const root = slack.say(ann, slack.general, "0");
  for (let count = 1; count <= 450; count++) slack.say(ann, slack.general, String(count), { thread: root });
  const thread: ThreadId = `slack:${slack.general.id}/${root.ts}`;
  const all = Array.from({ length: 451 }, (_, count) => String(count));
  expect(await texts(chat, { thread })).toEqual(all);
  expect(await texts(chat, { thread }, { last: 3 })).toEqual(["448", "449", "450"]);
  const pages = slack.requests.filter(({ method }) => method === "conversations.replies");
  expect(pages).toHaveLength(6);
});

test("of a place the newest are read, threads of old messages too when something new stands in them", async () => {
  await using chat = await connect();
  const { slack, ann } = chat;
  const old = slack.say(ann, slack.general, "old");
  const busy = slack.say(ann, slack.general, "busy");
  for (let count = 0; count < 230; count++) slack.say(ann, slack.general, `filler ${count}`);
  slack.say(ann, slack.general, "reply in busy", { thread: busy });
  const newest = slack.say(ann, slack.general, "newest");
  slack.say(ann, slack.general, "reply in newest", { thread: newest });
  await chat.taken(slack.say(ann, slack.general, "reply in old", { thread: old }));
  const place = placeOf(chat);
  expect(await texts(chat, { place }, { last: 5 })).toEqual([
    "filler 229",
    "reply in busy",
    "newest",
    "reply in newest",
    "reply in old",
  ]);
  expect(await texts(chat, { place }, { last: 2, before: `slack:${slack.general.id}/${newest.ts}` })).toEqual(
    ["filler 229", "reply in busy"],
  );
  expect(await texts(chat, { place })).toHaveLength(236);
});

test("of a channel's own line one page is read, and no thread", async () => {
  await using chat = await connect();
  const { slack, ann } = chat;
  for (let count = 0; count < 20; count++) {
    const root = slack.say(ann, slack.general, `root ${count}`);
    slack.say(ann, slack.general, "reply", { thread: root });
    slack.say(ann, slack.general, "for all", { thread: root, broadcast: true });
  }
  const asked = slack.say(ann, slack.general, "and now?");
  await chat.taken(asked);
  slack.say(ann, slack.general, "later");
  const from = slack.requests.length;
  const before = `slack:${slack.general.id}/${asked.ts}` as const;
  expect(await texts(chat, { line: placeOf(chat) }, { before, last: 3 })).toEqual([
    ...["root 17", "root 18", "root 19"],
  ]);
  const made = slack.requests.slice(from).map(({ method }) => method);
  expect(made.filter((method) => method.startsWith("conversations."))).toEqual(["conversations.history"]);
});

test("few threads are read for few messages", async () => {
  await using chat = await connect();
  const { slack, ann } = chat;
  for (let count = 0; count < 20; count++)
    slack.say(ann, slack.general, "reply", { thread: slack.say(ann, slack.general, `root ${count}`) });
  expect(await texts(chat, { place: placeOf(chat) }, { last: 3 })).toEqual(["reply", "root 19", "reply"]);
  const threads = slack.requests.filter(({ method }) => method === "conversations.replies");
  expect(threads.length).toBeLessThan(4);
});

test("a reply that also stands in the channel is read once", async () => {
  await using chat = await connect();
  const { slack, ann } = chat;
  const root = slack.say(ann, slack.general, "root");
  slack.say(ann, slack.general, "for all", { thread: root, broadcast: true });
  expect(await texts(chat, { place: placeOf(chat) })).toEqual(["root", "for all"]);
  expect(await texts(chat, { place: placeOf(chat) }, { last: 5 })).toEqual(["root", "for all"]);
});

test("what only one person sees, and what Slack itself says, is not part of it", async () => {
  await using chat = await connect();
  const { slack, ann } = chat;
  slack.say(ann, slack.general, "said");
  await slack.slash(ann, slack.general, "/maru", "nonsense");
  const hidden = slack.say(ann, slack.general, "joined");
  Object.assign(slack.general.posts.get(hidden.ts)!.message, { subtype: "channel_join" });
  expect(await texts(chat, { place: placeOf(chat) })).toEqual(["said"]);
});

test("a reply of several messages is one that has the reply's id, and more with ids of their own", async () => {
  await using chat = await connect();
  const { slack, ann, adapter } = chat;
  const question = slack.say(ann, slack.general, "all of it?");
  const message = await chat.taken(question);
  const reply = await adapter.openReply(message);
  const paragraph = `${"word ".repeat(400)}\n\n`;
  await reply.finish(paragraph.repeat(8), "answer");
  const past = await Array.fromAsync(adapter.history({ thread: message.thread }));
  const own = past.slice(1);
  expect(own.length).toBeGreaterThan(1);
  expect(own[0]!.id).toBe(reply.id);
  expect(new Set(own.map(({ id }) => id)).size).toBe(own.length);
  expect(
    own
      .map(({ text }) => text)
      .join(" ")
      .match(/word/g),
  ).toHaveLength(3_200);
  const before = await Array.fromAsync(adapter.history({ thread: message.thread }, { before: reply.id }));
  expect(before.map(({ id }) => id)).toEqual([message.id]);
});

test("files are read in a thread, and only named in a place", async () => {
  await using chat = await connect();
  const { slack, ann } = chat;
  const files = [{ name: "notes.txt", content: "alpha" }];
  const root = slack.say(ann, slack.general, "look", { files });
  const thread: ThreadId = `slack:${slack.general.id}/${root.ts}`;
  expect(await texts(chat, { thread })).toEqual(["look\n\nnotes.txt:\n```\nalpha\n```"]);
  expect(await texts(chat, { place: placeOf(chat) })).toEqual(["look\n\n(attached: notes.txt, a file)"]);
});

test("of a place that Maru is not in, there is no past", async () => {
  await using chat = await connect();
  const { slack, ann } = chat;
  const secret = slack.addChannel("secret", { members: [ann], private: true, withApp: false });
  const said = slack.say(ann, secret, "psst");
  expect(await texts(chat, { place: `slack:${secret.id}` })).toEqual([]);
  expect(await texts(chat, { thread: `slack:${secret.id}/${said.ts}` })).toEqual([]);
});

test("since a time, a place is read no further back than that, and old threads with what is new in them", async () => {
  await using chat = await connect();
  const { slack, ann } = chat;
  const known = slack.say(ann, slack.general, "known thread");
  for (let count = 0; count < 450; count++) slack.say(ann, slack.general, `filler ${count}`);
  const old = slack.say(ann, slack.general, "old thread");
  slack.say(ann, slack.general, "old reply", { thread: old });
  await slack.until(() => slack.deliveries.every(({ state }) => state === "acknowledged"));
  slack.clock.advance(60_000);
  const first = slack.say(ann, slack.general, "first");
  slack.say(ann, slack.general, "new reply", { thread: old });
  await chat.taken(slack.say(ann, slack.general, "reply in what Maru saw", { thread: known }));
  slack.say(ann, slack.general, "reply to first", { thread: first });
  const last = slack.say(ann, slack.general, "last");
  const since = new Date(Math.floor(Number(first.ts) * 1_000)).toISOString();
  const place = placeOf(chat);
  const asked = () => slack.requests.filter(({ method }) => method === "conversations.history").length;
  const before = asked();
  const all = ["first", "new reply", "reply in what Maru saw", "reply to first", "last"];
  expect(await texts(chat, { place }, { since })).toEqual(all);
  expect(asked() - before).toBe(1);
  expect(await texts(chat, { line: place }, { since })).toEqual(["first", "last"]);
  expect(await texts(chat, { place }, { since, last: 2 })).toEqual(all.slice(-2));
  expect(await texts(chat, { place }, { since, last: 100 })).toEqual(all);
  const until = `slack:${slack.general.id}/${last.ts}` as const;
  expect(await texts(chat, { place }, { since, before: until })).toEqual(all.slice(0, -1));
  expect(await texts(chat, { thread: `slack:${slack.general.id}/${old.ts}` }, { since })).toEqual([
    "new reply",
  ]);
  expect(asked() - before).toBe(5);
});

test("Slack's own words are marked where they are asked for, and mention nobody", async () => {
  await using chat = await connect();
  const { slack, ann, adapter } = chat;
  const channel = slack.addChannel("news", { members: [ann] });
  slack.join(slack.addPerson("Bob"), channel);
  const root = slack.say(ann, channel, "root");
  slack.say(ann, channel, "reply", { thread: root });
  slack.remove(root);
  const place: PlaceId = `slack:${channel.id}`;
  expect(await texts(chat, { place })).toEqual(["reply"]);
  const [joined, ...more] = await Array.fromAsync(adapter.history({ place }, { notices: true }));
  expect(joined).toMatchObject({ text: "@Bob has joined the channel", notice: true, mentions: [] });
  expect(more.map(({ text, notice }) => [text, notice])).toEqual([["reply", undefined]]);
});
