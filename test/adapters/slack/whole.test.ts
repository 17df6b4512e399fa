import { expect, test } from "vitest";
import { type FakeModel, fakeModel } from "../../fakes/model.ts";
import { type FakeSlack, type Message, startFakeSlack, type User } from "../../fakes/slack/index.ts";
import { listeningLog } from "../listening-log.ts";
import { memoryStore, quick, requestUrl, secretsOf } from "./chat.ts";
import { wholeMaru } from "./whole-maru.ts";

interface Whole {
  readonly slack: FakeSlack;
  readonly model: FakeModel;
  readonly ann: User;
  ask(text: string): Message;
  /** What Maru shows in the thread of a question. */
  shown(question: Message): readonly string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** The real core on our own Slack; only the model is scripted. */
async function whole(
  model: FakeModel,
  options: { readonly mode?: "socket" | "http"; readonly config?: object } = {},
): Promise<Whole> {
  const { mode = "socket", config } = options;
  const slack = await startFakeSlack({ rateLimits: "none", mode });
  const store = await memoryStore();
  const log = listeningLog();
  const maru = wholeMaru({
    secrets: secretsOf(slack),
    store,
    model,
    log,
    times: quick,
    config: { mode, http: { port: 0 }, ...config },
  });
  await maru.start();
  if (mode === "http") await slack.useRequestUrl(requestUrl(log));
  const ann = slack.addPerson("Ann Lee");
  return {
    slack,
    model,
    ann,
    ask: (text) => slack.say(ann, slack.general, `<@${slack.bot.id}> ${text}`),
    shown: ({ ts }) =>
      slack
        .seen(slack.general, ts)
        .filter(({ isBot }) => isBot)
        .map(({ text }) => text),
    async [Symbol.asyncDispose]() {
      await maru.stop(1_000);
      await slack.stop();
      await store.close();
      expect(slack.violations).toEqual([]);
    },
  };
}

test.each(["socket", "http"] as const)(
  "by %s, a question is answered in its thread, and a follow-up needs no mention",
  async (mode) => {
    await using maru = await whole(fakeModel(["Sure."]), { mode });
    const { slack, ann, model } = maru;
    const question = maru.ask("why?");
    await slack.until(() => maru.shown(question).includes("Sure."));
    slack.say(ann, slack.general, "and then?", { thread: question });
    await slack.until(() => maru.shown(question).length === 2 && maru.shown(question)[1] === "Sure.");
    expect(model.requests.at(-1)?.slice(1)).toEqual([
      { role: "user", text: "Ann Lee: why?" },
      { role: "assistant", text: "Sure." },
      { role: "user", text: "Ann Lee: and then?" },
    ]);
  },
);

test("a direct message is answered in its own thread, and the next one begins anew", async () => {
  await using maru = await whole(fakeModel(["Sure."]));
  const { slack, ann, model } = maru;
  const direct = slack.direct(ann);
  const answered = (question: Message) =>
    slack.until(() => slack.seen(direct, question).some(({ text }) => text === "Sure."));
  await answered(slack.say(ann, direct, "why?"));
  await answered(slack.say(ann, direct, "something else"));
  expect(model.requests.at(-1)?.slice(1)).toEqual([{ role: "user", text: "something else" }]);
});

test("Maru reads its answers back as Markdown", async () => {
  const markdown =
    "**One**, `two` & <three>:\n- [four](https://a.example)\n- ~~five~~\n```\nconst a = 1 && b;\n```";
  await using maru = await whole(fakeModel([markdown]));
  const { slack, ann, model } = maru;
  const question = maru.ask("plan for https://a.example ?");
  await slack.until(() => slack.seen(slack.general, question)[1]?.controls.length === 2);
  slack.say(ann, slack.general, "and then?", { thread: question });
  expect((await model.requested(2))[2]).toEqual({ role: "assistant", text: markdown });
});

test("the answer to a question that is deleted stops and is removed", async () => {
  await using maru = await whole(fakeModel(["Well, ", "wait", "no."]));
  const question = maru.ask("why?");
  await maru.slack.until(() => maru.shown(question)[0]?.startsWith("Well"));
  maru.slack.remove(question);
  await maru.slack.until(() => maru.shown(question).length === 0);
});

test("a question that is edited before its answer began is answered as it reads then", async () => {
  await using maru = await whole(fakeModel(["Sure."]));
  const { slack, model } = maru;
  model.scripts.push(["wait"]);
  maru.ask("first?");
  await model.requested(1);
  const second = maru.ask("secnod?");
  await slack.until(() => slack.status(slack.general, second));
  slack.edit(second, `<@${slack.bot.id}> second?`);
  const third = maru.ask("third?");
  await slack.until(() => slack.status(slack.general, third));
  model.release();
  expect((await model.requested(2)).at(-1)?.text).toBe("Ann Lee: second?");
});

test("Slack's own Stop ends the answer with what was written so far", async () => {
  await using maru = await whole(fakeModel(["Well, ", "wait", "no."]));
  const { slack, ann } = maru;
  const question = maru.ask("why?");
  await slack.until(() => maru.shown(question)[0]?.startsWith("Well"));
  slack.stopNatively(ann, slack.general, question.ts);
  await slack.until(() => /^Well,\s+\*Stopped\.\*$/.test(maru.shown(question)[0] ?? ""));
});

test("commands are answered by the core, to the person alone", async () => {
  await using maru = await whole(fakeModel());
  const { slack, ann } = maru;
  await slack.slash(ann, slack.general, "/maru", "help");
  const help = await slack.until(() => slack.seen(slack.general).find(({ onlyFor }) => onlyFor === ann.id));
  expect(help.text).toContain("I am **Maru**");
});

test("/ask posts the question for all to see, and it is answered as theirs", async () => {
  await using maru = await whole(fakeModel(["Sure."]));
  const { slack, ann, model } = maru;
  await slack.slash(ann, slack.general, "/ask", "why?");
  const question = await slack.until(() =>
    slack.seen(slack.general).find(({ text }) => text.endsWith("why?")),
  );
  await slack.until(() => maru.shown(question.message).at(-1) === "Sure.");
  slack.say(ann, slack.general, "and then?", { thread: question.message });
  expect((await model.requested(2)).slice(1)).toEqual([
    { role: "user", text: "Ann Lee: why?" },
    { role: "assistant", text: "Sure." },
    { role: "user", text: "Ann Lee: and then?" },
  ]);
});

test("a dead model is made up for by quoting what was said before, each with its link", async () => {
  const model = fakeModel();
  model.state = { state: "absent", hint: "" };
  await using maru = await whole(model);
  const { slack, ann } = maru;
  const bob = slack.addPerson("Bob");
  const said = slack.say(bob, slack.general, "The deployment key lies in the vault.");
  slack.say(ann, slack.general, "Lunch?");
  const question = maru.ask("where is the deployment key?");
  await slack.until(() => maru.shown(question)[0]?.includes("lies in the vault"));
  expect(maru.shown(question)[0]).toContain(
    `https://team.slack.com/archives/${slack.general.id}/p${said.ts.replace(".", "")}`,
  );
});

test("in channels that the operators did not choose, nothing is answered", async () => {
  await using maru = await whole(fakeModel(["Sure."]), {
    config: { places: { channels: { allow: ["help"], deny: [] } } },
  });
  const { slack, ann, model } = maru;
  const help = slack.addChannel("help");
  const elsewhere = maru.ask("here?");
  const question = slack.say(ann, help, `<@${slack.bot.id}> and here?`);
  await slack.until(() => slack.seen(help, question).some(({ text }) => text === "Sure."));
  expect(maru.shown(elsewhere)).toEqual([]);
  expect(model.requests.map((turns) => turns.at(-1)?.text)).toEqual(["Ann Lee: and here?"]);
});
