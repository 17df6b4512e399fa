import type { AnswerSchema } from "../../core/ports/index.ts";
import type { LlamaSettings } from "../llama/settings.ts";
import { asUnmeasurable, type MeasureParts, Unmeasurable } from "./measure.ts";

/**
 * What every model knows, so that the likeliest token is so by far: builds that compute right round differently, and must not be told apart
 * by that.
 */
const QUESTIONS = [
  "Count from one to five in words, separated by spaces.",
  "What is the capital of France? Answer with its name only.",
];
/** A few tokens, the likeliest each time. */
const ANSWER: AnswerSchema = { type: "object", properties: { answer: { type: "string", maxLength: 16 } } };
const ANSWER_TOKENS = 32;

/**
 * Why the build of llama.cpp that was made on this machine is not to be used: it does not run, or answers otherwise than the ready-made
 * one. Nothing when it computes right. Rejects with an `Unmeasurable` when the ready-made build does not answer, or as the signal says.
 */
export async function faultOfBuild(
  settings: LlamaSettings,
  parts: MeasureParts,
): Promise<string | undefined> {
  const right = await answersOf({ ...settings, build: "ready-made" }, parts);
  try {
    const answers = await answersOf({ ...settings, build: "openmp" }, parts);
    const isRight = answers.every((answer, at) => answer === right[at]);
    return isRight ? undefined : "it answers otherwise than the ready-made build, so it computes wrong";
  } catch (error) {
    if (error instanceof Unmeasurable) return `it does not work here: ${error.message}`;
    throw error;
  }
}

async function answersOf(
  settings: LlamaSettings,
  { open, log, signal }: MeasureParts,
): Promise<readonly string[]> {
  const model = open(settings, { log, observe: () => undefined });
  try {
    await model.ready(signal);
    if (model.loaded?.build !== settings.build) throw new Unmeasurable("llama.cpp cannot be started with it");
    const answers: string[] = [];
    for (const text of QUESTIONS) {
      let answer = "";
      const options = { signal, maxTokens: ANSWER_TOKENS, schema: ANSWER };
      for await (const piece of model.reply([{ role: "user", text }], options)) answer += piece;
      signal.throwIfAborted();
      answers.push(answer);
    }
    return answers;
  } catch (error) {
    throw asUnmeasurable(error, signal);
  } finally {
    await model.stop();
  }
}
