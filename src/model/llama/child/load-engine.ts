import { statfsSync } from "node:fs";
import { getModuleVersion, InputLookupTokenPredictor, type LlamaModel } from "node-llama-cpp";
import { fileFingerprint } from "../../gguf/file-fingerprint.ts";
import { assertFits, type MemoryFacts, memoryNeed, planMemory } from "../../gguf/memory-need.ts";
import type { ChatProcessSettings } from "../chat-protocol.ts";
import { heldAs, memoryWish } from "../memory-wish.ts";
import type { Loaded } from "../protocol.ts";
import { chatTemplate } from "./chat-template.ts";
import { createEngine } from "./create-engine.ts";
import { defaultChunkTokens } from "./default-chunk-tokens.ts";
import type { Engine } from "./engine.ts";
import { type KeptStates, openKeptStates } from "./kept-states.ts";
import { openModel } from "./open-model.ts";
import { createRates } from "./rates.ts";

/** Of a model whose file does not tell: as that of three billion parameters. */
const BYTES_PER_TOKEN = 112 * 1024;

/** Loads a chat model; rejects with a `FaultError`. `onProgress` gets 0 to 1. */
export async function loadEngine(
  settings: ChatProcessSettings,
  file: MemoryFacts,
  onProgress: (progress: number) => void,
): Promise<Engine & Loaded> {
  const lookup = settings.speculation === "lookup";
  const wish = memoryWish(settings);
  const facts = heldAs(file, settings.cacheType);
  const opened = await openModel(
    settings,
    (memory) => {
      const plan = planMemory(facts, wish, memory);
      if (plan === undefined) assertFits(settings, memoryNeed(facts, wish.contextTokens), memory.allBytes);
      return plan ?? { contextTokens: wish.contextTokens, parallel: 1 };
    },
    onProgress,
  );
  const { model, name } = opened;
  const { chunkTokens = defaultChunkTokens(model.gpuLayers, model.fileInsights.totalLayers) } = settings;
  const { context, contextTokens, parallel, ...running } = await opened.createContext({
    batchSize: wish.parallel + chunkTokens,
    // Once all sequences that take part in a round have queued up.
    batching: { dispatchSchedule: process.nextTick },
  });
  const kept = await openKept(settings, model);
  const engine = createEngine({
    model,
    sequences: Array.from({ length: parallel }, () =>
      context.getSequence(lookup ? { tokenPredictor: new InputLookupTokenPredictor() } : {}),
    ),
    wrapper: chatTemplate(model, settings.template),
    name,
    contextTokens,
    chunkTokens,
    rates: createRates(facts.cacheBytesPerToken ?? BYTES_PER_TOKEN),
    now: Date.now,
    ...(kept === undefined ? {} : { kept }),
  });
  return { ...engine, ...running, parallel };
}

/** A folder that cannot be used is no reason not to answer. */
async function openKept(
  { path, kept, grant, cacheType, flashAttention, lora }: ChatProcessSettings,
  model: LlamaModel,
): Promise<KeptStates | undefined> {
  if (kept === undefined || grant === undefined) return undefined;
  const { llama } = model;
  const adapters = lora.map(async (adapter) => [await fileFingerprint(adapter.path), adapter.scale]);
  const origin = JSON.stringify({
    model: await fileFingerprint(path),
    lora: await Promise.all(adapters),
    build: [await getModuleVersion(), llama.llamaCppRelease.release, llama.buildType, llama.gpu],
    cacheType,
    flashAttention,
  });
  try {
    const freeBytes = () => {
      const { bavail, bsize } = statfsSync(kept.folder);
      return bavail * bsize;
    };
    const states = openKeptStates({ ...kept, ...grant, origin, now: Date.now, freeBytes });
    return kept.mostBytes > 0 ? states : undefined;
  } catch {
    return undefined;
  }
}
