import type { LlamaSettings } from "../settings.ts";
import { chatTemplate } from "./chat-template.ts";
import { createEngine } from "./create-engine.ts";
import type { Engine } from "./engine.ts";
import { openModel } from "./open-model.ts";

/** Loads a chat model; rejects with a `FaultError`. `onProgress` gets 0 to 1. */
export async function loadEngine(
  settings: LlamaSettings & { readonly section: string },
  needBytes: number,
  onProgress: (progress: number) => void,
): Promise<Engine & { readonly parallel: number }> {
  const { model, name, contextTokens, createContext } = await openModel(settings, needBytes, onProgress);
  const context = await createContext({ sequences: 1 });
  const engine = createEngine({
    model,
    sequence: context.getSequence(),
    wrapper: chatTemplate(model, settings.template),
    name,
    contextTokens,
  });
  return { ...engine, parallel: 1 };
}
