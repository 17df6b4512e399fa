import { expect, test, vi } from "vitest";
import { type FakeModel, fakeModel } from "../../fakes/model.ts";
import { type Channel, startFakeSlack, type User } from "../../fakes/slack/index.ts";
import { listeningLog } from "../listening-log.ts";
import { memoryStore, quick, secretsOf } from "./chat.ts";
import { wholeMaru } from "./whole-maru.ts";

/** As soon as the check passes. */
const soon = <Result>(check: () => Result) => vi.waitFor(check, 10_000);

/** The real core, with this adapter on a Slack of our own. */
async function whole(model: FakeModel) {
  const slack = await startFakeSlack({ rateLimits: "none" });
  const ann = slack.addPerson("Ann Lee");
  const store = await memoryStore();
  const maru = wholeMaru({ secrets: secretsOf(slack), store, model, log: listeningLog(), times: quick });
  await maru.start();
  /** Resolves to what Maru whispers to a person, once it does. */
  const whispered = (person: User, words: string, channel: Channel = slack.general) =>
    soon(() => {
      const said = slack.seen(channel).filter(({ onlyFor }) => onlyFor === person.id);
      const found = said.findLast(({ text }) => text.includes(words));
      expect(said.map(({ text }) => text).join("\n")).toContain(words);
      return found!.text;
    });
  return {
    slack,
    ann,
    whispered,
    async [Symbol.asyncDispose]() {
      await maru.stop(0);
      await slack.stop();
      await store.close();
      expect(slack.violations).toEqual([]);
    },
  };
}

test("slash commands are answered by the core, in the language of the person's Slack", async () => {
  await using chat = await whole(fakeModel(["Sure."]));
  const { slack, ann } = chat;
  const min = slack.addPerson("민지", { locale: "ko-KR" });
  await slack.slash(ann, slack.general, "/maru", "help");
  expect(await chat.whispered(ann, "I am **Maru**")).toContain("- By command: `/ask`");
  await slack.slash(min, slack.general, "/privacy");
  await chat.whispered(min, "회원님에 대해 보관하는 것은");
  await slack.slash(min, slack.general, "/forget");
  await chat.whispered(min, "지웠어요");
  await slack.slash(ann, slack.general, "/maru", "stop");
  await chat.whispered(ann, "I am not writing anything");
});

test("/ask is answered in the thread of the question that it posts", async () => {
  await using chat = await whole(fakeModel(["Sure."]));
  const { slack, ann } = chat;
  await slack.slash(ann, slack.general, "/ask", "Are you there?");
  const question = await soon(() => {
    const [posted] = slack.seen(slack.general);
    expect(posted).toBeDefined();
    return posted;
  });
  await soon(() =>
    expect(slack.seen(slack.general, question!.ts).map(({ text }) => text)).toEqual([
      "@Ann Lee asks:\nAre you there?",
      "Sure.",
    ]),
  );
  slack.say(ann, slack.general, "And now?", { thread: question!.ts });
  await soon(() => expect(slack.seen(slack.general, question!.ts)).toHaveLength(4));
});

test.each(["slash", "mention"] as const)("an answer is stopped by a %s command", async (how) => {
  const model = fakeModel(["Well, this ", "wait", "is it."]);
  await using chat = await whole(model);
  const { slack, ann } = chat;
  const question = slack.say(ann, slack.general, `<@${slack.bot.id}> why?`);
  await model.requested(1);
  if (how === "slash") {
    await slack.slash(ann, slack.general, "/maru", "stop");
    await chat.whispered(ann, "I stopped.");
  } else slack.say(ann, slack.general, `<@${slack.bot.id}> stop`, { thread: question });
  await soon(() => {
    const shown = slack.seen(slack.general, question).map(({ text }) => text);
    expect(shown.join("\n")).toContain("*Stopped.*");
    if (how === "mention") expect(shown.join("\n")).toContain("I stopped.");
  });
});

test("in a thread, a mention with the word help is a command, in Korean too", async () => {
  await using chat = await whole(fakeModel(["No."]));
  const { slack, ann } = chat;
  const root = slack.say(ann, slack.general, "lunch?");
  slack.say(ann, slack.general, `<@${slack.bot.id}> help`, { thread: root });
  slack.say(ann, slack.general, `<@${slack.bot.id}> 도움말`, { thread: root });
  await soon(() => {
    const shown = slack.seen(slack.general, root).filter(({ isBot }) => isBot);
    expect(shown.map(({ text }) => text.slice(0, 11))).toEqual(["I am **Maru", "저는 이 팀의 도우미"]);
  });
});

test.each(["privacy", "잊어줘"])("what is kept about a person is told nobody else (%s)", async (word) => {
  await using chat = await whole(fakeModel(["No."]));
  const { slack, ann } = chat;
  slack.say(ann, slack.general, `<@${slack.bot.id}> ${word}`);
  const root = slack.say(ann, slack.general, "lunch?");
  slack.say(ann, slack.general, `<@${slack.bot.id}> ${word}`, { thread: root });
  await soon(() => {
    expect(slack.seen(slack.general).filter(({ isBot }) => isBot)).toMatchObject([{ onlyFor: ann.id }]);
    expect(slack.seen(slack.general, root).at(-1)).toMatchObject({ isBot: true, onlyFor: ann.id });
  });
});

test("the Home tab counts what is kept, and its button erases it", async () => {
  await using chat = await whole(fakeModel(["Sure."]));
  const { slack, ann } = chat;
  const question = slack.say(ann, slack.general, `<@${slack.bot.id}> why?`);
  const answer = await soon(() => {
    const [, found] = slack.seen(slack.general, question);
    expect(found?.controls.length).toBeGreaterThan(1);
    return found!;
  });
  const up = answer.controls.find(({ value }) => value?.startsWith("up "))!;
  await slack.press(ann, answer.message, up.actionId, up.value);
  const page = () => JSON.stringify(slack.home(ann) ?? "");
  slack.openHome(ann);
  await soon(() => expect(page()).toContain("ratings (👍/👎) that you gave: *1*"));
  await slack.pressInView(ann, slack.home(ann)!, "forget_me");
  await soon(() => expect(page()).toContain("I erased 1 rating(s)"));
});
