import { expect, test } from "vitest";
import type { Mention, Message, Place, Verdict } from "../../src/core/types.ts";
import { fakeModel } from "../fakes/model.ts";
import { moderationAgainst, moderationThat } from "../fakes/moderation.ts";
import { alice, bob, FakePlatform } from "../fakes/platform.ts";
import { memoryStore, type Stage, stage } from "./stage.ts";

const toMaru: Mention = { id: "fake:maru", name: "Maru", kind: "self" };

/** Lets everything happen that needs no time; long enough for the store's answers. */
const settle = async () => {
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
};

let edits = 0;
const editEvent = (message: Message, text: string) => ({
  type: "edited" as const,
  id: `fake:to-mention/${++edits}`,
  message: { ...message, text, mentions: [toMaru] },
});

/** Edits a message such that it names Maru. */
const nameMaru = ({ platform }: Pick<Stage, "platform">, message: Message, text: string) =>
  platform.deliver(editEvent(message, text));

const questionsTo = ({ model }: Stage) =>
  model.requests.map((turns) => turns.at(-1)?.text.replace(/^\w+: /, ""));

test("a message edited to name Maru is answered, once, and its thread is Maru's then", async () => {
  const set = await stage();
  const message = await set.platform.say("what is the answer?");
  await settle();
  await nameMaru(set, message, "@maru what is the answer?");
  expect((await set.platform.finished(message)).kind).toBe("answer");
  await nameMaru(set, message, "@maru what is the whole answer?");
  await set.platform.finished(await set.platform.say("and then?", { inThreadOf: message }));
  expect(questionsTo(set)).toEqual(["what is the answer?", "and then?"]);
});

test("two edits in a row make one question, which is asked as it last stood", async () => {
  const set = await stage({ model: fakeModel(["wait", "done"]) });
  const other = await set.platform.say("@maru other", { by: bob });
  const message = await set.platform.say("tow?");
  await set.model.requested(1);
  await Promise.all([nameMaru(set, message, "@maru tow?"), nameMaru(set, message, "@maru two?")]);
  await set.platform.until(message, ({ statuses }) => statuses.length > 0);
  set.model.release();
  await set.platform.finished(other);
  await set.model.requested(2);
  set.model.release();
  await set.platform.finished(message);
  await settle();
  expect(questionsTo(set)).toEqual(["other", "two?"]);
  expect(set.platform.replyTo(message)?.calls.filter((call) => call === "finish")).toHaveLength(1);
});

test("an edit that names Maru while the message is still judged counts", async () => {
  const judged = Promise.withResolvers<void>();
  const moderation = moderationThat(async (): Promise<Verdict> => {
    await judged.promise;
    return { action: "allow" };
  });
  const set = await stage({ moderation });
  const message = await set.platform.say("why?");
  await settle();
  await nameMaru(set, message, "@maru why?");
  await settle();
  judged.resolve();
  expect((await set.platform.finished(message)).kind).toBe("answer");
  expect(questionsTo(set)).toEqual(["why?"]);
});

test.each([
  ["a question", "@maru hello"],
  ["a command", "@maru help"],
  ["a command of which nothing is noted", "@maru privacy"],
])("%s that was answered is not answered again for an edit, also after a restart", async (_, text) => {
  const store = await memoryStore();
  const first = await stage({ store });
  const message = await first.platform.say(text);
  const { text: answer } = await first.platform.finished(message);
  await nameMaru(first, message, `${text} 2`);
  await settle();
  const second = await stage({ store, platform: first.platform });
  await nameMaru(second, message, `${text} 3`);
  await settle();
  expect(second.model.requests).toHaveLength(0);
  expect(first.platform.replyTo(message)).toMatchObject({ text: answer });
  expect(first.platform.replies.size).toBe(1);
});

test("an edit of a message whose note was erased does not answer it again", async () => {
  const set = await stage();
  const message = await set.platform.say("@maru hello");
  await set.platform.finished(message);
  await set.platform.finished(await set.platform.say("@maru forget"));
  await nameMaru(set, message, "@maru hello?");
  await settle();
  expect(questionsTo(set)).toEqual(["hello"]);
});

test("an edit of a command that was carried out does not carry it out again", async () => {
  const set = await stage();
  const forget = await set.platform.say("@maru forget");
  await set.platform.finished(forget);
  const rated = { type: "feedback", id: "fake:rated", reply: "fake:reply", by: alice, rating: "up" } as const;
  await set.platform.deliver(rated);
  await settle();
  await nameMaru(set, forget, "@maru, forget");
  await settle();
  expect(await Array.fromAsync(set.store.records("core/ratings").iterator!(undefined))).toHaveLength(1);
});

test.each([
  [59, 1],
  [61, 0],
])("%i minutes after it was sent, an edit makes %i question of a message", async (minutes, questions) => {
  const platform = new FakePlatform();
  const message = platform.post("why?");
  const unixNow = () => Date.parse(message.sentAt) + minutes * 60_000;
  const set = await stage({ platform, unixNow });
  await nameMaru(set, message, "@maru why?");
  await settle();
  expect(questionsTo(set)).toHaveLength(questions);
});

test("an edit without a mention makes no question, nor one of a bot or in a place that is denied", async () => {
  const secret: Place = { id: "fake:secret", name: "secret", kind: "channel" };
  const set = await stage({
    admission: {
      bots: "ignore",
      places: { allow: [], deny: ["secret"] },
      perMinute: { person: 9, place: 9 },
    },
  });
  const chatter = await set.platform.say("good morning");
  const bot = await set.platform.say("report", { by: { ...bob, kind: "bot" } });
  const denied = await set.platform.say("psst", { place: secret });
  await settle();
  await set.platform.edit(chatter, "good evening");
  await nameMaru(set, bot, "@maru report");
  await nameMaru(set, denied, "@maru psst");
  await settle();
  expect(set.platform.replies.size).toBe(0);
});

test("in Maru's thread, what was for somebody else needs a mention to be answered for an edit", async () => {
  const set = await stage();
  const root = await set.platform.say("@maru hello");
  await set.platform.finished(root);
  const aside = await set.platform.say("@bob lunch?", { inThreadOf: root });
  await settle();
  await set.platform.edit(aside, "lunch?");
  await settle();
  expect(set.platform.replyTo(aside)).toBeUndefined();
  await nameMaru(set, aside, "@maru lunch?");
  expect((await set.platform.finished(aside)).kind).toBe("answer");
});

test("an edit into what moderation holds makes no question; one that makes it harmless does", async () => {
  const moderation = moderationAgainst(/nasty/);
  const set = await stage({ moderation });
  const message = await set.platform.say("why?");
  await settle();
  await nameMaru(set, message, "@maru why is it nasty?");
  await settle();
  expect(set.platform.replyTo(message)).toBeUndefined();
  await nameMaru(set, message, "@maru why?");
  await set.platform.finished(message);
  expect(questionsTo(set)).toEqual(["why?"]);
});

test("a question by an edit can be stopped and deleted as any other", async () => {
  const set = await stage({ model: fakeModel(["Once ", "wait"]) });
  const [stopped, deleted] = [
    await set.platform.say("a story"),
    await set.platform.say("another", { by: bob }),
  ];
  await settle();
  await nameMaru(set, stopped!, "@maru a story");
  await set.platform.until(stopped!, ({ text }) => text === "Once ");
  await set.platform.stop(stopped!);
  expect((await set.platform.finished(stopped!)).text).toContain("*Stopped.*");
  await nameMaru(set, deleted!, "@maru another");
  await set.platform.until(deleted!, ({ text }) => text === "Once ");
  await set.platform.delete(deleted!);
  await set.platform.until(deleted!, ({ removed }) => removed);
});

test("a question by an edit that a crash cuts off is answered after it, in the same reply, however late", async () => {
  const store = await memoryStore();
  const first = await stage({ store, model: fakeModel(["Half ", "wait"]) });
  const message = await first.platform.say("why?");
  await settle();
  await nameMaru(first, message, "@maru why?");
  await first.platform.until(message, ({ text }) => text === "Half ");
  const unixNow = () => Date.parse(message.sentAt) + 24 * 60 * 60_000;
  const second = await stage({ store, platform: first.platform, unixNow });
  expect((await second.platform.finished(message)).text).toBe("Sure, here you go.");
  expect(second.platform.replies.size).toBe(1);
});

test("a question by an edit counts against the rate", async () => {
  const set = await stage({
    admission: { bots: "ignore", places: { allow: [], deny: [] }, perMinute: { person: 1, place: 9 } },
  });
  await set.platform.finished(await set.platform.say("@maru hello"));
  const message = await set.platform.say("why?");
  await settle();
  await nameMaru(set, message, "@maru why?");
  expect((await set.platform.finished(message)).text).toContain("in one minute");
});
