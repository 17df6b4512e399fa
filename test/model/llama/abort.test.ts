import { getLlama, type Llama, LlamaLogLevel } from "node-llama-cpp";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { chatTemplate } from "../../../src/model/llama/child/chat-template.ts";
import { createEngine } from "../../../src/model/llama/child/create-engine.ts";
import type { Engine } from "../../../src/model/llama/child/engine.ts";
import { createRates } from "../../../src/model/llama/child/rates.ts";
import { asked, never, runModel, settingsFor, temporaryFolder, writeModel } from "./run-model.ts";

const folder = temporaryFolder();
let llama: Llama;
beforeAll(async () => {
  llama = await getLlama({ gpu: false, build: "never", logLevel: LlamaLogLevel.error, maxThreads: 1 });
});

async function loadEngine(): Promise<Engine> {
  const model = await llama.loadModel({ modelPath: writeModel(folder, "model.gguf").path });
  onTestFinished(() => model.dispose());
  const context = await model.createContext({ contextSize: 4096, threads: 1 });
  return createEngine({
    model,
    sequences: [context.getSequence()],
    chunkTokens: 128,
    rates: createRates(1000),
    now: Date.now,
    wrapper: chatTemplate(model, "auto"),
    name: "test",
    contextTokens: 4000,
  });
}

const unused = { promptTokens: 0, evaluatedTokens: 0, writtenTokens: 0 };

it("an aborted answer ends within one token", async () => {
  const engine = await loadEngine();
  const stop = new AbortController();
  const usage = { ...unused };
  let pieces = 0;
  const reply = engine.reply({
    turns: asked("count"),
    maxTokens: 1000,
    signal: stop.signal,
    usage,
    onPiece: () => {
      pieces += 1;
      if (pieces === 10) stop.abort(new Error("enough"));
    },
  });
  await expect(reply).rejects.toThrow("enough");
  expect(pieces).toBeLessThanOrEqual(11);
  expect(usage.writtenTokens).toBeLessThanOrEqual(11);
});

it("an aborted prompt ends within one chunk of 128 tokens", async () => {
  const engine = await loadEngine();
  const stop = new AbortController();
  let evaluated = 0;
  const usage = {
    ...unused,
    get evaluatedTokens() {
      return evaluated;
    },
    set evaluatedTokens(tokens) {
      evaluated = tokens;
      if (evaluated >= 256) stop.abort(new Error("enough"));
    },
  };
  const turns = asked("x ".repeat(1500));
  const reply = engine.reply({ turns, maxTokens: 8, signal: stop.signal, usage, onPiece: () => undefined });
  await expect(reply).rejects.toThrow("enough");
  expect(usage.promptTokens).toBeGreaterThan(2000);
  expect(evaluated).toBe(256);
});

it("what was evaluated of an aborted prompt is not evaluated again", async () => {
  const engine = await loadEngine();
  const stop = new AbortController();
  const turns = asked("word ".repeat(500));
  const first = { ...unused };
  const reply = engine.reply({
    turns,
    maxTokens: 8,
    signal: stop.signal,
    usage: first,
    onPiece: () => stop.abort(new Error("enough")),
  });
  await expect(reply).rejects.toThrow("enough");
  const second = { ...unused };
  await engine.reply({ turns, maxTokens: 8, signal: never, usage: second, onPiece: () => undefined });
  expect(first.evaluatedTokens).toBe(first.promptTokens);
  expect(second.evaluatedTokens).toBe(1);
});

it("through the process, no more than one piece comes after the abort, and the tokens used are told", async () => {
  const { model, observations, answer } = runModel(
    settingsFor(writeModel(folder, "small.gguf", { cost: "small" }).path),
  );
  await model.ready(never);
  const stop = new AbortController();
  let pieces = 0;
  const reading = (async () => {
    for await (const _ of model.reply(asked("count"), { signal: stop.signal, maxTokens: 1500 })) {
      pieces += 1;
      if (pieces === 4) stop.abort();
    }
  })();
  await expect(reading).rejects.toMatchObject({ code: "aborted" });
  expect(pieces).toBeLessThanOrEqual(5);
  await answer("hello", 1);
  const [aborted] = observations.filter((observation) => observation.type === "model-reply");
  // The message to stop travels while the next token is computed: a few at most, of 1500.
  expect(aborted?.writtenTokens).toBeLessThan(100);
});

it("a request that is aborted while it waits for its turn is let go at once, and nothing is thought to hang", async () => {
  const { path } = writeModel(folder, "waiting.gguf", { cost: "small" });
  const { model, observations, answer } = runModel(settingsFor(path), { hangMs: 1500 });
  await model.ready(never);
  const long = answer("count", 600);
  const waiting = Array.fromAsync(
    model.reply(asked("hello"), { signal: AbortSignal.timeout(20), maxTokens: 8 }),
  );
  await expect(waiting).rejects.toMatchObject({ code: "aborted" });
  expect(await long).toMatch(/^one two/);
  expect(model.health()).toMatchObject({ state: "ready", restarts: 0 });
  expect(
    observations.map((observation) => observation.type === "model-reply" && observation.writtenTokens),
  ).toEqual([0, 600]);
});

it("a conversation that goes on is read only from where it went on", async () => {
  const { model, observations } = runModel(settingsFor(writeModel(folder, "reuse.gguf").path));
  await model.ready(never);
  const turns = [...asked(`hello ${"word ".repeat(300)}`)];
  const first = await Array.fromAsync(model.reply(turns, { signal: never, maxTokens: 64 }));
  turns.push({ role: "assistant", text: first.join("") }, { role: "user", text: "what now?" });
  await Array.fromAsync(model.reply(turns, { signal: never, maxTokens: 64 }));
  const [cold, warm] = observations.filter((observation) => observation.type === "model-reply");
  expect(cold?.evaluatedTokens).toBe(cold?.promptTokens);
  expect(warm?.promptTokens).toBeGreaterThan(cold?.promptTokens ?? 0);
  expect(warm?.evaluatedTokens).toBeLessThan(100);
});
