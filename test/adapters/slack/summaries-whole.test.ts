import { expect, test, vi } from "vitest";
import { SUMMARISE_FROM_ID } from "../../../adapters/slack/summarise-from.ts";
import type { Model } from "../../../src/core/ports/index.ts";
import { createAbsentModel } from "../../../src/model/index.ts";
import { fakeModel } from "../../fakes/model.ts";
import { type Channel, startFakeSlack, type User } from "../../fakes/slack/index.ts";
import { listeningLog } from "../listening-log.ts";
import { memoryStore, quick, secretsOf } from "./chat.ts";
import { wholeMaru } from "./whole-maru.ts";

/** As soon as the check passes. */
const soon = <Result>(check: () => Result) => vi.waitFor(check, 10_000);

/** The real core and summaries, by default without a model, with this adapter on a Slack of our own. */
async function whole(model: Model = createAbsentModel("No model.")) {
  const slack = await startFakeSlack({ rateLimits: "none" });
  const ann = slack.addPerson("Ann Lee");
  const bob = slack.addPerson("Bob");
  const store = await memoryStore();
  const maru = wholeMaru({ secrets: secretsOf(slack), store, model, log: listeningLog(), times: quick });
  await maru.start();
  const talk = (channel: Channel) => {
    const root = slack.say(ann, channel, "When shall we deploy the new billing server?");
    return {
      root,
      reply: slack.say(bob, channel, "We decided to deploy the billing server on Friday at 10:00.", {
        thread: root,
      }),
      later: slack.say(ann, channel, "Could somebody check the backup of the billing server before?"),
    };
  };
  return {
    slack,
    ann,
    bob,
    talk,
    /** What Maru shows a person alone in a channel, or in a thread of it. */
    alone: (person: User, channel: Channel = slack.general, thread?: string) =>
      slack.seen(channel, thread).filter(({ onlyFor }) => onlyFor === person.id),
    linkTo: ({ ts }: { readonly ts: string }, { id }: Channel = slack.general) =>
      `https://team.slack.com/archives/${id}/p${ts.replace(".", "")}`,
    async [Symbol.asyncDispose]() {
      await maru.stop(0);
      await slack.stop();
      await store.close();
      expect(slack.violations).toEqual([]);
    },
  };
}

test("/summarise sums the channel up for who asked alone, with links to what was said", async () => {
  await using chat = await whole();
  const { slack, ann } = chat;
  const { later, reply } = chat.talk(slack.general);
  await slack.slash(ann, slack.general, "/summarise", "since 1d");
  const shown = await soon(() => {
    const [found, ...more] = chat.alone(ann);
    expect(more).toEqual([]);
    expect(found?.text).toContain(chat.linkTo(later));
    return found!;
  });
  expect(shown.text).toContain(chat.linkTo(reply));
  expect(shown.text).toContain("deploy the billing server");
  expect(shown.controls).toEqual([]);
  expect(slack.seen(slack.general).filter(({ isBot, onlyFor }) => isBot && !onlyFor)).toEqual([]);
});

test("/summarise shared is posted and answered in its thread, and what is deleted later goes from it", async () => {
  await using chat = await whole();
  const { slack, ann } = chat;
  const { later, root } = chat.talk(slack.general);
  await slack.slash(ann, slack.general, "/summarise", "since 1d shared");
  const question = await soon(() => {
    const found = slack.seen(slack.general).find(({ isBot }) => isBot);
    expect(found?.text).toBe("@Ann Lee asks:\nsummarise since 1d");
    return found!;
  });
  const answer = await soon(() => {
    const found = slack.seen(slack.general, question.ts)[1];
    expect(found?.text).toContain(chat.linkTo(later));
    expect(found?.controls).toHaveLength(2);
    return found!;
  });
  expect(answer.text).toContain(chat.linkTo(root));
  slack.remove(later);
  await soon(() => {
    const [, now, ...more] = slack.seen(slack.general, question.ts);
    expect(now?.text).not.toContain(chat.linkTo(later));
    expect(now?.text).toContain(chat.linkTo(root));
    expect(now?.controls).toHaveLength(2);
    expect(more).toEqual([]);
  });
});

test("from the menu of a message, its thread is summarised from there on, else the channel", async () => {
  await using chat = await whole();
  const { slack, ann } = chat;
  const { root, reply, later } = chat.talk(slack.general);
  await slack.messageShortcut(ann, reply, SUMMARISE_FROM_ID);
  const ofThread = await soon(() => {
    const [found] = chat.alone(ann, slack.general, root.ts);
    expect(found?.text).toContain(chat.linkTo(reply));
    return found!;
  });
  expect(ofThread.text).not.toContain(chat.linkTo(later));
  await slack.messageShortcut(ann, later, SUMMARISE_FROM_ID);
  await soon(() => {
    const found = chat.alone(ann).at(-1);
    expect(found?.text).toContain(chat.linkTo(later));
    expect(found?.text).not.toContain(chat.linkTo(root));
  });
});

test("who may not read what it is made of is told so, and nobody is shown a private channel's", async () => {
  await using chat = await whole();
  const { slack, ann, bob } = chat;
  const secret = slack.addChannel("secret", { private: true, members: [bob] });
  const later = slack.say(bob, secret, "Could somebody check the backup of the billing server before?");
  await slack.slash(ann, slack.general, "/summarise", `from ${chat.linkTo(later, secret)}`);
  await soon(() => expect(chat.alone(ann)).toHaveLength(1));
  expect(JSON.stringify(slack.seen(slack.general))).not.toContain("backup");
  await slack.slash(bob, secret, "/summarise");
  await soon(() => expect(chat.alone(bob, secret).at(-1)?.text).toContain("backup"));
});

test("/catchup tells what was missed, and /maru optout keeps somebody out of summaries", async () => {
  await using chat = await whole();
  const { slack, ann, bob } = chat;
  slack.say(bob, slack.general, "Good morning, I am away until noon.");
  chat.talk(slack.general);
  slack.say(ann, slack.general, "The certificate of the web server expires on Monday.");
  await slack.slash(bob, slack.general, "/catchup");
  await soon(() => expect(chat.alone(bob).at(-1)?.text).toContain("certificate"));
  await slack.slash(ann, slack.general, "/maru", "optout");
  await soon(() => expect(chat.alone(ann)).toHaveLength(1));
  await slack.slash(bob, slack.general, "/summarise");
  await soon(() => {
    const last = chat.alone(bob).at(-1)!.text;
    expect(last).toContain("Friday");
    expect(last).not.toContain("certificate");
  });
});

test("people of other organisations, who are not answered, can take back what they said, and opt out", async () => {
  await using chat = await whole();
  const { slack, ann } = chat;
  const team = slack.addTeam("Partner");
  const shared = slack.addChannel("shared", { members: [ann], sharedWith: [team] });
  const zoe = slack.addPerson("Zoe", { team });
  slack.join(zoe, shared);
  const invoice = slack.say(zoe, shared, "I will send everybody invoice number 1234 by Monday.");
  slack.say(zoe, shared, "We decided to deploy the billing server on Friday at 10:00.");
  slack.say(ann, shared, "Could somebody check the backup of the billing server before?");
  await slack.slash(ann, shared, "/summarise", "long");
  const shown = () => chat.alone(ann, shared).at(-1)?.text;
  await soon(() => expect(shown()).toContain("1234"));
  slack.edit(invoice, "(taken back)");
  await soon(() => expect(shown()).not.toContain("1234"));
  expect(shown()).toContain("Friday at 10:00");
  const question = slack.say(zoe, shared, `<@${slack.bot.id}> what do you know of us?`);
  slack.say(zoe, shared, `<@${slack.bot.id}> optout`);
  await soon(() => expect(chat.alone(zoe, shared).at(-1)?.text).toMatch(/^Done\./));
  await soon(() => expect(shown()).not.toContain("Friday at 10:00"));
  expect(shown()).toContain("backup");
  expect(slack.seen(shared, question)).toHaveLength(1);
});

test("asked for in a direct conversation, and by mention privately, it is nobody else's", async () => {
  await using chat = await whole();
  const { slack, ann } = chat;
  const { later, root } = chat.talk(slack.general);
  slack.say(ann, slack.general, `<@${slack.bot.id}> summarise this thread privately`, { thread: root });
  await soon(() => {
    const [found] = chat.alone(ann, slack.general, root.ts);
    expect(found?.text).toContain(chat.linkTo(root));
    expect(found?.text).not.toContain(chat.linkTo(later));
  });
  expect(slack.status(slack.general, root)).toBeUndefined();
  const direct = slack.direct(ann);
  slack.say(ann, direct, "The billing server needs a new certificate until Monday.");
  const asked = slack.say(ann, direct, "요약해줘");
  await soon(() => expect(slack.seen(direct, asked).at(-1)?.text).toContain("certificate"));
});

test.each(["button", "/maru stop"])("a private summary that is being made is stopped (%s)", async (how) => {
  const model = fakeModel(["wait"]);
  await using chat = await whole(model);
  const { slack, ann } = chat;
  chat.talk(slack.general);
  await slack.slash(ann, slack.general, "/summarise");
  await model.requested(1);
  const word = await soon(() => {
    const [found] = chat.alone(ann);
    expect(found?.controls).toMatchObject([{ label: "Stop" }]);
    return found!;
  });
  if (how === "button") await slack.press(ann, word.message, word.controls[0]!.actionId);
  else await slack.slash(ann, slack.general, "/maru", "stop");
  await soon(() => {
    const shown = chat.alone(ann);
    expect(shown[0]).toMatchObject({ ts: word.ts, controls: [] });
    expect(shown[0]?.text.toLowerCase()).toContain("stopped");
    expect(shown).toHaveLength(how === "button" ? 1 : 2);
  });
});
