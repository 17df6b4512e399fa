import { expect, onTestFinished, test, vi } from "vitest";
import { type Store, StoreError } from "../../src/core/ports/index.ts";
import { fakeModel } from "../fakes/model.ts";
import { moderationThat } from "../fakes/moderation.ts";
import { bob, FakePlatform } from "../fakes/platform.ts";
import { memoryStore, quietLog, stage } from "./stage.ts";

test("a question cut off by a crash is answered after the restart, in the same reply", async () => {
  const store = await memoryStore();
  const platform = new FakePlatform();
  const dying = fakeModel(["Half ", "wait"]);
  await stage({ store, platform, model: dying });
  const question = await platform.say("@maru hello");
  await platform.until(question, (reply) => reply.text === "Half ");

  await stage({ store, platform });
  const reply = await platform.finished(question);
  expect(reply.text).toBe("Sure, here you go.");
  expect(platform.replies.size).toBe(1);
});

test("what waited in the queue is answered after the restart", async () => {
  const store = await memoryStore();
  const platform = new FakePlatform();
  await stage({ store, platform, model: fakeModel(["wait"]) });
  const questions = [];
  for (const text of ["@maru 1", "@maru 2", "@maru 3"]) questions.push(await platform.say(text));

  const { model } = await stage({ store, platform });
  for (const question of questions) expect((await platform.finished(question)).kind).toBe("answer");
  expect(model.requests).toHaveLength(3);
});

test("a reply that was finished right before the crash is left as it is", async () => {
  const store = await memoryStore();
  const platform = new FakePlatform();
  const question = platform.post("@maru hello");
  const event = { type: "message", id: "fake:e", message: question } as const;
  await store.claims("core/inbox").claim(event.id, event);
  const reply = await platform.connect().openReply(question);
  await reply.finish("Answered before the crash.", "answer");

  const { model } = await stage({ store, platform });
  await platform.finished(await platform.say("@maru later", { by: bob }));
  expect(platform.replyTo(question)?.text).toBe("Answered before the crash.");
  expect(model.requests).toHaveLength(1);
});

test("stopping lets a running answer end within the grace", async () => {
  const { platform, maru, model } = await stage({ model: fakeModel(["Half ", "wait", "whole."]) });
  const question = await platform.say("@maru hello");
  await platform.until(question, (reply) => reply.text === "Half ");
  const stopped = maru.stop(60_000);
  model.release();
  await stopped;
  expect(platform.replyTo(question)).toMatchObject({ text: "Half whole.", kind: "answer" });
});

test("stopping hands over what outlasts the grace and what comes late, and the next run answers both", async () => {
  const first = await stage({ model: fakeModel(["Half ", "wait"]) });
  const question = await first.platform.say("@maru hello");
  await first.platform.until(question, (reply) => reply.text === "Half ");
  const stopped = first.maru.stop(1);
  const late = await first.platform.say("@maru late", { by: bob });
  await stopped;
  expect(first.platform.replyTo(question)?.kind).toBeUndefined();

  const { platform } = await stage({ platform: first.platform, store: first.store });
  expect((await platform.finished(question)).kind).toBe("answer");
  expect((await platform.finished(late)).kind).toBe("answer");
});

test("a question that takes the program down each time is given up with a word", async () => {
  const store = await memoryStore();
  const platform = new FakePlatform();
  await stage({ store, platform, model: fakeModel(["wait"]) });
  const question = await platform.say("@maru hello");
  for (let crash = 1; crash < 10; crash++) {
    const { model } = await stage({ store, platform, model: fakeModel(["wait"]) });
    await model.requested(1);
  }
  await stage({ store, platform });
  expect(await platform.finished(question)).toMatchObject({
    kind: "notice",
    text: expect.stringContaining("interrupted each time"),
  });
});

test("an event that could not be dealt with is tried again after a while, without a restart", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  let broken = true;
  const failed = Promise.withResolvers<void>();
  const log = { ...quietLog, error: () => failed.resolve() };
  const moderation = moderationThat(async () => {
    if (broken) throw new Error("out of order");
    return { action: "allow" } as const;
  });
  const { platform } = await stage({ moderation, log });
  const question = await platform.say("@maru hello");
  await failed.promise;
  broken = false;
  await vi.advanceTimersByTimeAsync(30_000);
  expect((await platform.finished(question)).kind).toBe("answer");
});

test("an event that cannot be stored is refused, so that the platform can say so", async () => {
  const store = await memoryStore();
  const full: Store = {
    ...store,
    claims: <Value>(namespace: string) => ({
      ...store.claims<Value>(namespace),
      claim: async () => {
        throw new StoreError("full", "The disk is full.");
      },
    }),
  };
  const { platform, observed } = await stage({ store: full });
  await expect(platform.say("@maru hello")).rejects.toThrow("The disk is full.");
  expect(observed).toContainEqual({ type: "event", event: "message", outcome: "refused" });
});
