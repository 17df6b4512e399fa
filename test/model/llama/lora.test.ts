import { join } from "node:path";
import { expect, it } from "vitest";
import { writeScriptedLora } from "../../fixtures/gguf/index.ts";
import { never, runModel, settingsFor, temporaryFolder, writeModel } from "./run-model.ts";

const folder = temporaryFolder();
const base = writeModel(folder, "base.gguf");
const lora = join(folder, "lora.gguf");
writeScriptedLora(lora, base, { to: 1 });

async function answerWith(scale: number | undefined): Promise<string> {
  const { model, answer } = runModel(
    settingsFor(base.path, { lora: scale === undefined ? [] : [{ path: lora, scale }] }),
  );
  await model.ready(never);
  return answer("what now?");
}

it("a LoRA adapter changes what the model says, as strongly as its scale says", async () => {
  expect(await answerWith(undefined)).toBe("I have no rule for that.");
  expect(await answerWith(0)).toBe("I have no rule for that.");
  expect(await answerWith(1)).toBe("Hello! 안녕하세요! 무엇을 도와드릴까요? 🦙");
});
