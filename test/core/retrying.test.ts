import { expect, onTestFinished, test, vi } from "vitest";
import type { ChatAdapter } from "../../src/core/ports/index.ts";
import { type FakeModel, fakeModel } from "../fakes/model.ts";
import { moderationThat } from "../fakes/moderation.ts";
import { alice, bob, FakePlatform } from "../fakes/platform.ts";
import { memoryStore, quietLog, stage } from "./stage.ts";

/** So long a call to the platform is insisted on, and so long after that the first, second and third retry come. */
const INSISTING_MS = 6_000;
const RETRIES_MS = [10_000, 60_000, 300_000];

function fakeTimers(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
}

/** A platform that cannot be read while `broken` is set, and whose replies cannot be opened while `closed` is. */
function troubled(platform = new FakePlatform()) {
  const state = { broken: false, closed: false };
  const connected = platform.connect();
  const adapter: ChatAdapter = {
    ...connected,
    history: (scope, range) => {
      if (state.broken) throw new Error("fetch failed");
      return connected.history(scope, range);
    },
    openReply: async (to) => {
      if (state.closed) throw new Error("fetch failed");
      return connected.openReply(to);
    },
  };
  return { state, platform, adapters: [adapter] };
}

/** Lets everything happen that needs no time; long enough for the store's answers. */
const settle = async () => {
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
};

/** What the model was asked, without who asks. */
const questionsTo = (model: FakeModel) =>
  model.requests.map((turns) => turns.at(-1)?.text.replace(/^\w+: /, ""));

/** Maru in trouble, after it has answered "@maru zero" in a thread. */
async function inTrouble(how: "broken" | "closed", parts: Parameters<typeof stage>[0] = {}) {
  fakeTimers();
  const { state, platform, adapters } = troubled();
  let failures = 0;
  const log = { ...quietLog, error: () => void failures++ };
  const set = await stage({ platform, adapters, log, ...parts });
  const root = await platform.say("@maru zero");
  await platform.finished(root);
  state[how] = true;
  const inThread = (text: string, by = alice) => platform.say(text, { inThreadOf: root, by });
  const failed = async (times: number) => {
    await vi.advanceTimersByTimeAsync(INSISTING_MS);
    await expect.poll(() => failures).toBe(times);
  };
  const asked = () => questionsTo(set.model).slice(1);
  const finishes = () =>
    [...platform.replies.values()].filter(({ kind }) => kind !== undefined).map(({ to }) => to);
  return { ...set, state, root, inThread, failed, asked, finishes };
}

test("a thread that cannot be read for a moment is read again, and nobody notices", async () => {
  fakeTimers();
  const { state, platform, adapters } = troubled();
  state.broken = true;
  const { observed } = await stage({ platform, adapters });
  const question = await platform.say("@maru hello");
  await settle();
  state.broken = false;
  await vi.advanceTimersByTimeAsync(300);
  expect((await platform.finished(question)).kind).toBe("answer");
  expect(observed).toContainEqual(expect.objectContaining({ type: "answered", outcome: "model" }));
});

test("Stop does not wait for a thread that cannot be read", async () => {
  fakeTimers();
  const { state, platform, adapters } = troubled();
  state.broken = true;
  await stage({ platform, adapters });
  const question = await platform.say("@maru hello");
  await settle();
  await platform.stop(question);
  expect((await platform.finished(question)).text).toBe("*Stopped.*");
});

test.each(["broken", "closed"] as const)(
  "a question that waits for its next try (%s) keeps its place: those after it in the thread are queued behind it",
  async (how) => {
    const { platform, state, inThread, failed, asked } = await inTrouble(how);
    const one = await inThread("one");
    await failed(1);
    state[how] = false;
    const two = await inThread("two", bob);
    const three = await inThread("three", bob);
    const { statuses } = await platform.until(three, ({ statuses }) => statuses.length > 0);
    expect(statuses).toEqual([{ state: "queued", ahead: 2 }]);
    expect(platform.replyTo(two)?.statuses).toEqual([{ state: "queued", ahead: 1 }]);
    expect((await platform.finished(await platform.say("@maru elsewhere", { by: bob }))).kind).toBe("answer");
    await vi.advanceTimersByTimeAsync(RETRIES_MS[0]!);
    for (const question of [one, two, three]) expect((await platform.finished(question)).kind).toBe("answer");
    expect(asked()).toEqual(["elsewhere", "one", "two", "three"]);
  },
);

test("several that fail are tried again in the order in which they came", async () => {
  const { platform, state, inThread, failed, asked } = await inTrouble("closed");
  const one = await inThread("one");
  await vi.advanceTimersByTimeAsync(2_000);
  const two = await inThread("two", bob);
  await failed(1);
  await failed(2);
  state.closed = false;
  const three = await inThread("three");
  await vi.advanceTimersByTimeAsync(RETRIES_MS[0]! + INSISTING_MS);
  for (const question of [one, two, three]) expect((await platform.finished(question)).kind).toBe("answer");
  expect(asked()).toEqual(["one", "two", "three"]);
});

test("after its last try a question is given up with a word, and then the others go on", async () => {
  const { platform, state, inThread, failed, asked, finishes } = await inTrouble("broken");
  const one = await inThread("one");
  for (const [at, pauseMs] of RETRIES_MS.entries()) {
    await failed(at + 1);
    if (at === 0) await inThread("two", bob);
    await settle();
    expect(finishes()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(pauseMs);
  }
  await failed(4);
  state.broken = false;
  expect((await platform.finished(one)).text).toContain("Something went wrong");
  await vi.advanceTimersByTimeAsync(INSISTING_MS);
  const two = platform.messages.find(({ text }) => text === "two")!;
  expect((await platform.finished(two)).kind).toBe("answer");
  expect(asked()).toEqual(["two"]);
  expect(finishes().slice(1)).toEqual([one.id, two.id]);
});

test.each(["broken", "closed"] as const)(
  "Stop on a question that waits for its next try (%s) ends it at once and lets the others go on",
  async (how) => {
    const { platform, state, inThread, failed, asked } = await inTrouble(how);
    const one = await inThread("one");
    await failed(1);
    state[how] = false;
    const two = await inThread("two", bob);
    await platform.until(two, ({ statuses }) => statuses.length > 0);
    await platform.stop(one);
    expect((await platform.finished(one)).text).toBe("*Stopped.*");
    expect((await platform.finished(two)).kind).toBe("answer");
    expect(asked()).toEqual([expect.stringMatching(/two$/)]);
  },
);

test("the command stop reaches a question that waits for its next try", async () => {
  const { platform, state, inThread, failed, asked } = await inTrouble("broken");
  const one = await inThread("one");
  await failed(1);
  state.broken = false;
  expect((await platform.finished(await inThread("@maru stop"))).text).toBe("I stopped.");
  expect((await platform.finished(one)).text).toBe("*Stopped.*");
  expect(asked()).toEqual([]);
});

test("a question deleted while it waits for its next try takes its reply with it at once, and lets the others go on", async () => {
  const { platform, state, inThread, failed, asked } = await inTrouble("broken");
  const one = await inThread("one");
  await failed(1);
  state.broken = false;
  const two = await inThread("two", bob);
  await platform.until(two, ({ statuses }) => statuses.length > 0);
  await platform.delete(one);
  await platform.until(one, ({ removed }) => removed);
  expect((await platform.finished(two)).kind).toBe("answer");
  expect(asked()).toEqual(["two"]);
});

test("a Stop that cannot be told at once is told later, and the question is not put to the model", async () => {
  const { platform, state, inThread, failed, asked } = await inTrouble("closed");
  const one = await inThread("one");
  await failed(1);
  const two = inThread("two", bob);
  await platform.stop(one);
  await failed(2);
  await failed(3);
  state.closed = false;
  await vi.advanceTimersByTimeAsync(RETRIES_MS[1]! + INSISTING_MS);
  expect((await platform.finished(one)).text).toBe("*Stopped.*");
  expect((await platform.finished(await two)).kind).toBe("answer");
  expect(asked()).toEqual([expect.stringMatching(/two$/)]);
});

test("an edit that comes while a question waits for its next try counts", async () => {
  const { platform, state, inThread, failed, asked } = await inTrouble("broken");
  const one = await inThread("oen");
  await failed(1);
  state.broken = false;
  await platform.edit(one, "one");
  await settle();
  await vi.advanceTimersByTimeAsync(RETRIES_MS[0]!);
  await platform.finished(one);
  expect(asked()).toEqual(["one"]);
});

test("a question edited into something for somebody else while it waits for its next try loses its reply", async () => {
  const { platform, state, inThread, failed, asked } = await inTrouble("broken");
  const one = await inThread("one");
  await failed(1);
  state.broken = false;
  await platform.edit(one, "@bob one");
  await settle();
  await vi.advanceTimersByTimeAsync(RETRIES_MS[0]!);
  await platform.until(one, ({ removed }) => removed);
  expect(asked()).toEqual([]);
});

test("the order holds over a crash while a question waits for its next try", async () => {
  const store = await memoryStore();
  const { platform, state, inThread, failed } = await inTrouble("broken", { store });
  const one = await inThread("one");
  await failed(1);
  const two = await inThread("two", bob);
  await platform.until(two, ({ statuses }) => statuses.length > 0);
  state.broken = false;

  const { model } = await stage({ store, platform });
  for (const question of [one, two]) expect((await platform.finished(question)).kind).toBe("answer");
  expect(questionsTo(model)).toEqual(["one", "two"]);
});

test("stopping does not wait for a question's next try: the next start takes it up", async () => {
  const store = await memoryStore();
  const { platform, maru, state, inThread, failed } = await inTrouble("broken", { store });
  const one = await inThread("one");
  await failed(1);
  const two = await inThread("two", bob);
  await platform.until(two, ({ statuses }) => statuses.length > 0);
  await maru.stop(60_000);
  await settle();
  expect(platform.replyTo(one)?.calls.filter((call) => call === "open")).toHaveLength(1);
  state.broken = false;

  const { model } = await stage({ store, platform });
  for (const question of [one, two]) expect((await platform.finished(question)).kind).toBe("answer");
  expect(questionsTo(model)).toEqual(["one", "two"]);
});

test("what is nothing for Maru keeps no place while moderation cannot judge it", async () => {
  fakeTimers();
  const judged = Promise.withResolvers<void>();
  const moderation = moderationThat(async ({ text }: { text: string }) => {
    if (!text.startsWith("@bob")) return { action: "allow" } as const;
    judged.resolve();
    throw new Error("out of order");
  });
  const { platform } = await stage({ moderation });
  const root = await platform.say("@maru zero");
  await platform.finished(root);
  await platform.say("@bob lunch?", { inThreadOf: root });
  await judged.promise;
  expect((await platform.finished(await platform.say("one", { inThreadOf: root }))).kind).toBe("answer");
});

test("in a thread whose first question waits for its next try, follow-ups need no mention", async () => {
  fakeTimers();
  let broken = true;
  const failed = Promise.withResolvers<void>();
  const moderation = moderationThat(async ({ text }: { text: string }) => {
    if (broken && text.includes("first")) throw new Error("out of order");
    return { action: "allow" } as const;
  });
  const { platform, model } = await stage({
    moderation,
    log: { ...quietLog, error: () => failed.resolve() },
  });
  const first = await platform.say("@maru first");
  await failed.promise;
  const second = await platform.say("second", { inThreadOf: first });
  await platform.until(second, ({ statuses }) => statuses.length > 0);
  broken = false;
  await vi.advanceTimersByTimeAsync(RETRIES_MS[0]!);
  await platform.finished(second);
  expect(questionsTo(model)).toEqual(["first", "second"]);
});

/** Moderation that cannot judge texts with a word in it while `broken` is set; `slow` texts it judges when let. */
function moderationBrokenFor(word: string, slow?: { readonly word: string; readonly until: Promise<void> }) {
  const state = { broken: true };
  const moderation = moderationThat(async ({ text }: { text: string }) => {
    if (state.broken && text.includes(word)) throw new Error("out of order");
    if (slow && text.includes(slow.word)) await slow.until;
    return { action: "allow" } as const;
  });
  return { state, moderation };
}

test("a question that fails while an earlier one is still judged stays behind that", async () => {
  fakeTimers();
  const judged = Promise.withResolvers<void>();
  const { state, moderation } = moderationBrokenFor("two", { word: "one", until: judged.promise });
  const { platform, model } = await stage({ moderation });
  const root = await platform.say("@maru zero");
  await platform.finished(root);
  const one = await platform.say("one", { inThreadOf: root });
  const two = await platform.say("two", { inThreadOf: root });
  await settle();
  state.broken = false;
  judged.resolve();
  await platform.finished(one);
  await vi.advanceTimersByTimeAsync(RETRIES_MS[0]!);
  await platform.finished(two);
  expect(questionsTo(model)).toEqual(["zero", "one", "two"]);
});

test("a stopped question that fails once more holds nobody up", async () => {
  fakeTimers();
  const { moderation } = moderationBrokenFor("one");
  const { platform, observed } = await stage({ moderation });
  const root = await platform.say("@maru zero");
  await platform.finished(root);
  const one = await platform.say("one", { inThreadOf: root });
  await settle();
  const two = await platform.say("two", { inThreadOf: root });
  await platform.until(two, ({ statuses }) => statuses.length > 0);
  await platform.stop(one);
  await platform.finished(two);
  await platform.finished(await platform.say("three", { inThreadOf: root }));
  expect(observed).toContainEqual({ type: "queue", waiting: 0, running: 0 });
});

test("a command that fails holds nobody up", async () => {
  fakeTimers();
  const { state, moderation } = moderationBrokenFor("help");
  const { platform } = await stage({ moderation });
  const root = await platform.say("@maru zero");
  await platform.finished(root);
  const help = await platform.say("@maru help", { inThreadOf: root });
  await settle();
  expect((await platform.finished(await platform.say("one", { inThreadOf: root }))).kind).toBe("answer");
  state.broken = false;
  await vi.advanceTimersByTimeAsync(RETRIES_MS[0]!);
  await platform.finished(help);
});

/** So often a call is made until its failure is that of its event. */
const INSISTED_CALLS = 4;

test.each(["waits", "is answered"])(
  "a Stop on a question that %s, whose word about it cannot be posted, is told later",
  async (when) => {
    fakeTimers();
    const { platform, model } = await stage({ model: fakeModel(["Once ", "wait"]) });
    const other = await platform.say("@maru other", { by: bob });
    await model.requested(1);
    const question = when === "waits" ? await platform.say("@maru hello") : other;
    if (when === "waits") await platform.until(question, ({ statuses }) => statuses.length > 0);
    platform.failing.finish = INSISTED_CALLS;
    await platform.stop(question);
    await settle();
    await vi.advanceTimersByTimeAsync(INSISTING_MS);
    await vi.advanceTimersByTimeAsync(RETRIES_MS[0]!);
    expect((await platform.finished(question)).text).toBe("*Stopped.*");
    expect(questionsTo(model)).toEqual(["other"]);
  },
);
