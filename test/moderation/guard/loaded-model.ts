import { join } from "node:path";
import { getLlama, type Llama, LlamaLogLevel, type Token } from "node-llama-cpp";
import { onTestFinished } from "vitest";
import type { GuardQuestion } from "../../../src/core/ports/index.ts";
import { controlMarks } from "../../../src/model/llama/child/control-marks.ts";
import { createPromptReader } from "../../../src/model/llama/child/prompt-reader.ts";
import { guardPrompt } from "../../../src/moderation/guard/guard-prompt.ts";
import { type ScriptedModelOptions, writeScriptedModel } from "../../fixtures/gguf/index.ts";
import { formatNamed } from "./run-guard.ts";

let starting: Promise<Llama> | undefined;
let files = 0;

/** What a model's process makes of a guard's prompts, seen from inside. */
export interface LoadedModel {
  /** The first prompt's tokens, as the model gets them; of a question with rules of the place's own, the last one's. */
  tokens(asked: GuardQuestion): Token[];
  /** The same as text; control tokens are written as in the file. */
  text(asked: GuardQuestion): string;
  /** How many of the tokens are control tokens or user-defined ones. */
  marks(tokens: readonly Token[]): number;
}

export async function loadModel(
  folder: string,
  options: Partial<ScriptedModelOptions>,
  formatName: string,
  ownTemplate = false,
): Promise<LoadedModel> {
  starting ??= getLlama({ gpu: false, build: "never", logLevel: LlamaLogLevel.error, maxThreads: 1 });
  const llama = await starting;
  files += 1;
  const { path } = writeScriptedModel(join(folder, `loaded-${files}.gguf`), {
    rules: [{ reply: "safe" }],
    ...options,
  });
  const model = await llama.loadModel({ modelPath: path });
  onTestFinished(() => model.dispose());
  const known = controlMarks(model);
  const reader = createPromptReader(model, known);
  const format = formatNamed(formatName);
  const tokens = (asked: GuardQuestion) => {
    const { prompts } = guardPrompt(format, ownTemplate, asked);
    const prompt = asked.rules === undefined ? prompts[0] : prompts.at(-1);
    if (prompt === undefined) throw new Error("no prompt");
    return reader.tokens(prompt);
  };
  return {
    tokens,
    text: (asked) => {
      // llama.cpp tidies spaces before punctuation when it turns many tokens into text at once.
      let text = "";
      let together: Token[] = [];
      for (const token of tokens(asked)) {
        if (/^[?!.,']/.test(model.detokenize([token], true))) {
          text += model.detokenize(together, true);
          together = [];
        }
        together.push(token);
      }
      return text + model.detokenize(together, true);
    },
    marks: (list) => list.filter((token) => known.isMark(token)).length,
  };
}
