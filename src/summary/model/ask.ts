import { type AnswerSchema, type Model, ModelError } from "../../core/ports/index.ts";
import type { Turn } from "../../core/types.ts";
import { completeJson } from "./complete-json.ts";

export interface AskOptions {
  readonly schema: AnswerSchema;
  readonly maxTokens: number;
  readonly signal: AbortSignal;
  /** Called when the answer begins. */
  readonly onBegin?: (() => void) | undefined;
}

/**
 * The model's answer as a value. A crash of the model's process is made good by asking once more.
 * Throws a `ModelError`: `failed` where the answer is no JSON, which a model that heeds schemas cannot give.
 */
export async function ask(model: Model, turns: readonly Turn[], options: AskOptions): Promise<unknown> {
  const text = await written(model, turns, options).catch(async (error: unknown) => {
    if (!(error instanceof ModelError) || error.code !== "crashed") throw error;
    await model.ready(options.signal);
    return written(model, turns, options);
  });
  const value = completeJson(text);
  if (typeof value !== "object" || value === null)
    throw new ModelError("failed", "the model's answer is not the JSON that it was asked for");
  return value;
}

async function written(model: Model, turns: readonly Turn[], options: AskOptions): Promise<string> {
  const { onBegin, ...how } = options;
  let text = "";
  for await (const piece of model.reply(turns, how)) {
    if (text === "") onBegin?.();
    text += piece;
  }
  return text;
}
