import { expect, test } from "vitest";
import { type Connected, connect } from "./chat.ts";

const reads = ({ slack }: Connected) =>
  slack.requests.filter(({ method }) => method === "conversations.replies").length;

const texts = async ({ adapter }: Connected, thread: `${string}:${string}`) =>
  (await Array.fromAsync(adapter.history({ thread }, { last: 400 }))).map(({ text }) => text);

test("to answer a question that has just arrived, nothing is read", async () => {
  await using chat = await connect();
  const { slack, ann, adapter } = chat;
  const question = await chat.taken(slack.say(ann, slack.general, "why?"));
  const reply = await adapter.openReply(question);
  expect(await Array.fromAsync(adapter.history({ thread: question.thread }))).toEqual([question]);
  await reply.finish("Because.", "answer");
  expect(reads(chat)).toBe(0);
});

test("a thread is read once anything has happened in it", async () => {
  await using chat = await connect();
  const { slack, ann, adapter } = chat;
  const raw = slack.say(ann, slack.general, "why?");
  const question = await chat.taken(raw);
  const reply = await adapter.openReply(question);
  await chat.taken(slack.say(ann, slack.general, "anybody?", { thread: raw }));
  expect(await texts(chat, question.thread)).toEqual(["why?", "anybody?"]);
  await reply.finish("Because.", "answer");
  expect(await texts(chat, question.thread)).toEqual(["why?", "anybody?", "Because."]);
});

test("what Maru has begun to say itself is read, though no event has told of it", async () => {
  await using chat = await connect({ slack: { redelivery: false } });
  const { slack, ann, adapter } = chat;
  const question = await chat.taken(slack.say(ann, slack.general, "why?"));
  const reply = await adapter.openReply(question);
  slack.sockets.freeze(true);
  await reply.update("Because of the");
  await slack.until(() => slack.seen(slack.general, question.id.split("/")[1]!).length === 2);
  expect(await texts(chat, question.thread)).toHaveLength(2);
  slack.sockets.freeze(false);
  await reply.finish("Because.", "answer");
});

test("an edited message is read as it reads now", async () => {
  await using chat = await connect();
  const { slack, core, ann, adapter } = chat;
  const raw = slack.say(ann, slack.general, "teh question");
  const question = await chat.taken(raw);
  await adapter.openReply(question);
  slack.edit(raw, "the question");
  await core.until("edited");
  expect(await texts(chat, question.thread)).toEqual(["the question"]);
});

test("a deleted question is not answered", async () => {
  await using chat = await connect();
  const { slack, core, ann, adapter } = chat;
  const raw = slack.say(ann, slack.general, "why?");
  const question = await chat.taken(raw);
  slack.remove(raw);
  await core.until("deleted");
  await expect(adapter.openReply(question)).rejects.toMatchObject({ code: "gone" });
});

test.each(["a restart", "a minute"])("whether a question is still there is asked after %s", async (what) => {
  await using chat = await connect({ slack: { redelivery: false } });
  const { slack, ann } = chat;
  const question = await chat.taken(slack.say(ann, slack.general, "why?"));
  if (what === "a restart") await chat.restart();
  else slack.clock.advance(61_000);
  await (await chat.adapter.openReply(question)).finish("Because.", "answer");
  expect(reads(chat)).toBe(1);
});
