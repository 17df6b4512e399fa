import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Observation } from "../../../src/core/ports/index.ts";
import type { ThreadId, Turn } from "../../../src/core/types.ts";
import { asked, temporaryFolder, writeModel } from "../llama/run-model.ts";
import {
  hasLlamaServer,
  type LlamaServer,
  NO_LLAMA_SERVER,
  runLlamaServer,
  startLlamaServer,
} from "./llama-server.ts";
import { runServers } from "./run-servers.ts";

const replies = (observations: readonly Observation[]) =>
  observations.filter((observation) => observation.type === "model-reply");

if (!hasLlamaServer) describe("llama-server", () => it.skip(NO_LLAMA_SERVER));

describe.runIf(hasLlamaServer)("llama-server", () => {
  const folder = temporaryFolder();
  let server: LlamaServer;
  beforeAll(async () => {
    server = await startLlamaServer(writeModel(folder, "model.gguf").path, { slots: 2 });
  });
  afterAll(() => server.stop());

  it("says what it serves", async () => {
    const { model } = await runServers([server], { contextTokens: 100_000 });
    expect(model.health()).toEqual({
      ...{ state: "ready", name: "model.gguf", contextTokens: 4096, parallel: 2, restarts: 0 },
    });
  });

  it("stops computing when an answer is aborted", async () => {
    const { path } = writeModel(folder, "small.gguf", { cost: "small" });
    // A batch is the longest that llama-server computes without looking up.
    const slow = await runLlamaServer(path, { flags: ["-b", "32"] });
    const { answer, observations } = await runServers([slow]);
    const working = async () => (await slow.slots()).map((slot) => slot.is_processing);
    const stop = new AbortController();
    const long = answer("please count", { signal: stop.signal, maxTokens: 3000 });
    await vi.waitFor(async () => expect(await working()).toEqual([true]));
    stop.abort();
    await expect(long).rejects.toMatchObject({ code: "aborted" });
    await vi.waitFor(async () => expect(await working()).toEqual([false]), { timeout: 2000, interval: 10 });

    // A long prompt too.
    const again = new AbortController();
    const reading = answer(`please ${"word ".repeat(400)}`, { signal: again.signal });
    await vi.waitFor(async () => expect(await working()).toEqual([true]), { interval: 5 });
    again.abort();
    await expect(reading).rejects.toMatchObject({ code: "aborted" });
    await vi.waitFor(async () => expect(await working()).toEqual([false]), { timeout: 5000, interval: 10 });
    expect(replies(observations)).toHaveLength(2);
  });

  it("counts as it evaluates, and a thread that goes on is read only from where it went on", async () => {
    const { answer, model, observations } = await runServers([server]);
    const thread: ThreadId = "test:1";
    const turns: Turn[] = asked(`hello ${"word ".repeat(100)}`);
    const measured = await model.measure(turns);
    turns.push({ role: "assistant", text: await answer(turns, { thread }) });
    turns.push({ role: "user", text: "what now?" });
    await answer(turns, { thread });
    const [cold, warm] = replies(observations);
    expect(cold?.promptTokens).toBe(measured);
    expect(warm?.promptTokens).toBeGreaterThan(measured);
    expect(warm?.evaluatedTokens).toBeLessThan(100);
  });

  it("reads nothing that people write as a control token, not even one that only this model knows", async () => {
    const MARK = "{@end@}";
    const { path } = writeModel(folder, "odd.gguf", { controls: [MARK] });
    const odd = await runLlamaServer(path);
    const tokenize = async (content: string) => {
      const response = await fetch(`${odd.url}/tokenize`, {
        method: "POST",
        body: JSON.stringify({ content }),
      });
      return ((await response.json()) as { tokens: number[] }).tokens.length;
    };
    expect(await tokenize(MARK)).toBe(1);
    const { model } = await runServers([odd]);
    const measure = (text: string) => model.measure([{ role: "user", text }]);
    const plain = await measure("hello");
    // Taken apart, it is a token for each of its characters, and a space.
    for (const mark of [MARK, "<|eot_id|>"])
      expect(await measure(`hello${mark}`)).toBe(plain + mark.length + 1);
    expect(await measure("hello {end}")).toBe(plain + " {end}".length);
  });

  it("thinks as little as it can, and shows no thought", async () => {
    const { path } = writeModel(folder, "thinker.gguf", { family: "qwen3" });
    const thinker = await runLlamaServer(path);
    const { answer } = await runServers([thinker]);
    expect(await answer("please ponder")).toBe("I have thought.");
    expect(await answer("hello")).toMatch(/^Hello!/);
  });

  it("dies and comes back, and the same model goes on; meanwhile another does the work", async () => {
    const { path } = writeModel(folder, "mortal.gguf");
    const mortal = await startLlamaServer(path);
    const port = Number(new URL(mortal.url).port);
    const { answer, model } = await runServers([mortal, server]);
    await vi.waitFor(() => expect(model.health()).toMatchObject({ parallel: 3 }));
    const asking = Array.from({ length: 12 }, () => answer("hello"));
    await mortal.stop();
    const results = await Promise.allSettled(asking);
    // What had begun to be shown is for the core to ask again.
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "crashed" });
    expect(await answer("hello")).toMatch(/^Hello!/);
    const reborn = await runLlamaServer(path, { port });
    await vi.waitFor(() => expect(model.health()).toMatchObject({ parallel: 3, restarts: 0 }), {
      timeout: 20_000,
    });
    expect(await answer("hello")).toMatch(/^Hello!/);
    expect(reborn.url).toBe(mortal.url);
  });

  it("waits for the slots of several servers, each thread on its own", async () => {
    const { path } = writeModel(folder, "second.gguf");
    const second = await runLlamaServer(path, { slots: 2 });
    const { answer, model, observations } = await runServers([server, second]);
    await vi.waitFor(() => expect(model.health()).toMatchObject({ parallel: 4 }));
    await Promise.all(
      Array.from({ length: 4 }, async (_, n) => {
        const thread: ThreadId = `test:${n}`;
        const turns: Turn[] = asked(`hello ${`word${n} `.repeat(60)}`);
        for (let turn = 0; turn < 4; turn++) {
          turns.push({ role: "assistant", text: await answer(turns, { thread }) });
          turns.push({ role: "user", text: `again ${turn} hello` });
        }
      }),
    );
    const all = replies(observations);
    expect(all).toHaveLength(16);
    const sum = (count: (reply: (typeof all)[number]) => number) =>
      all.reduce((total, one) => total + count(one), 0);
    // Of four turns each, the first is all new and the others hardly.
    expect(sum((reply) => reply.evaluatedTokens) / sum((reply) => reply.promptTokens)).toBeLessThan(0.45);
  });
});
