import type { WithoutModel } from "./notices/index.ts";
import { type Model, ModelError } from "./ports/index.ts";
import type { ReplyWriter } from "./reply-writer.ts";

/** How long a question waits for a model that is loading or restarting before it is answered without. */
const MODEL_PATIENCE_MS = 60_000;

/** Waits for a model that is on its way, saying so. Resolves to nothing when it can be asked, else to why not. Rejects when aborted. */
export async function awaitModel(
  model: Pick<Model, "health" | "ready">,
  reply: Pick<ReplyWriter, "status">,
  signal: AbortSignal,
): Promise<WithoutModel | undefined> {
  const { state } = model.health();
  if (state === "ready") return undefined;
  if (state === "absent") return "absent";
  if (state === "failed") return "unavailable";
  reply.status({ state: "loading" });
  try {
    await model.ready(AbortSignal.any([signal, AbortSignal.timeout(MODEL_PATIENCE_MS)]));
    return undefined;
  } catch (error) {
    if (signal.aborted || !(error instanceof ModelError)) throw error;
    return "unavailable";
  }
}
