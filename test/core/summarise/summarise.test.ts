import { expect, test } from "vitest";
import { createModeration } from "../../../src/moderation/index.ts";
import { alice, bob, general, self } from "../../fakes/platform.ts";
import { stage } from "../stage.ts";
import { noModel, releaseThread, summingUp } from "./asked.ts";

test("a thread is summarised in it, with the link of its message under every claim", async () => {
  const { platform, model } = await stage({ model: summingUp("The release is on Friday.") });
  const { root } = releaseThread(platform);
  const asked = await platform.say("@maru summarise", { inThreadOf: root });
  const reply = await platform.finished(asked);
  expect(reply).toMatchObject({ kind: "answer", audience: "all" });
  expect(reply.text).toContain("The release is on Friday.");
  expect(reply.text).toContain(`(<${root.link}>)`);
  expect(reply.text).toContain("3 messages read");
  expect(model.requests[0]?.at(-1)?.text).not.toContain("summarise");
  expect(reply.calls).toContain("status summarising");
});

test("without a model it is made by quoting, and says so", async () => {
  const { platform } = await stage({ model: noModel() });
  const { root, answer } = releaseThread(platform);
  const reply = await platform.finished(await platform.say("@maru 요약해줘", { inThreadOf: root }));
  expect(reply.kind).toBe("extractive");
  expect(reply.text).toContain("준비된 언어 모델이 없어서");
  expect(reply.text).toContain(`“${answer.text}”`);
});

test("by quoting, where that is asked for, no model is asked and nothing is excused", async () => {
  const { platform, model } = await stage({ model: summingUp("never") });
  const { root } = releaseThread(platform);
  const reply = await platform.finished(
    await platform.say("@maru summarise by quoting", { inThreadOf: root }),
  );
  expect(reply.kind).toBe("extractive");
  expect(reply.text).not.toContain("language model");
  expect(model.requests).toEqual([]);
});

test("at the top of a channel, what was said there lately is summarised, threads included", async () => {
  const { platform } = await stage({ model: noModel() });
  const { root, task } = releaseThread(platform);
  const elsewhere = platform.post("The printer on the second floor is broken again.", { by: bob });
  const reply = await platform.finished(await platform.say("@maru summarise long"));
  for (const { link } of [root, task, elsewhere]) expect(reply.text).toContain(link);
});

test("only so much of it is read as was asked for", async () => {
  const { platform } = await stage({ model: noModel() });
  const { root, answer, task } = releaseThread(platform);
  const inThread = { inThreadOf: root };
  const last = await platform.finished(await platform.say("@maru summarise last 1", inThread));
  expect(last.text).toContain(task.link);
  expect(last.text).not.toContain(`(<${answer.link}>)`);
  const from = await platform.finished(await platform.say(`@maru summarise from ${answer.link}`, inThread));
  expect(from.text).toContain(answer.link);
  expect(from.text).not.toContain(`(<${root.link}>)`);
});

test.each([
  ["@maru summarise from https://chat.example/999", "does not lead to a message"],
  ["@maru summarise since 2026-02-30", "no such day"],
])("what cannot be meant is told: %s", async (text, told) => {
  const { platform } = await stage({ model: noModel() });
  const { root } = releaseThread(platform);
  const reply = await platform.finished(await platform.say(text, { inThreadOf: root }));
  expect(reply).toMatchObject({ kind: "notice", text: expect.stringContaining(told) });
});

test("a message of another thread is not where a thread can begin", async () => {
  const { platform } = await stage({ model: noModel() });
  const { root } = releaseThread(platform);
  const other = platform.post("Something else.");
  const asked = await platform.say(`@maru summarise from ${other.link}`, { inThreadOf: root });
  expect((await platform.finished(asked)).text).toContain("do not find that message");
});

test("a command of the platform that is not understood shows what would be", async () => {
  const { platform } = await stage({ model: noModel() });
  const asked = { ...platform.post("the `cats`"), command: "summarise" as const };
  platform.messages[platform.messages.length - 1] = asked;
  await platform.deliver({ type: "message", id: "fake:event/x", message: asked });
  const reply = await platform.finished(asked);
  expect(reply.kind).toBe("notice");
  expect(reply.text).toContain("did not understand `cats`");
});

test("a summary is shown to nobody who cannot read all that it is made of", async () => {
  const { platform, model } = await stage({ model: summingUp("secret") });
  const { root } = releaseThread(platform);
  const inThread = { inThreadOf: root };
  platform.unreadable.add(`everybody ${root.thread}`);
  const shared = await platform.finished(await platform.say("@maru summarise", inThread));
  expect(shared).toMatchObject({ kind: "notice", text: expect.stringContaining("summarise private") });
  const own = await platform.finished(await platform.say("@maru summarise private", inThread));
  expect(own).toMatchObject({ kind: "answer", audience: "author" });
  platform.unreadable.add(`fake:alice ${root.thread}`);
  const refused = await platform.finished(await platform.say("@maru summarise private", inThread));
  expect(refused).toMatchObject({
    kind: "notice",
    text: expect.stringContaining("You cannot read all of that"),
  });
  expect(model.requests).toHaveLength(1);
});

test("a channel that the config leaves out is summarised for nobody, not even privately elsewhere", async () => {
  const { platform, model } = await stage({
    model: summingUp("secret"),
    admission: {
      bots: "ignore",
      places: { allow: [], deny: ["general"] },
      perMinute: { person: 9, place: 9 },
    },
  });
  releaseThread(platform);
  const direct = { id: "fake:direct", name: "Alice", kind: "direct" } as const;
  const asked = {
    ...platform.post("", { place: direct }),
    command: "summarise" as const,
    summaryOf: { scope: { place: general.id } },
  };
  platform.messages[platform.messages.length - 1] = asked;
  await platform.deliver({ type: "message", id: "fake:event/denied", message: asked });
  expect((await platform.finished(asked)).text).toContain("left that channel out");
  expect(model.requests).toEqual([]);
});

test("an empty thread, and one of bots and notices only, has nothing to summarise", async () => {
  const { platform, model } = await stage({ model: summingUp("never") });
  const root = platform.post("beep", { by: { id: "fake:bot", name: "CI", kind: "bot" } });
  platform.note("Ann joined", root);
  const reply = await platform.finished(await platform.say("@maru summarise", { inThreadOf: root }));
  expect(reply).toMatchObject({ kind: "notice", text: "There is nothing to summarise here." });
  expect(model.requests).toEqual([]);
});

test("what bots, Maru and the platform said, and who opted out, is left out and counted", async () => {
  const { platform } = await stage({ model: noModel() });
  const { root } = releaseThread(platform);
  platform.post("Build 17 is green.", { by: { id: "fake:ci", name: "CI", kind: "bot" }, inThreadOf: root });
  platform.post("I am Maru.", { by: self, inThreadOf: root });
  platform.note("Carol joined", root);
  await platform.finished(await platform.say("@maru optout", { by: bob, inThreadOf: root }));
  const reply = await platform.finished(await platform.say("@maru summarise", { inThreadOf: root }));
  expect(reply.text).toContain("1 message of people who opted out");
  expect(reply.text).toContain("1 notice of joining");
  expect(reply.text).toMatch(/\d messages? of mine, 1 message of bots/);
  expect(reply.text).not.toContain("Friday the 6th");
  await platform.finished(await platform.say("@maru optin", { by: bob, inThreadOf: root }));
  const again = await platform.finished(await platform.say("@maru summarise long", { inThreadOf: root }));
  expect(again.text).toContain("Friday the 6th");
});

test("Stop ends it, and the reply says so", async () => {
  const model = summingUp("never");
  model.scripts.push(["wait"]);
  const { platform } = await stage({ model });
  const { root } = releaseThread(platform);
  const asked = await platform.say("@maru summarise", { inThreadOf: root });
  await model.requested(1);
  await platform.stop(asked);
  expect(await platform.finished(asked)).toMatchObject({ kind: "notice", text: "*Stopped.*" });
});

test("how far it has come is told while it is being made", async () => {
  const model = summingUp("The release is on Friday.");
  model.scripts.push(["wait", ...model.always]);
  const { platform } = await stage({ model });
  const { root } = releaseThread(platform);
  const asked = await platform.say("@maru summarise", { inThreadOf: root });
  const seen = await platform.until(asked, ({ statuses }) =>
    statuses.some((status) => status.state === "summarising" && status.progress !== undefined),
  );
  expect(seen.statuses.at(-1)).toEqual({
    state: "summarising",
    progress: { step: "reading", done: 0, of: 1 },
  });
  model.release();
  await platform.finished(asked);
});

test("a point that moderation holds back keeps the others from nobody, and is counted", async () => {
  const moderation = createModeration({});
  const { AnswerHeld } = await import("../../../src/core/ports/index.ts");
  const { platform } = await stage({
    model: noModel(),
    moderation: {
      ...moderation,
      async *screen(answer, asked) {
        const text = (await Array.fromAsync(answer)).join("");
        if (text.includes("release notes")) throw new AnswerHeld("test");
        yield* moderation.screen(
          (async function* () {
            yield text;
          })(),
          asked,
        );
      },
    },
  });
  const { root, answer } = releaseThread(platform);
  const reply = await platform.finished(await platform.say("@maru summarise", { inThreadOf: root }));
  expect(reply.text).toContain(answer.text);
  expect(reply.text).not.toContain("release notes");
  expect(reply.text).toContain("Moderation held back one point.");
});

test("what moderation holds is not read", async () => {
  const { platform, store } = await stage({ model: noModel() });
  const { root, answer } = releaseThread(platform);
  await store.records("core/held").set(answer.id, true);
  const reply = await platform.finished(await platform.say("@maru summarise long", { inThreadOf: root }));
  expect(reply.text).not.toContain(answer.text);
});

test("two people who ask in one thread are answered one after the other, and the second reads only what is new", async () => {
  const { platform, model } = await stage({ model: summingUp("The release is on Friday.") });
  const { root } = releaseThread(platform);
  await platform.finished(await platform.say("@maru summarise", { inThreadOf: root }));
  await platform.finished(await platform.say("@maru summarise", { by: bob, inThreadOf: root }));
  expect(model.requests).toHaveLength(1);
});

test("a question that only sounds like it goes to the model", async () => {
  const { platform, model } = await stage();
  const asked = await platform.say("@maru summarise the history of Rome", { by: alice, place: general });
  expect((await platform.finished(asked)).text).toBe("Sure, here you go.");
  expect(model.requests[0]?.at(-1)?.text).toContain("history of Rome");
});
