import { expect, it } from "vitest";
import type { ThreadId, Turn } from "../../../src/core/types.ts";
import { createOpeningReaders } from "../../../src/model/llama/child/opening-readers.ts";
import { converse, runEngine } from "./run-engine.ts";
import { asked, temporaryFolder, writeModel } from "./run-model.ts";

const folder = temporaryFolder();
const WELCOME = "Welcome here friend";
const { path } = writeModel(folder, "model.gguf", {
  contextTokens: 8192,
  rules: [
    { reply: "I have no rule for that." },
    { when: ["hello"], reply: WELCOME },
    { when: ["count"], reply: "one two three four", endless: true },
  ],
});
const SYSTEM = `You are Maru. ${"Be kind and clear. ".repeat(40)}`;
const thread = (name: number | string): ThreadId => `test:${name}`;
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const saying = (text: string): Turn[] => [
  { role: "system", text: SYSTEM },
  { role: "user", text },
];
let folders = 0;
const ownFolder = () => `${folder}/kept-${++folders}`;

it("twenty turns of a thread evaluate only what is new in each", async () => {
  const engine = await runEngine({ path, parallel: 2 });
  const talk = converse(engine, thread(1), SYSTEM);
  for (let turn = 1; turn <= 20; turn++) {
    const { text, evaluatedTokens, newTokens } = await talk.next(`hello, this is turn ${turn} of it`);
    expect(text).toBe(WELCOME);
    expect(evaluatedTokens).toBe(newTokens);
  }
});

it("three times as many threads as slots still evaluate hardly more than what is new, by files", async () => {
  const engine = await runEngine({ path, parallel: 2, folder: ownFolder() });
  const talks = [1, 2, 3, 4, 5, 6].map((name) => converse(engine, thread(name), SYSTEM));
  const evaluated: number[] = [];
  const fresh: number[] = [];
  const systemTokens = engine.measure(saying("")) - engine.measure([{ role: "user", text: "" }]);
  for (let turn = 1; turn <= 8; turn++) {
    for (const [index, talk] of talks.entries()) {
      const words = `hello, ${"some more words of thread ".repeat(6)} ${index} in turn ${turn}`;
      const { text, evaluatedTokens, newTokens } = await talk.next(words);
      expect(text).toBe(WELCOME);
      evaluated.push(evaluatedTokens);
      // The system turn is new once.
      fresh.push(newTokens - (turn === 1 && index > 0 ? systemTokens : 0));
    }
  }
  expect(sum(evaluated) / sum(fresh)).toBeLessThanOrEqual(1.3);
});

it("what all threads begin with is evaluated once, also when they come at the same time", async () => {
  const engine = await runEngine({ path, parallel: 3, folder: ownFolder() });
  const first = await engine.ask(saying("hello 0"), { thread: thread(0) });
  const others = await Promise.all(
    [1, 2, 3, 4, 5, 6].map((name) => engine.ask(saying(`hello ${name}`), { thread: thread(name) })),
  );
  expect(first.evaluatedTokens).toBe(first.promptTokens);
  for (const { evaluatedTokens } of others) expect(evaluatedTokens).toBeLessThan(40);
});

it("who comes while what all begin with is being read waits for it, and reads it where the first one gives up", async () => {
  const stop = new AbortController();
  let batches = 0;
  const onBatch = () => {
    batches += 1;
    if (batches === 2) stop.abort();
  };
  const engine = await runEngine({ path, parallel: 4, folder: ownFolder(), onBatch });
  const ask = (name: number, signal: AbortSignal) =>
    engine.ask(saying(`hello ${name}`), { thread: thread(name), signal });
  const first = ask(0, stop.signal);
  const others = [1, 2, 3].map((name) => ask(name, new AbortController().signal));
  await expect(first).rejects.toThrow();
  const evaluated = (await Promise.all(others)).map(({ evaluatedTokens }) => evaluatedTokens);
  const promptTokens = engine.measure(saying("hello 1"));
  expect(evaluated.filter((tokens) => tokens > 40)).toEqual([promptTokens]);
});

it("where what all begin with cannot be kept, nobody waits twice", async () => {
  const engine = await runEngine({ path, parallel: 3, folder: ownFolder(), freeBytes: 0 });
  const asked = [1, 2, 3].map((name) => engine.ask(saying(`hello ${name}`), { thread: thread(name) }));
  for (const { text, evaluatedTokens, promptTokens } of await Promise.all(asked)) {
    expect(text).toBe(WELCOME);
    expect(evaluatedTokens).toBe(promptTokens);
  }
});

it("who asks does not wait for the reading of one that nobody waits for", async () => {
  const readers = createOpeningReaders();
  const work = Promise.withResolvers<void>();
  const reading = readers.read("You are Maru.", true, () => work.promise);
  expect(readers.reader("You are Maru.", false)).toBeUndefined();
  const waiting = readers.reader("You are Maru.", true);
  work.resolve();
  await reading;
  expect(await waiting).toBe(true);
  expect(readers.reader("You are Maru.", true)).toBeUndefined();
});

it("threads that are answered at the same time each get their own answer", async () => {
  const engine = await runEngine({ path, parallel: 3 });
  const questions = ["hello", "count", "nothing", "count", "hello"];
  const together = await Promise.all(
    questions.map((question, name) => engine.ask(asked(question), { thread: thread(name) })),
  );
  const alone = [];
  for (const question of questions) alone.push(await engine.ask(asked(question)));
  expect(together.map(({ text }) => text)).toEqual(alone.map(({ text }) => text));
  expect(together[0]?.text).toBe(WELCOME);
  expect(together[1]?.text).toMatch(/^one two three four\none two/);
});

it("answers that are written at the same time share every batch, and prompts one chunk of each", async () => {
  const batches: { readonly sequences: number; readonly tokens: number }[] = [];
  const onBatch = (sequences: number, tokens: number) => void batches.push({ sequences, tokens });
  const engine = await runEngine({ path, parallel: 4, onBatch });
  await Promise.all([1, 2, 3, 4].map(() => engine.ask(asked("count"), { maxTokens: 100 })));
  const full = batches.filter(({ sequences }) => sequences === 4);
  expect(full.length).toBeGreaterThan(90);
  expect(batches.length - full.length).toBeLessThan(15);
  batches.length = 0;
  const long = asked(`hello ${"word ".repeat(150)}`);
  await Promise.all([1, 2, 3, 4].map((name) => engine.ask(long, { thread: thread(name), maxTokens: 1 })));
  for (const { sequences, tokens } of batches) expect(tokens).toBeLessThanOrEqual(128 + sequences);
});

it("a stopped answer does not disturb another", async () => {
  const engine = await runEngine({ path, parallel: 2 });
  const alone = await engine.ask(asked("count"), { maxTokens: 200 });
  const stop = new AbortController();
  const stopped = engine.ask(asked("count"), {
    maxTokens: 200,
    signal: stop.signal,
    onPiece: () => stop.abort(new Error("enough")),
  });
  const other = engine.ask(asked("count"), { maxTokens: 200 });
  await expect(stopped).rejects.toThrow("enough");
  expect((await other).text).toBe(alone.text);
});

it("an answer goes on while a long prompt is read: a token at least between any two chunks", async () => {
  const engine = await runEngine({ path, parallel: 2 });
  const events: string[] = [];
  const stop = new AbortController();
  const begun = Promise.withResolvers<void>();
  const streaming = engine.ask(asked("count"), {
    maxTokens: 3000,
    signal: stop.signal,
    onPiece: () => {
      events.push("token");
      begun.resolve();
    },
  });
  await begun.promise;
  let evaluated = 0;
  const usage = {
    promptTokens: 0,
    writtenTokens: 0,
    get evaluatedTokens() {
      return evaluated;
    },
    set evaluatedTokens(tokens) {
      if (tokens > evaluated) events.push(`chunk of ${tokens - evaluated}`);
      evaluated = tokens;
    },
  };
  await engine.ask(asked(`hello ${"word ".repeat(300)}`), { maxTokens: 1, usage });
  stop.abort(new Error("enough"));
  await expect(streaming).rejects.toThrow("enough");
  expect(usage.promptTokens).toBeGreaterThan(1000);
  const chunks = events.flatMap((event, at) => (event === "chunk of 128" ? [at] : []));
  expect(chunks.length).toBe(Math.floor((usage.promptTokens - 1) / 128));
  for (const at of chunks.slice(1)) expect(events[at - 1]).toBe("token");
});

it("stopping frees the slot, while the prompt is read and while the answer is written", async () => {
  const engine = await runEngine({ path, parallel: 1 });
  const reading = new AbortController();
  const long = engine.ask(asked("word ".repeat(600)), {
    signal: reading.signal,
    usage: {
      promptTokens: 0,
      writtenTokens: 0,
      get evaluatedTokens() {
        return 0;
      },
      set evaluatedTokens(tokens) {
        if (tokens > 0) reading.abort(new Error("enough"));
      },
    },
  });
  await expect(long).rejects.toThrow("enough");
  expect((await engine.ask(asked("hello"))).text).toBe(WELCOME);
  const writing = new AbortController();
  const endless = engine.ask(asked("count"), {
    maxTokens: 3000,
    signal: writing.signal,
    onPiece: () => writing.abort(new Error("enough")),
  });
  await expect(endless).rejects.toThrow("enough");
  expect((await engine.ask(asked("hello"))).text).toBe(WELCOME);
});

it("the state that is the least likely to be missed makes room", async () => {
  const engine = await runEngine({ path, parallel: 2 });
  const regular = converse(engine, thread("regular"), SYSTEM);
  for (let turn = 1; turn <= 3; turn++) await regular.next(`hello ${turn}`);
  const passing = converse(engine, thread("passing"), SYSTEM);
  await passing.next("hello from somebody who only passes by");
  // Was used last, but is short and never came back.
  await engine.ask(saying("hello"), { thread: thread("third") });
  const kept = await regular.next("hello again");
  expect(kept.evaluatedTokens).toBe(kept.newTokens);
  const lost = await passing.next("hello again");
  expect(lost.evaluatedTokens).toBeGreaterThan(lost.newTokens);
});

it("a failure of llama.cpp is told to all that it concerns, and the next requests are answered", async () => {
  const engine = await runEngine({ path, parallel: 2 });
  const failing = [1, 2].map((name) =>
    engine.ask(asked("count"), {
      thread: thread(name),
      maxTokens: 3000,
      onPiece: () => engine.breakOnce(),
    }),
  );
  const results = await Promise.allSettled(failing);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  // What the slots held is not trusted.
  const again = await engine.ask(asked("count"), { thread: thread(1), maxTokens: 1 });
  expect(again.evaluatedTokens).toBe(again.promptTokens);
  const after = await Promise.all([1, 2].map((name) => engine.ask(asked("hello"), { thread: thread(name) })));
  expect(after.map(({ text }) => text)).toEqual([WELCOME, WELCOME]);
});
