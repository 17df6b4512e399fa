import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";
import type { Observation } from "../../../src/core/ports/index.ts";
import { createLlamaModel, type LlamaSettings } from "../../../src/model/index.ts";
import type { LlamaModel, LlamaModelParts } from "../../../src/model/llama/llama-model.ts";
import { type Rule, type ScriptedModelOptions, writeScriptedModel } from "../../fixtures/gguf/index.ts";
import { asked, never, QUIET } from "./settings-for.ts";

export { asked, never, QUIET, settingsFor } from "./settings-for.ts";

/** What the models of these tests answer. */
export const RULES: readonly Rule[] = [
  { reply: "I have no rule for that." },
  { when: ["hello", "안녕하세요"], reply: "Hello! 안녕하세요! 무엇을 도와드릴까요? 🦙" },
  { when: ["count"], reply: "one two three four", endless: true },
  { when: ["ponder"], reply: "<think>\nThey want me to ponder, so I do.\n</think>\n\nI have thought." },
];

/** A folder that is removed when the tests of the file are done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "maru-model-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface RunningModel {
  readonly model: LlamaModel;
  readonly observations: readonly Observation[];
  answer(question: string, maxTokens?: number): Promise<string>;
}

/** Starts a model that is stopped when the test is done. */
export function runModel(settings: LlamaSettings, parts: Partial<LlamaModelParts> = {}): RunningModel {
  const observations: Observation[] = [];
  const model = createLlamaModel(settings, {
    log: QUIET,
    observe: (observation) => observations.push(observation),
    ...parts,
  });
  onTestFinished(() => model.stop());
  return {
    model,
    observations,
    answer: async (question, maxTokens = 64) =>
      (await Array.fromAsync(model.reply(asked(question), { signal: never, maxTokens }))).join(""),
  };
}

export function writeModel(folder: string, name: string, options: Partial<ScriptedModelOptions> = {}) {
  return writeScriptedModel(join(folder, name), { rules: RULES, ...options });
}
