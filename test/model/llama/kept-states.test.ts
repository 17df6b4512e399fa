import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import type { ThreadId, Turn } from "../../../src/core/types.ts";
import { openKeptStates } from "../../../src/model/llama/child/kept-states.ts";
import { takeKeptFolder } from "../../../src/model/llama/kept-folder.ts";
import { threadStateName } from "../../../src/model/llama/state-names.ts";
import { type EngineOptions, type RunningEngine, runEngine } from "./run-engine.ts";
import { never, runModel, settingsFor, temporaryFolder, writeModel } from "./run-model.ts";

const folder = temporaryFolder();
const { path } = writeModel(folder, "model.gguf");
const DAY_MS = 24 * 3600_000;
let folders = 0;
const ownFolder = () => join(folder, `kept-${++folders}`);
const thread = (name: number | string): ThreadId => `test:${name}`;
const saying = (words: string): Turn[] => [{ role: "user", text: `hello ${words} ${"word ".repeat(60)}` }];
const statesIn = (kept: string) => readdirSync(kept).filter((name) => name.startsWith("thread-"));

/** An engine that has answered a thread, and has left; the folder holds the thread's state then. */
async function afterOne(options: Partial<EngineOptions> = {}): Promise<string> {
  const kept = ownFolder();
  const engine = await runEngine({ path, parallel: 1, folder: kept, ...options });
  await engine.ask(saying("you"), { thread: thread(1) });
  await engine.leave();
  expect(statesIn(kept)).toHaveLength(1);
  return kept;
}

/** Tokens that the thread's prompt takes in a new engine. */
async function evaluatedAfter(kept: string, options: Partial<EngineOptions> = {}): Promise<number> {
  const engine = await runEngine({ path, parallel: 1, folder: kept, ...options });
  return (await engine.ask(saying("you"), { thread: thread(1) })).evaluatedTokens;
}

async function threadInMemory(engine: RunningEngine): Promise<number> {
  return (await engine.ask(saying("you"), { thread: thread(1) })).evaluatedTokens;
}

it("a thread goes on where it was when the process is another one", async () => {
  const kept = await afterOne();
  expect(await evaluatedAfter(kept)).toBe(1);
});

it.each<[string, (file: string) => void]>([
  ["truncated", (file) => truncateSync(file, statSync(file).size - 100)],
  [
    "tampered with",
    (file) => {
      const bytes = readFileSync(file);
      bytes[bytes.length - 50]! ^= 1;
      writeFileSync(file, bytes);
    },
  ],
  ["something else", (file) => writeFileSync(file, "nothing of the kind")],
])("a file that is %s is not loaded, but evaluated anew and replaced", async (_, damage) => {
  const kept = await afterOne();
  damage(join(kept, statesIn(kept)[0]!));
  expect(await evaluatedAfter(kept)).toBeGreaterThan(60);
});

it("a file that is tampered with while the process runs is not loaded", async () => {
  const kept = ownFolder();
  const engine = await runEngine({ path, parallel: 1, folder: kept });
  for (const name of [1, 2]) await engine.ask(saying(`you ${name}`), { thread: thread(name) });
  const file = join(kept, statesIn(kept)[0]!);
  await expect.poll(() => readFileSync(join(kept, "index.json"), "utf8")).toContain(statesIn(kept)[0]);
  const bytes = readFileSync(file);
  bytes[bytes.length - 50]! ^= 1;
  writeFileSync(file, bytes);
  expect((await engine.ask(saying("you 1"), { thread: thread(1) })).evaluatedTokens).toBeGreaterThan(60);
});

it("the index names no thread", async () => {
  const kept = await afterOne();
  const engine = await runEngine({ path, parallel: 1, folder: kept });
  expect(await threadInMemory(engine)).toBe(1);
  await engine.forget(thread(2));
  const index = readFileSync(join(kept, "index.json"), "utf8");
  expect(index).toContain(statesIn(kept)[0]);
  expect(index).not.toContain(thread(1));
});

it("what another model or build has written is deleted, and whatever else lies there", async () => {
  const kept = await afterOne();
  writeFileSync(join(kept, "thread-0123456789abcdef"), "planted");
  expect(await evaluatedAfter(kept, { origin: "another build" })).toBeGreaterThan(60);
  expect(statesIn(kept)).toEqual([]);
});

it("what another installation has written is not loaded, with its index or without", async () => {
  const kept = await afterOne();
  rmSync(`${kept}.key`);
  expect(await evaluatedAfter(kept)).toBeGreaterThan(60);
  expect(statSync(`${kept}.key`).mode & 0o777).toBe(0o600);
});

it("a file that Maru's index does not name is never loaded", async () => {
  const kept = await afterOne();
  writeFileSync(join(kept, "index.json"), "{}");
  expect(await evaluatedAfter(kept)).toBeGreaterThan(60);
});

it("what is forgotten is gone from memory and disk, and other threads stay", async () => {
  const kept = ownFolder();
  const engine = await runEngine({ path, parallel: 2, folder: kept });
  for (const name of [1, 2, 3]) await engine.ask(saying(`you ${name}`), { thread: thread(name) });
  await expect.poll(() => statesIn(kept).length).toBe(1);
  await engine.forget(thread(1));
  expect(statesIn(kept)).toEqual([]);
  expect((await engine.ask(saying("you 3"), { thread: thread(3) })).evaluatedTokens).toBe(1);
  await engine.forget(thread(2));
  expect((await engine.ask(saying("you 2"), { thread: thread(2) })).evaluatedTokens).toBeGreaterThan(60);
  expect((await engine.ask(saying("you 1"), { thread: thread(1) })).evaluatedTokens).toBeGreaterThan(60);
});

it("what is forgotten while it is worked on is not kept either", async () => {
  const kept = ownFolder();
  const engine = await runEngine({ path, parallel: 1, folder: kept });
  let forgetting: Promise<void> | undefined;
  await engine.ask(saying("you"), {
    thread: thread(1),
    onPiece: () => {
      forgetting ??= engine.forget(thread(1));
    },
  });
  await forgetting;
  await engine.leave();
  expect(statesIn(kept)).toEqual([]);
  expect(await threadInMemory(engine)).toBeGreaterThan(60);
});

it("a request that waits for its turn is forgotten with its thread", async () => {
  const kept = ownFolder();
  const engine = await runEngine({ path, parallel: 1, folder: kept });
  let waiting: Promise<unknown> | undefined;
  await engine.ask(saying("others"), {
    thread: thread(2),
    onPiece: () => {
      waiting ??= Promise.all([engine.ask(saying("you"), { thread: thread(1) }), engine.forget(thread(1))]);
    },
  });
  await waiting;
  await engine.leave();
  expect(statesIn(kept)).toHaveLength(1);
  expect(await threadInMemory(engine)).toBeGreaterThan(60);
});

it("whoever is forgotten entirely takes everything along: from memory, from disk, and of what is worked on", async () => {
  const kept = ownFolder();
  const engine = await runEngine({ path, parallel: 2, folder: kept });
  const opened: Turn[] = [
    { role: "system", text: `You are Maru. ${"word ".repeat(60)}` },
    ...saying("you 2"),
  ];
  await engine.ask(saying("you 1"), { thread: thread(1) });
  await engine.ask(opened, { thread: thread(2) });
  await engine.ask(saying("you 3"), { thread: thread(3) });
  await expect.poll(() => readdirSync(kept).filter((name) => /^(thread|opening)-/.test(name)).length).toBe(2);
  let forgetting: Promise<void> | undefined;
  await engine.ask(saying("you 4"), {
    thread: thread(4),
    onPiece: () => {
      forgetting ??= engine.forgetAll();
    },
  });
  await forgetting;
  await engine.leave();
  expect(readdirSync(kept).filter((name) => /^(thread|opening)-/.test(name))).toEqual([]);
  for (const name of [1, 3, 4]) {
    const { evaluatedTokens } = await engine.ask(saying(`you ${name}`), { thread: thread(name) });
    expect(evaluatedTokens).toBeGreaterThan(60);
  }
});

it("a process that lives on when another has taken the folder writes and deletes nothing there", async () => {
  const kept = ownFolder();
  const old = await runEngine({ path, parallel: 1, folder: kept });
  await old.ask(saying("you"), { thread: thread(1) });
  const engine = await runEngine({ path, parallel: 1, folder: kept });
  await engine.ask(saying("you 2"), { thread: thread(2) });
  await engine.leave();
  const inFolder = () =>
    readdirSync(kept).map((name) => [name, readFileSync(join(kept, name)).toString("latin1")]);
  const before = inFolder();
  await old.ask(saying("you 3"), { thread: thread(3) });
  await old.leave();
  expect(inFolder()).toEqual(before);
});

it("a folder that is taken while a state is being written does not get it", async () => {
  const kept = ownFolder();
  const grant = takeKeptFolder(kept, Date.now());
  const states = openKeptStates({
    folder: kept,
    ...grant,
    origin: "",
    mostBytes: 1e9,
    now: Date.now,
    freeBytes: () => 1e12,
  });
  await states.save({ name: "thread-1", tokens: 100, usedAt: Date.now(), returns: 0 }, async (draft) => {
    writeFileSync(draft, "what was said");
    takeKeptFolder(kept, Date.now());
  });
  await states.settled();
  expect(readdirSync(kept).sort()).toEqual(["index.json", "owner"]);
});

it("an index that cannot be written leaves nothing behind, and what was forgotten is gone all the same", async () => {
  const kept = await afterOne();
  const engine = await runEngine({ path, parallel: 1, folder: kept });
  rmSync(join(kept, "index.json"));
  mkdirSync(join(kept, "index.json"));
  await engine.forget(thread(1));
  expect(readdirSync(kept).sort()).toEqual(["index.json", "owner"]);
});

it("what is too old is deleted where no model can be loaded, too; the rest can be forgotten, and nobody else may read it", async () => {
  const kept = ownFolder();
  mkdirSync(kept, { mode: 0o777 });
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  for (const name of ["thread-1", "thread-2", "thread-3", "thread-4"])
    writeFileSync(join(kept, name), "what was said");
  utimesSync(join(kept, "thread-1"), 0, 0);
  chmodSync(join(kept, "thread-2"), 0o666);
  let at = Date.now();
  const missing = settingsFor(join(folder, "missing.gguf"), { kept: { folder: kept, mostBytes: 1e9 } });
  const { model } = runModel(missing, { now: () => at });
  expect(statesIn(kept)).toEqual(["thread-2", "thread-3", "thread-4"]);
  expect(statSync(join(kept, "thread-2")).mode & 0o777).toBe(0o600);
  await expect(model.ready(never)).rejects.toMatchObject({ code: "unavailable" });
  utimesSync(join(kept, "thread-3"), at / 1000 + 3600, at / 1000 + 3600);
  utimesSync(join(kept, "thread-4"), at / 1000 + 7200, at / 1000 + 7200);
  at += 7 * DAY_MS + 60_000;
  await model.forget(thread("another"));
  expect(statesIn(kept)).toEqual(["thread-3", "thread-4"]);
  at += 3_600_000;
  vi.advanceTimersByTime(3_600_000);
  expect(statesIn(kept)).toEqual(["thread-4"]);
  await model.forgetAll();
  expect(statesIn(kept)).toEqual([]);
});

it("a model whose folder cannot be made answers, and has nothing to forget", async () => {
  const kept = ownFolder();
  writeFileSync(kept, "in its place");
  const { model } = runModel(
    settingsFor(join(folder, "missing.gguf"), { kept: { folder: kept, mostBytes: 1e9 } }),
  );
  await model.forget(thread(1));
  await model.forgetAll();
  expect(readFileSync(kept, "utf8")).toBe("in its place");
});

it("nothing is kept of requests that belong to no thread", async () => {
  const kept = ownFolder();
  const engine = await runEngine({ path, parallel: 1, folder: kept });
  await engine.ask(saying("you"));
  await engine.leave();
  expect(statesIn(kept)).toEqual([]);
});

it("what was not used for seven days is deleted", async () => {
  const kept = await afterOne({ now: () => 100 * DAY_MS });
  await runEngine({ path, parallel: 1, folder: kept, now: () => 106 * DAY_MS });
  expect(statesIn(kept)).toHaveLength(1);
  await runEngine({ path, parallel: 1, folder: kept, now: () => 107 * DAY_MS });
  expect(statesIn(kept)).toEqual([]);
});

it("all files together stay below the limit; those of threads that came back often stay longest", async () => {
  const kept = ownFolder();
  const engine = await runEngine({ path, parallel: 1, folder: kept, mostBytes: 1_200_000 });
  for (let turn = 1; turn <= 4; turn++) await engine.ask(saying("1"), { thread: thread(1) });
  for (let name = 2; name <= 8; name++) await engine.ask(saying(`${name}`), { thread: thread(name) });
  await engine.leave();
  const bytes = statesIn(kept).reduce((sum, name) => sum + statSync(join(kept, name)).size, 0);
  expect(statesIn(kept).length).toBeGreaterThan(1);
  expect(statesIn(kept).length).toBeLessThan(8);
  expect(bytes).toBeLessThanOrEqual(1_200_000);
  const next = await runEngine({ path, parallel: 1, folder: kept });
  expect((await next.ask(saying("1"), { thread: thread(1) })).evaluatedTokens).toBe(1);
});

/** What takes as long however much there is of it. */
const taking = (tookMs: number) => ({ of: () => tookMs, learn: () => undefined });

it.each([
  [
    "takes long, is put away only while nobody is held up",
    { savingMs: 1_500, evaluatingMs: 100_000 },
    [1, 0],
  ],
  ["costs those that write more than it saves, too", { savingMs: 400, evaluatingMs: 1_000 }, [1, 0]],
  [
    "is written soon and costs much to read again, is put away",
    { savingMs: 900, evaluatingMs: 10_000 },
    [1, 1],
  ],
])("a thread whose state %s", async (_, { savingMs, evaluatingMs }, [alone, besideAnother]) => {
  const kept = ownFolder();
  const rates = { saving: taking(savingMs), evaluating: taking(evaluatingMs) };
  const engine = await runEngine({ path, parallel: 2, folder: kept, rates });
  const writing = new AbortController();
  const begun = Promise.withResolvers<void>();
  const other = engine.ask([{ role: "user", text: "count" }], {
    maxTokens: 3000,
    signal: writing.signal,
    onPiece: () => begun.resolve(),
  });
  await begun.promise;
  for (const name of [1, 2]) await engine.ask(saying(`you ${name}`), { thread: thread(name), maxTokens: 1 });
  expect(statesIn(kept)).toHaveLength(besideAnother!);
  writing.abort(new Error("enough"));
  await expect(other).rejects.toThrow("enough");
  // The other slot holds nobody's state, and is taken first.
  for (const name of [3, 4]) await engine.ask(saying(`you ${name}`), { thread: thread(name), maxTokens: 1 });
  expect(statesIn(kept)).toHaveLength(besideAnother! + alone!);
});

it("a thread that was to be put away is not when somebody has begun to be answered since", async () => {
  const kept = ownFolder();
  const rates = { saving: taking(1_500), evaluating: taking(100_000) };
  const engine = await runEngine({ path, parallel: 3, folder: kept, rates });
  for (const name of [1, 2]) await engine.ask(saying(`you ${name}`), { thread: thread(name) });
  // The first has the slot that is empty; the others both decide before it computes, and one has to wait for the other.
  await Promise.all([
    engine.ask([{ role: "user", text: `count ${"word ".repeat(300)}` }], { maxTokens: 1 }),
    ...[3, 4].map((name) => engine.ask(saying(`you ${name}`), { thread: thread(name), maxTokens: 1 })),
  ]);
  expect(statesIn(kept)).toHaveLength(1);
});

it("nothing is written to a disk that is nearly full", async () => {
  const kept = ownFolder();
  const engine = await runEngine({ path, parallel: 1, folder: kept, freeBytes: 1e9 });
  await engine.ask(saying("you"), { thread: thread(1) });
  await engine.leave();
  expect(statesIn(kept)).toEqual([]);
});

it("through the process: only Maru's user may read what is kept, a restart finds it, and it can be forgotten without the process", async () => {
  const kept = ownFolder();
  mkdirSync(kept, { mode: 0o755 });
  const settings = settingsFor(path, { kept: { folder: kept, mostBytes: 1e9 } });
  const ask = async () => {
    const { model, observations } = runModel(settings);
    await model.ready(never);
    await Array.fromAsync(model.reply(saying("you"), { signal: never, maxTokens: 64, thread: thread(1) }));
    await model.stop();
    return { model, usage: observations.find(({ type }) => type === "model-reply") };
  };
  const first = await ask();
  expect(statSync(kept).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(kept)) expect(statSync(join(kept, name)).mode & 0o777).toBe(0o600);
  const second = await ask();
  expect(second.usage).toMatchObject({ evaluatedTokens: 1 });
  await first.model.forget(thread(1));
  expect(statesIn(kept)).toEqual([]);
});

it("what was read for an answer that a stop cut off is kept too", async () => {
  const settings = settingsFor(path, { kept: { folder: ownFolder(), mostBytes: 1e9 } });
  const turns: Turn[] = [{ role: "user", text: `count ${"word ".repeat(60)}` }];
  const cut = runModel(settings).model;
  await cut.ready(never);
  const answer = cut.reply(turns, { signal: never, maxTokens: 1500, thread: thread(1) });
  await answer[Symbol.asyncIterator]().next();
  await cut.stop();
  const { model, observations } = runModel(settings);
  await model.ready(never);
  await Array.fromAsync(model.reply(turns, { signal: never, maxTokens: 1, thread: thread(1) }));
  expect(observations.find(({ type }) => type === "model-reply")).toMatchObject({ evaluatedTokens: 1 });
});

it("what is forgotten while the process is leaving does not come back; what others said stays", async () => {
  const kept = ownFolder();
  const { model } = runModel(settingsFor(path, { parallel: 2, kept: { folder: kept, mostBytes: 1e9 } }));
  await model.ready(never);
  for (const name of [1, 2]) {
    await Array.fromAsync(
      model.reply(saying(`you ${name}`), { signal: never, maxTokens: 8, thread: thread(name) }),
    );
  }
  const stopping = model.stop();
  await model.forget(thread(1));
  await stopping;
  expect(statesIn(kept)).toEqual([threadStateName(thread(2))]);
  await model.forgetAll();
  expect(statesIn(kept)).toEqual([]);
});
