import { join } from "node:path";
import { getLlama, type Llama, LlamaLogLevel } from "node-llama-cpp";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { chatTemplate } from "../../../src/model/llama/child/chat-template.ts";
import { createEngine } from "../../../src/model/llama/child/create-engine.ts";
import { createRates } from "../../../src/model/llama/child/rates.ts";
import { type ScriptedModelOptions, writeScriptedModel } from "../../fixtures/gguf/index.ts";
import { asked, never, RULES, temporaryFolder } from "./run-model.ts";

const folder = temporaryFolder();
let llama: Llama;
beforeAll(async () => {
  llama = await getLlama({ gpu: false, build: "never", logLevel: LlamaLogLevel.error, maxThreads: 2 });
});

/** A function that asks a scripted model. */
async function asking(options: ScriptedModelOptions) {
  const { path } = writeScriptedModel(join(folder, `${Math.random()}.gguf`), options);
  const model = await llama.loadModel({ modelPath: path });
  onTestFinished(() => model.dispose());
  const context = await model.createContext({ contextSize: 4096, threads: 1 });
  const wrapper = chatTemplate(model, "auto");
  const engine = createEngine({
    model,
    sequences: [context.getSequence()],
    chunkTokens: 128,
    rates: createRates(1000),
    now: Date.now,
    wrapper,
    name: "scripted",
    contextTokens: 4000,
  });
  return async (question: string, maxTokens = 64) => {
    const pieces: string[] = [];
    const usage = { promptTokens: 0, evaluatedTokens: 0, writtenTokens: 0 };
    await engine.reply({
      turns: asked(question),
      maxTokens,
      signal: never,
      usage,
      onPiece: (piece) => pieces.push(piece),
    });
    return pieces.join("");
  };
}

describe("a scripted model", () => {
  it("answers by the most recent trigger, wherever it stands in the message", async () => {
    const ask = await asking({ rules: RULES });
    expect(await ask("hello")).toMatch(/^Hello!/);
    expect(await ask("Hello?")).toMatch(/^Hello!/);
    expect(await ask("저기 안녕하세요 반가워요")).toMatch(/^Hello!/);
    expect(await ask("what now?")).toBe("I have no rule for that.");
    expect(await ask("please count, no: hello")).toMatch(/^Hello!/);
    for (const words of [10, 100, 500]) expect(await ask(`hello ${"x ".repeat(words)}`)).toMatch(/^Hello!/);
    for (const words of [10, 100, 500]) expect(await ask(`${"x ".repeat(words)} hello`)).toMatch(/^Hello!/);
  });

  it("says again what it says more than once", async () => {
    const reply = "the cat and the dog and the cat; the\n\n- cat\n- dog\n- the";
    const ask = await asking({ rules: [{ reply }] });
    expect(await ask("so?")).toBe(reply);
  });

  it("goes on for ever when told to", async () => {
    const ask = await asking({ rules: RULES });
    expect(await ask("count", 500)).toHaveLength("one two three four\n".length * 100);
  });

  it("answers the same with layers that only cost time", async () => {
    const ask = await asking({ rules: RULES, cost: "small" });
    expect(await ask("hello")).toMatch(/^Hello! 안녕하세요!/);
    expect(await ask("so?")).toBe("I have no rule for that.");
  });
});
