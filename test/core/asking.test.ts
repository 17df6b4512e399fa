import { expect, test, vi } from "vitest";
import { ModelError } from "../../src/core/ports/index.ts";
import type { Mention, Place } from "../../src/core/types.ts";
import { fakeModel } from "../fakes/model.ts";
import { moderationAgainst } from "../fakes/moderation.ts";
import { alice, bob, FakePlatform } from "../fakes/platform.ts";
import { stage } from "./stage.ts";

const toBob: Mention = { id: bob.id, name: "Bob", kind: "person" };

/** Resolves once everything delivered so far has been dealt with: a command is answered at once, after what came before it. */
async function allHandled(platform: FakePlatform): Promise<void> {
  await platform.finished(await platform.say("@maru help"));
}

test("a question in a channel is answered in its thread, streaming", async () => {
  const { platform, model } = await stage({ model: fakeModel(["Forty ", "wait", "two."]) });
  const question = await platform.say("@maru what is the answer?");
  await platform.until(question, (reply) => reply.text === "Forty ");
  model.release();
  const reply = await platform.finished(question);
  expect(reply).toMatchObject({ text: "Forty two.", kind: "answer" });
  expect(model.requests[0]?.at(-1)).toEqual({ role: "user", text: "Alice: what is the answer?" });
});

test("in the thread that a mention opened, follow-ups need no mention and see what was said", async () => {
  const { platform, model } = await stage();
  const question = await platform.say("@maru hello");
  await platform.finished(question);
  const followUp = await platform.say("and then?", { by: bob, inThreadOf: question });
  await platform.finished(followUp);
  expect(model.requests[1]?.map((turn) => turn.text).slice(1)).toEqual([
    "Alice: hello",
    "Sure, here you go.",
    "Bob: and then?",
  ]);
});

test("a follow-up that comes at once, before the first message has been dealt with, is answered too", async () => {
  const { platform } = await stage();
  const question = platform.post("@maru hello");
  const followUp = platform.post("quickly!", { inThreadOf: question });
  await Promise.all(
    [question, followUp].map((message) =>
      platform.deliver({ type: "message", id: `fake:e/${message.id}`, message }),
    ),
  );
  await platform.finished(question);
  await platform.finished(followUp);
});

test("a message in Maru's thread that mentions only another person is left alone", async () => {
  const { platform } = await stage();
  const question = await platform.say("@maru hello");
  const aside = await platform.say("@Bob what do you think?", { inThreadOf: question, mentions: [toBob] });
  await allHandled(platform);
  expect(platform.replyTo(aside)).toBeUndefined();
});

test("a thread among people stays theirs: Maru answers the mention and not what follows", async () => {
  const { platform } = await stage();
  const root = await platform.say("lunch?");
  const mention = await platform.say("@maru where?", { by: bob, inThreadOf: root });
  await platform.finished(mention);
  const after = await platform.say("sounds good", { inThreadOf: root });
  await allHandled(platform);
  expect(platform.replyTo(after)).toBeUndefined();
});

test("in a direct place no mention is needed", async () => {
  const dm: Place = { id: "fake:dm", name: "Maru", kind: "direct" };
  const { platform } = await stage();
  expect((await platform.finished(await platform.say("hi", { place: dm }))).kind).toBe("answer");
});

test("what nobody addressed to Maru is not answered", async () => {
  const { platform, model, observed } = await stage();
  const chatter = await platform.say("good morning");
  await allHandled(platform);
  expect(platform.replyTo(chatter)).toBeUndefined();
  expect(model.requests).toHaveLength(0);
  expect(observed).toContainEqual({ type: "ignored", reason: "overheard" });
});

test("a bot is not answered, and Maru never answers itself", async () => {
  const { platform } = await stage();
  const bot = await platform.say("@maru hi", { by: { ...bob, kind: "bot" } });
  const own = await platform.say("@maru hi", { by: { ...bob, kind: "self" } });
  await allHandled(platform);
  expect(platform.replyTo(bot)).toBeUndefined();
  expect(platform.replyTo(own)).toBeUndefined();
});

test("an event delivered twice is answered once", async () => {
  const { platform, model } = await stage();
  const message = platform.post("@maru hello");
  const event = { type: "message", id: "fake:e", message } as const;
  await Promise.all([platform.deliver(event), platform.deliver(event)]);
  await platform.finished(message);
  await platform.deliver(event);
  await allHandled(platform);
  expect(model.requests).toHaveLength(1);
  expect(platform.replyTo(message)?.calls.filter((call) => call === "finish")).toHaveLength(1);
});

test("a mention without a question gets a word on how to ask", async () => {
  const { platform, model } = await stage();
  const reply = await platform.finished(await platform.say("@maru"));
  expect(reply).toMatchObject({ kind: "notice", text: expect.stringContaining("@Maru help") });
  expect(model.requests).toHaveLength(0);
});

test("help tells how to ask where the platform has ways of its own", async () => {
  const platform = new FakePlatform();
  const howToAsk = { en: "Or press the bell.", ko: "벨을 눌러도 돼요." };
  await stage({ platform, adapters: [{ ...platform.connect(), howToAsk }] });
  const { text } = await platform.finished(await platform.say("@maru help"));
  expect(text).toContain("\n- Or press the bell.\n");
  expect((await platform.finished(await platform.say("@maru 도움말"))).text).toContain(
    "\n- 벨을 눌러도 돼요.\n",
  );
});

test("help says what Maru can do, in the language of the person", async () => {
  const { platform } = await stage();
  expect((await platform.finished(await platform.say("@maru help"))).text).toContain(
    "follow-ups need no mention",
  );
  const korean = { ...alice, locale: "ko" } as const;
  expect((await platform.finished(await platform.say("@maru help", { by: korean }))).text).toContain(
    "스레드에서 답해요",
  );
});

test("a waiting question is told its place, and runs when its turn comes", async () => {
  const { platform, model } = await stage({ model: fakeModel(["wait", "done"]) });
  const first = await platform.say("@maru one");
  const second = await platform.say("@maru two", { by: bob });
  const reply = await platform.until(second, ({ statuses }) => statuses.length > 0);
  expect(reply.statuses[0]).toEqual({ state: "queued", ahead: 1 });
  await model.requested(1);
  model.release();
  await platform.finished(first);
  await model.requested(2);
  model.release();
  expect((await platform.finished(second)).text).toBe("done");
});

test("Stop ends the answer and keeps what was written", async () => {
  const { platform } = await stage({ model: fakeModel(["Once upon ", "wait"]) });
  const question = await platform.say("@maru tell a story");
  await platform.until(question, (reply) => reply.text === "Once upon ");
  await platform.stop(question);
  expect(await platform.finished(question)).toMatchObject({
    text: "Once upon \n\n*Stopped.*",
    kind: "answer",
  });
});

test("Stop on a waiting question takes that one back and leaves the running one alone", async () => {
  const { platform, model } = await stage({ model: fakeModel(["Once upon ", "wait", "a time."]) });
  const first = await platform.say("@maru tell a story");
  const second = await platform.say("and another", { inThreadOf: first });
  await platform.until(second, ({ statuses }) => statuses.length > 0);
  await platform.until(first, ({ text }) => text === "Once upon ");
  await platform.stop(second);
  expect((await platform.finished(second)).text).toBe("*Stopped.*");
  model.release();
  expect((await platform.finished(first)).text).toBe("Once upon a time.");
});

test("the command stop does as the button does", async () => {
  const { platform } = await stage({ model: fakeModel(["Once upon ", "wait"]) });
  const question = await platform.say("@maru tell a story");
  await platform.until(question, (reply) => reply.text === "Once upon ");
  const command = await platform.say("stop", { inThreadOf: question });
  expect((await platform.finished(command)).text).toBe("I stopped.");
  expect((await platform.finished(question)).text).toContain("*Stopped.*");
});

test("a question deleted while it is answered takes its answer with it", async () => {
  const { platform } = await stage({ model: fakeModel(["Once upon ", "wait"]) });
  const question = await platform.say("@maru tell a story");
  await platform.until(question, (reply) => reply.text === "Once upon ");
  await platform.delete(question);
  await platform.until(question, (reply) => reply.removed);
});

test("a question deleted later takes its answer with it, also after a restart", async () => {
  const first = await stage();
  const question = await first.platform.say("@maru hello");
  await first.platform.finished(question);
  await first.maru.stop(1_000);
  const { platform } = await stage({ platform: first.platform, store: first.store });
  await platform.delete(question);
  await platform.until(question, (reply) => reply.removed);
});

test("a question edited before its answer began is answered as it then stands", async () => {
  const { platform, model } = await stage({ model: fakeModel(["wait", "done"]) });
  const first = await platform.say("@maru one");
  const second = await platform.say("@maru tow", { by: bob });
  await platform.edit(second, "@maru two");
  await model.requested(1);
  model.release();
  await platform.finished(first);
  expect((await model.requested(2)).at(-1)?.text).toBe("Bob: two");
});

test("an edit or a deletion that overtakes its question still counts", async () => {
  const { platform, model } = await stage();
  const edited = platform.post("@maru tow");
  const deleted = platform.post("@maru gone", { by: bob });
  const deliveries = [edited, deleted].map((message) =>
    platform.deliver({ type: "message", id: `fake:e/${message.id}`, message }),
  );
  await Promise.all([...deliveries, platform.edit(edited, "@maru two"), platform.delete(deleted)]);
  await platform.finished(edited);
  await allHandled(platform);
  expect(model.requests.map((turns) => turns.at(-1)?.text)).toEqual(["Alice: two"]);
  expect(platform.replyTo(deleted)).toBeUndefined();
});

test("a model that crashes once is asked again and nobody notices", async () => {
  const model = fakeModel();
  model.scripts.push(["Half an ans", new ModelError("crashed", "killed")]);
  const { platform } = await stage({ model });
  const question = await platform.say("@maru hello");
  expect(await platform.finished(question)).toMatchObject({ text: "Sure, here you go.", kind: "answer" });
});

test("a model that crashes twice on a question is replaced by what was said before, with a word about it", async () => {
  const model = fakeModel([new ModelError("crashed", "killed")]);
  const platform = new FakePlatform();
  platform.post("The deploy key is in the vault.", { by: bob });
  await stage({ model, platform });
  const question = await platform.say("@maru where is the deploy key?");
  const reply = await platform.finished(question);
  expect(reply.kind).toBe("extractive");
  expect(reply.text).toContain("failed twice");
  expect(reply.text).toContain("> The deploy key is in the vault.");
  expect(reply.text).toContain("(<https://chat.example/1>)");
  expect(model.requests).toHaveLength(2);
});

test("an answer cut off at its length limit says so, in the person's language, outside of its code", async () => {
  const model = fakeModel(["See:\n```ts\nconst ", "cut"]);
  const { platform } = await stage({ model });
  expect(await platform.finished(await platform.say("@maru how?"))).toMatchObject({
    kind: "answer",
    text: "See:\n```ts\nconst \n```\n\n*Cut off here: the answer reached its length limit. Ask me to go on.*",
  });
  const korean = { ...alice, locale: "ko" } as const;
  expect((await platform.finished(await platform.say("@maru 왜?", { by: korean }))).text).toMatch(
    /\n\n\*답변이 길이 제한에 닿아 여기서 끊겼어요\. 이어서 말해 달라고 해 주세요\.\*$/,
  );
  model.always = ["All of it."];
  expect((await platform.finished(await platform.say("@maru how?"))).text).toBe("All of it.");
});

test("an answer that runs into the deadline is kept and marked", async () => {
  const { platform } = await stage({ model: fakeModel(["So far", new ModelError("deadline", "too slow")]) });
  const reply = await platform.finished(await platform.say("@maru hello"));
  expect(reply).toMatchObject({
    kind: "answer",
    text: expect.stringMatching(/^So far\n\n\*.*time limit.*\*$/),
  });
});

test("an empty answer of the model becomes a notice", async () => {
  const { platform } = await stage({ model: fakeModel(["  ", "\n"]) });
  expect((await platform.finished(await platform.say("@maru hello"))).kind).toBe("notice");
});

test("a question too long for the model is refused with both figures", async () => {
  const { platform } = await stage({ model: fakeModel(undefined, 600) });
  const reply = await platform.finished(await platform.say(`@maru ${"word ".repeat(1_000)}`));
  expect(reply.kind).toBe("notice");
  expect(reply.text).toMatch(/takes 1\d\d\d tokens, and 344 fit/);
});

test("an answer leaves half of the context to the conversation, however long it may be", async () => {
  const asked: number[] = [];
  const model = fakeModel(undefined, 600);
  const reply = model.reply;
  model.reply = (turns, options) => {
    asked.push(options.maxTokens);
    return reply(turns, options);
  };
  const { platform } = await stage({ model, maxAnswerTokens: 9_000 });
  expect((await platform.finished(await platform.say("@maru hello"))).kind).toBe("answer");
  expect(asked).toEqual([300]);
  const long = await platform.finished(await platform.say(`@maru ${"word ".repeat(1_000)}`));
  expect(long.text).toMatch(/takes 1\d\d\d tokens, and 300 fit/);
});

test("without a model it answers from earlier messages, and says once how to install one", async () => {
  const model = fakeModel();
  model.state = { state: "absent", hint: "install one" };
  const platform = new FakePlatform();
  platform.post("배포는 매주 목요일 오후 3시에 해요.", { by: bob });
  await stage({ model, platform });
  const first = await platform.finished(await platform.say("@maru 배포가 언제예요?"));
  expect(first.kind).toBe("extractive");
  expect(first.text).toContain("> 배포는 매주 목요일 오후 3시에 해요.");
  expect(first.text).toContain("models pull");
  const second = await platform.finished(await platform.say("@maru 배포를 언제 하죠?"));
  expect(second.text).toContain("> 배포는 매주 목요일 오후 3시에 해요.");
  expect(second.text).not.toContain("models pull");
});

test("over the rate a person is told of each question for a while, then left unanswered until the minute is over", async () => {
  const rules = {
    bots: "ignore",
    places: { allow: [], deny: [] },
    perMinute: { person: 2, place: 100 },
  } as const;
  const { platform, model } = await stage({ admission: rules });
  const ask = async (text: string) => platform.finished(await platform.say(text));
  for (const text of ["@maru 1", "@maru 2"]) expect((await ask(text)).kind).toBe("answer");
  for (const text of ["@maru 3", "@maru 4"]) expect((await ask(text)).text).toContain("in one minute");
  const fifth = await platform.say("@maru 5");
  expect((await platform.finished(await platform.say("@maru 6", { by: bob }))).kind).toBe("answer");
  expect(platform.replyTo(fifth)).toBeUndefined();
  expect(model.requests).toHaveLength(3);
});

test("a place that is denied, or not allowed, hears nothing of Maru", async () => {
  const secret: Place = { id: "fake:secret", name: "secret", kind: "channel" };
  const rules = {
    bots: "ignore",
    places: { allow: [], deny: ["secret"] },
    perMinute: { person: 9, place: 9 },
  } as const;
  const { platform } = await stage({ admission: rules });
  const denied = await platform.say("@maru hello", { place: secret });
  await allHandled(platform);
  expect(platform.replyTo(denied)).toBeUndefined();
});

test("a full queue says so", async () => {
  const { platform } = await stage({
    model: fakeModel(["wait"]),
    queue: { waiting: 1, waitingPerPerson: 1 },
  });
  await platform.say("@maru 1");
  await platform.say("@maru 2");
  expect((await platform.finished(await platform.say("@maru 3"))).text).toContain(
    "You already have a question waiting",
  );
  expect((await platform.finished(await platform.say("@maru 4", { by: bob }))).text).toContain(
    "Too many questions",
  );
});

test("a message that moderation holds is not answered", async () => {
  const moderation = moderationAgainst(/rude/);
  const { platform, model } = await stage({ moderation });
  const rude = await platform.say("@maru rude question");
  await allHandled(platform);
  expect(platform.replyTo(rude)).toBeUndefined();
  expect(model.requests).toHaveLength(0);
});

test("of an answer that moderation holds, no held word is shown", async () => {
  const moderation = moderationAgainst(/secret/);
  const model = fakeModel(["First sentence. ", "The sec", "ret word. ", "More."]);
  const { platform } = await stage({ moderation, model });
  const seen: string[] = [];
  const question = await platform.say("@maru hello");
  const reply = await platform.until(question, ({ text, kind }) => {
    seen.push(text);
    return kind !== undefined;
  });
  expect(reply).toMatchObject({
    kind: "answer",
    text: expect.stringMatching(/^First sentence\.\n\n\*I stop/),
  });
  expect(seen.join()).not.toMatch(/The sec|ret word/);
});

test("what is kept about a person is counted, and erased by forget", async () => {
  const model = fakeModel();
  model.state = { state: "absent", hint: "" };
  const { platform, store } = await stage({ model });
  const question = await platform.say("@maru hello");
  await platform.finished(question);
  const rate = (rating: "up" | "down" | null, n: number) =>
    platform.deliver({ type: "feedback", id: `fake:rate/${n}`, reply: "fake:reply", by: alice, rating });
  await rate("up", 1);
  await rate("down", 2);
  const privacy = async () => (await platform.finished(await platform.say("@maru privacy"))).text;
  await vi.waitFor(async () => expect(await privacy()).toContain("ratings (👍/👎) that you gave: **1**"));
  expect((await platform.finished(await platform.say("@maru forget"))).text).toContain("1 rating(s)");
  expect(await privacy()).toContain("that you gave: **0**");
  for (const namespace of ["core/hints", "core/ratings"])
    expect(await Array.fromAsync(store.records(namespace).iterator!(undefined))).toEqual([]);
});

test("who asks what is kept about them, or has it erased, is not noted for it", async () => {
  const { platform, store } = await stage();
  const notes = () => Array.fromAsync(store.records("core/replies").iterator!(undefined));
  await platform.finished(await platform.say("@maru hello"));
  const privacy = await platform.finished(await platform.say("@maru privacy"));
  expect(privacy.text).toContain("**1**");
  expect(await notes()).toHaveLength(1);
  const forget = await platform.finished(await platform.say("@maru forget"));
  expect(forget.text).toContain("1 note(s)");
  expect(await notes()).toEqual([]);
});

test("a platform that fails for a moment loses nothing", async () => {
  const platform = new FakePlatform();
  platform.failing.openReply = 1;
  platform.failing.finish = 1;
  platform.failing.update = 1;
  await stage({ platform });
  expect((await platform.finished(await platform.say("@maru hello"))).text).toBe("Sure, here you go.");
});
