import { expect, onTestFinished, test, vi } from "vitest";
import type { Consequence, Judging, Moderation, ModerationEvent } from "../../src/core/ports/index.ts";
import type { Message, MessageId } from "../../src/core/types.ts";
import { createModeration } from "../../src/moderation/index.ts";
import { moderationThat } from "../fakes/moderation.ts";
import { alice, bob, FakePlatform } from "../fakes/platform.ts";
import { memoryStore, stage } from "./stage.ts";

const everywhere = { allow: [], deny: [] };
const rates = { person: 1_000, place: 1_000 };

/** Moderation that allows everything at once and is done with a message when it is told to. */
function slowModeration() {
  const judged: Message[] = [];
  const done = Promise.withResolvers<void>();
  const judge = (message: Message): Judging => {
    judged.push(message);
    return { verdict: Promise.resolve({ action: "allow" }), settled: done.promise };
  };
  return { moderation: { ...createModeration(), judge }, judged, done };
}

/** Moderation that notes what it is told. */
function notingModeration(consequence: Consequence = {}) {
  const taken: ModerationEvent[] = [];
  const gone: MessageId[] = [];
  const moderation: Moderation = {
    ...createModeration(),
    async take(event) {
      taken.push(event);
      return consequence;
    },
    async gone(message) {
      gone.push(message);
    },
  };
  return { moderation, taken, gone };
}

test("a question is answered before moderation is done with it", async () => {
  const { moderation, done } = slowModeration();
  const { platform } = await stage({ moderation });
  const question = await platform.say("@maru hello");
  expect((await platform.finished(question)).kind).toBe("answer");
  done.resolve();
});

test("a message with which moderation was not done when Maru ended is judged again at the next start", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const store = await memoryStore();
  const platform = new FakePlatform();
  const first = slowModeration();
  const { maru } = await stage({ platform, store, moderation: first.moderation });
  await platform.say("nothing for Maru", { by: bob });
  await vi.waitUntil(() => first.judged.length === 1);
  const stopped = maru.stop(0);
  await vi.advanceTimersByTimeAsync(10_000);
  await stopped;
  const second = slowModeration();
  second.done.resolve();
  await stage({ platform, store, moderation: second.moderation });
  await vi.waitUntil(() => second.judged.length === 1);
  expect(second.judged[0]?.text).toBe("nothing for Maru");
});

test("a message with which moderation fails is judged again, and answered once", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  let judgings = 0;
  const moderation: Moderation = {
    ...createModeration(),
    judge: () => ({
      verdict: Promise.resolve({ action: "allow" }),
      settled: ++judgings === 1 ? Promise.reject(new Error("the disk is full")) : Promise.resolve(),
    }),
  };
  const { platform, model } = await stage({ moderation });
  const question = await platform.say("@maru hello");
  await platform.finished(question);
  await vi.advanceTimersByTimeAsync(10_000);
  await vi.waitUntil(() => judgings === 2);
  expect(model.requests).toHaveLength(1);
});

test("a question behind an overheard message that a guard is judging is not held up", async () => {
  const judged = Promise.withResolvers<void>();
  onTestFinished(() => judged.resolve());
  const moderation = moderationThat(async ({ text }) => {
    if (text.startsWith("hm")) await judged.promise;
    return { action: "allow" };
  });
  const { platform } = await stage({ moderation });
  const opening = await platform.say("@maru hello");
  await platform.finished(opening);
  await platform.say("hm", {
    by: bob,
    mentions: [{ id: "fake:alice", name: "Alice", kind: "person" }],
    inThreadOf: opening,
  });
  expect((await platform.finished(await platform.say("and now?", { inThreadOf: opening }))).kind).toBe(
    "answer",
  );
});

test("what is said and edited where Maru does not answer is judged too", async () => {
  const { moderation, judged, done } = slowModeration();
  done.resolve();
  const admission = { bots: "ignore", places: { allow: [], deny: ["general"] }, perMinute: rates } as const;
  const { platform } = await stage({ moderation, admission });
  const message = await platform.say("@maru hello");
  await platform.edit(message, "@maru hello again");
  await vi.waitUntil(() => judged.length === 2);
  expect(judged.map(({ text }) => text)).toEqual(["@maru hello", "@maru hello again"]);
  expect(platform.replyTo(message)).toBeUndefined();
});

test("what bots and Maru itself say is not judged", async () => {
  const { moderation, judged, done } = slowModeration();
  done.resolve();
  const admission = { bots: "ignore", places: everywhere, perMinute: rates } as const;
  const { platform } = await stage({ moderation, admission });
  await platform.say("beep", { by: { ...bob, kind: "bot" } });
  await platform.finished(await platform.say("@maru hello"));
  expect(judged.map(({ text }) => text)).toEqual(["@maru hello"]);
});

test("moves, appeals, reports and labels reach moderation, and so do deletions", async () => {
  const { moderation, taken, gone } = notingModeration();
  const { platform } = await stage({ moderation });
  const message = await platform.say("some message");
  const events: readonly ModerationEvent[] = [
    { type: "move", id: "fake:e1", case: "c1", move: "uphold", reason: "rude", by: bob },
    { type: "appeal", id: "fake:e2", case: "c1", words: "it was a joke", by: alice },
    { type: "report", id: "fake:e3", message, by: bob },
    { type: "label", id: "fake:e4", message: message.id, label: "fine", by: bob },
  ];
  for (const event of events) await platform.deliver(event);
  await vi.waitUntil(() => taken.length === events.length);
  expect(taken).toEqual(events);
  await platform.delete(message);
  await vi.waitUntil(() => gone.length === 1);
  expect(gone).toEqual([message.id]);
});

test("a message that a decision holds is no longer put before the model, and one that it releases is again", async () => {
  const opinion: { -readonly [Key in keyof Consequence]: Consequence[Key] } = {};
  const { moderation, taken } = notingModeration(opinion);
  const { platform, model } = await stage({ moderation });
  const opening = await platform.say("@maru the password is mellon");
  await platform.finished(opening);
  const decide = async (id: string) => {
    await platform.deliver({ type: "move", id, case: "c1", move: "delete", by: bob });
    await vi.waitUntil(() => taken.some((event) => event.id === id));
    await platform.finished(await platform.say(`what now, ${id}?`, { inThreadOf: opening }));
    return JSON.stringify(model.requests.at(-1));
  };
  opinion.held = opening.id;
  expect(await decide("fake:e1")).not.toContain("mellon");
  delete opinion.held;
  opinion.released = opening.id;
  expect(await decide("fake:e2")).toContain("mellon");
});

test("moderation hears whether a message was edited", async () => {
  const seen: unknown[] = [];
  const judge: Moderation["judge"] = (message, how) => {
    seen.push([message.text, how]);
    return createModeration().judge(message);
  };
  const { platform } = await stage({ moderation: { ...createModeration(), judge } });
  const said = await platform.say("nothing for Maru", { by: bob });
  await platform.edit(said, "sorry");
  await vi.waitUntil(() => seen.length === 2);
  expect(seen).toEqual([
    ["nothing for Maru", { edited: false }],
    ["sorry", { edited: true }],
  ]);
});

test("a message that was held by a judging that failed, and is allowed when judged again, may be quoted", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  let judgings = 0;
  const moderation: Moderation = {
    ...createModeration(),
    judge({ text }) {
      const fails = text.includes("mellon") && ++judgings === 1;
      return {
        verdict: Promise.resolve(fails ? { action: "hold", reason: "test" } : { action: "allow" }),
        settled: fails ? Promise.reject(new Error("the disk is full")) : Promise.resolve(),
      };
    },
  };
  const { platform, model } = await stage({ moderation });
  const opening = await platform.say("@maru hello");
  await platform.finished(opening);
  await platform.say("the password is mellon", { by: bob, inThreadOf: opening });
  await vi.waitUntil(() => judgings === 1);
  await vi.advanceTimersByTimeAsync(10_000);
  await vi.waitUntil(() => judgings === 2);
  await platform.finished(await platform.say("and now?", { inThreadOf: opening }));
  expect(JSON.stringify(model.requests.at(-1))).toContain("mellon");
});

test("what moderation keeps of a person is told and erased with the rest", async () => {
  const erased: string[] = [];
  const moderation: Moderation = {
    ...createModeration(),
    count: async () => 3,
    async erase(person) {
      erased.push(person);
      return 2;
    },
  };
  const { platform } = await stage({ moderation });
  const told = await platform.finished(await platform.say("@maru privacy"));
  expect(told.text).toContain("**3**");
  const forgotten = await platform.finished(await platform.say("@maru forget"));
  expect(forgotten.text).toContain("the words of 2 message(s)");
  expect(erased).toEqual([alice.id]);
});
