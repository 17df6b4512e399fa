import { expect, onTestFinished, test, vi } from "vitest";
import { type ChatAdapter, PlatformError, type Reply } from "../../src/core/ports/index.ts";
import { fakeModel } from "../fakes/model.ts";
import { moderationThat } from "../fakes/moderation.ts";
import { alice, bob, FakePlatform } from "../fakes/platform.ts";
import { memoryStore, quietLog, stage } from "./stage.ts";

function withReplies(adapter: ChatAdapter, change: (reply: Reply) => Partial<Reply>): ChatAdapter {
  return {
    ...adapter,
    openReply: async (to) => {
      const reply = await adapter.openReply(to);
      return { ...reply, ...change(reply) };
    },
  };
}

/** A platform whose reply's end waits until the test lets it through. */
function slowToFinish(platform: FakePlatform) {
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const adapter = withReplies(platform.connect(), (reply) => ({
    finish: async (markdown, kind) => {
      reached.resolve();
      await gate.promise;
      await reply.finish(markdown, kind);
    },
  }));
  return { adapter, reached: reached.promise, letThrough: gate.resolve };
}

/** So long a call to the platform is insisted on. */
const INSISTING_MS = 6_000;

function fakeTimers(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
}

/** Moderation that breaks down until it is repaired. */
function brokenModeration() {
  const state = { broken: true };
  return {
    state,
    moderation: moderationThat(async () => {
      if (state.broken) throw new Error("out of order");
      return { action: "allow" } as const;
    }),
  };
}

test.each(["@maru hello", "@maru help"])(
  "%s deleted while the last word is being posted takes its reply with it",
  async (text) => {
    const platform = new FakePlatform();
    const { adapter, reached, letThrough } = slowToFinish(platform);
    await stage({ platform, adapters: [adapter] });
    const question = await platform.say(text);
    await reached;
    await platform.delete(question);
    letThrough();
    await platform.until(question, (reply) => reply.removed);
  },
);

test("a deletion delivered while starting is not overtaken by the question that a former run left", async () => {
  const store = await memoryStore();
  const platform = new FakePlatform();
  const question = platform.post("@maru hello");
  await store.claims("core/inbox").claim("fake:e", { type: "message", id: "fake:e", message: question });
  const adapter = platform.connect();
  const starting: ChatAdapter = {
    ...adapter,
    start: async (deliver) => {
      await adapter.start(deliver);
      await platform.delete(question);
    },
  };
  const { model } = await stage({ store, platform, adapters: [starting] });
  await platform.finished(await platform.say("@maru later", { by: bob }));
  expect(model.requests.map((turns) => turns.at(-1)?.text)).toEqual(["Bob: later"]);
});

test("a deletion that comes while a question waits for its next try counts", async () => {
  fakeTimers();
  const failed = Promise.withResolvers<void>();
  const { state, moderation } = brokenModeration();
  const { platform, model } = await stage({
    moderation,
    log: { ...quietLog, error: () => failed.resolve() },
  });
  const question = await platform.say("@maru hello");
  await failed.promise;
  state.broken = false;
  await platform.delete(question);
  await vi.advanceTimersByTimeAsync(10_000);
  await platform.finished(await platform.say("@maru later", { by: bob }));
  expect(model.requests.map((turns) => turns.at(-1)?.text)).toEqual(["Bob: later"]);
});

test("in a thread, questions are answered in the order in which they came, however long moderation takes", async () => {
  const slow = Promise.withResolvers<void>();
  const moderation = moderationThat(async ({ text }: { text: string }) => {
    if (text.includes("first")) await slow.promise;
    return { action: "allow" } as const;
  });
  const { platform, model } = await stage({ moderation });
  const first = await platform.say("@maru first");
  const second = await platform.say("@maru second", { inThreadOf: first });
  await platform.finished(await platform.say("@maru elsewhere", { by: bob }));
  slow.resolve();
  await platform.finished(second);
  expect(model.requests.map((turns) => turns.at(-1)?.text)).toEqual([
    "Bob: elsewhere",
    "Alice: first",
    "Alice: second",
  ]);
});

test("somebody's Stop just before a crash holds after it", async () => {
  const store = await memoryStore();
  const platform = new FakePlatform();
  const question = platform.post("@maru hello");
  const inbox = store.claims("core/inbox");
  await inbox.claim("fake:e", { type: "message", id: "fake:e", message: question });
  await inbox.claim("fake:s", { type: "stop", id: "fake:s", thread: question.thread, by: alice });
  const { model } = await stage({ store, platform });
  expect((await platform.finished(question)).text).toBe("*Stopped.*");
  expect(model.requests).toHaveLength(0);
});

test.each([
  ["to nothing", "@maru", (text: string) => expect(text).toContain("What would you like to know?")],
  ["to a command", "@maru help", (text: string) => expect(text).toContain("follow-ups need no mention")],
])("a waiting question edited %s is not put to the model", async (_, edit, check) => {
  const { platform, model } = await stage({ model: fakeModel(["wait"]) });
  const first = await platform.say("@maru one");
  const second = await platform.say("@maru two", { by: bob });
  await platform.until(second, ({ statuses }) => statuses.length > 0);
  await platform.edit(second, edit);
  await model.requested(1);
  model.release();
  await platform.finished(first);
  check((await platform.finished(second)).text);
  expect(model.requests).toHaveLength(1);
});

test("a question that fails for good ends with a word about it", async () => {
  fakeTimers();
  const platform = new FakePlatform();
  const adapter: ChatAdapter = {
    ...platform.connect(),
    history: () => {
      throw new Error("cannot read");
    },
  };
  let failures = 0;
  const failed = () => expect.poll(() => failures);
  const log = { ...quietLog, error: () => void failures++ };
  const { store } = await stage({ platform, adapters: [adapter], log });
  const question = await platform.say("@maru hello");
  for (const [at, pauseMs] of [10_000, 60_000, 300_000].entries()) {
    await vi.advanceTimersByTimeAsync(INSISTING_MS);
    await failed().toBe(at + 1);
    await vi.advanceTimersByTimeAsync(pauseMs);
  }
  await vi.advanceTimersByTimeAsync(INSISTING_MS);
  expect((await platform.finished(question)).text).toContain("Something went wrong");
  await expect.poll(() => Array.fromAsync(store.claims("core/inbox").pending())).toEqual([]);
});

test("a platform that refuses for good is not asked again, nor at the next start", async () => {
  const store = await memoryStore();
  const platform = new FakePlatform();
  let opened = 0;
  const adapter: ChatAdapter = {
    ...platform.connect(),
    openReply: async () => {
      opened += 1;
      throw new PlatformError("forbidden", "Missing permission.");
    },
  };
  await stage({ store, platform, adapters: [adapter] });
  await platform.say("@maru hello");
  await expect.poll(() => Array.fromAsync(store.claims("core/inbox").pending())).toEqual([]);
  expect(opened).toBe(1);
});

test("a platform that takes its time to open one reply does not keep the others waiting", async () => {
  const platform = new FakePlatform();
  const slow = Promise.withResolvers<void>();
  const adapter = platform.connect();
  const hesitant: ChatAdapter = {
    ...adapter,
    openReply: async (to) => {
      if (to.author.id === alice.id) await slow.promise;
      return adapter.openReply(to);
    },
  };
  await stage({ platform, adapters: [hesitant] });
  const first = await platform.say("@maru one");
  await platform.finished(await platform.say("@maru two", { by: bob }));
  slow.resolve();
  await platform.finished(first);
});

test("calls on a reply never overlap", async () => {
  const platform = new FakePlatform();
  const overlaps: string[] = [];
  const adapter = withReplies(platform.connect(), (reply) => {
    let busy: string | undefined;
    const alone = async (name: string, call: () => Promise<void>) => {
      if (busy) overlaps.push(`${name} during ${busy}`);
      busy = name;
      await new Promise(setImmediate);
      busy = undefined;
      await call();
    };
    return {
      status: (status) => alone(status.state, () => reply.status(status)),
      update: (markdown) => alone("update", () => reply.update(markdown)),
      finish: (markdown, kind) => alone("finish", () => reply.finish(markdown, kind)),
    };
  });
  await stage({ platform, adapters: [adapter] });
  const questions = [];
  for (const by of [alice, bob]) questions.push(await platform.say("@maru hello", { by }));
  for (const question of questions) await platform.finished(question);
  expect(overlaps).toEqual([]);
});

test("a platform that cannot start takes those before it down again", async () => {
  const platform = new FakePlatform();
  const stopped: string[] = [];
  const good: ChatAdapter = { ...platform.connect(), stop: async () => void stopped.push("good") };
  const bad: ChatAdapter = {
    ...platform.connect(),
    start: async () => {
      throw new Error("token revoked");
    },
  };
  await expect(stage({ platform, adapters: [good, bad] })).rejects.toThrow("token revoked");
  expect(stopped).toEqual(["good"]);
});

test("stopping ends although a platform hangs", async () => {
  const platform = new FakePlatform();
  const hanging = Promise.withResolvers<void>();
  const adapter = withReplies(platform.connect(), () => ({
    update: () => {
      hanging.resolve();
      return new Promise(() => {});
    },
  }));
  const { maru } = await stage({ platform, adapters: [adapter] });
  await platform.say("@maru hello");
  await hanging.promise;
  await maru.stop(10);
});
