import { totalmem } from "node:os";
import { constrainedMemory } from "node:process";
import {
  getLlama,
  InsufficientMemoryError,
  type Llama,
  type LlamaContext,
  type LlamaContextOptions,
  LlamaLogLevel,
  type LlamaModel,
} from "node-llama-cpp";
import { FaultError } from "../../fault.ts";
import { assertFits } from "../../gguf/memory-need.ts";
import type { LoraSettings } from "../settings.ts";
import { createNativeLog, type NativeLog } from "./native-log.ts";

/** What opening a model's file takes, whatever the model is for. */
export interface OpenSettings {
  readonly path: string;
  readonly contextTokens: number;
  readonly threads?: number;
  readonly gpu: "auto" | false;
  readonly lora: readonly LoraSettings[];
  /** Where in maru.yaml the model is configured. */
  readonly section: string;
}

export interface OpenModel {
  readonly model: LlamaModel;
  readonly name: string;
  /** Tokens that prompt and answer may fill together. */
  readonly contextTokens: number;
  /** Makes its context. */
  createContext(
    options: Pick<LlamaContextOptions, "sequences" | "batchSize" | "batching">,
  ): Promise<LlamaContext>;
}

/**
 * Positions beyond the promised context: node-llama-cpp begins to drop the start of a conversation when the last one
 * is reached, which must never happen.
 */
const SPARE_TOKENS = 8;

/** Loads a model's weights; rejects with a `FaultError`, also later. `onProgress` gets 0 to 1. */
export async function openModel(
  settings: OpenSettings,
  needBytes: number,
  onProgress: (progress: number) => void,
): Promise<OpenModel> {
  const log = createNativeLog();
  const llama = await startLlama(settings, log);
  assertFits(settings.path, needBytes, await memoryOf(llama), settings.section);
  const model = await loadModel(llama, settings, log, onProgress);
  const contextTokens = Math.min(settings.contextTokens, model.trainContextSize);
  return {
    model,
    name: model.fileInfo.metadata.general.name ?? model.filename ?? "model",
    contextTokens,
    createContext: (options) => createContext(model, contextTokens, options, settings, log),
  };
}

async function startLlama(settings: OpenSettings, log: NativeLog): Promise<Llama> {
  try {
    return await getLlama({
      gpu: settings.gpu,
      build: "never",
      logLevel: LlamaLogLevel.warn,
      logger: log.write,
      ...(settings.threads === undefined ? {} : { maxThreads: settings.threads }),
    });
  } catch (error) {
    throw new FaultError(
      "engine",
      `llama.cpp does not start on this machine: ${messageOf(error)}`,
      "Run npm ci again on this machine; if it has no ready-made build for it, Maru cannot run a model here.",
    );
  }
}

async function memoryOf(llama: Llama): Promise<number> {
  const limit = constrainedMemory();
  const main = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return llama.gpu === false ? main : main + (await llama.getVramState()).total;
}

async function loadModel(
  llama: Llama,
  settings: OpenSettings,
  log: NativeLog,
  onProgress: (progress: number) => void,
): Promise<LlamaModel> {
  try {
    return await llama.loadModel({
      modelPath: settings.path,
      // Damaged weights load without a word otherwise. Costs a fifth of a second per gigabyte.
      checkTensors: true,
      onLoadProgress: onProgress,
    });
  } catch (error) {
    throw loadFault(settings, error, log.recent());
  }
}

async function createContext(
  model: LlamaModel,
  contextTokens: number,
  options: Pick<LlamaContextOptions, "sequences" | "batchSize" | "batching">,
  settings: OpenSettings,
  log: NativeLog,
): Promise<LlamaContext> {
  const adapters = settings.lora.map(({ path, scale }) => ({ filePath: path, scale }));
  try {
    return await model.createContext({
      contextSize: contextTokens + SPARE_TOKENS,
      ...options,
      ...(settings.threads === undefined ? {} : { threads: settings.threads }),
      ...(adapters.length === 0 ? {} : { lora: { adapters } }),
    });
  } catch (error) {
    if (/lora/i.test(`${messageOf(error)} ${log.recent()}`)) throw loraFault(settings, log.recent());
    throw loadFault(settings, error, log.recent());
  }
}

/** Finds out from llama.cpp's messages what it is that keeps a model from loading. */
function loadFault({ path, section }: OpenSettings, error: unknown, said: string): FaultError {
  const unknownArchitecture = /unknown model architecture: '([^']*)'/.exec(said);
  if (unknownArchitecture) {
    return new FaultError(
      "unsupported",
      `The model ${path} is of architecture "${unknownArchitecture[1]}", which this version of llama.cpp does not know.`,
      "Choose another model (npm run maru -- models), or update Maru.",
    );
  }
  const message = `${messageOf(error)} ${said}`;
  if (
    error instanceof InsufficientMemoryError ||
    /unable to allocate|failed to allocate|out of memory|insufficient memory/i.test(message)
  ) {
    return new FaultError(
      "too-big",
      `There is not enough free memory to load the model ${path}.`,
      `Close other programs, choose a smaller model (npm run maru -- models), or lower ${section}.contextTokens.`,
    );
  }
  return new FaultError(
    "corrupt",
    `llama.cpp cannot load the model ${path}: ${said || messageOf(error)}`,
    "Delete it and download it again: npm run maru -- models pull.",
  );
}

function loraFault({ lora, path }: OpenSettings, said: string): FaultError {
  return new FaultError(
    "lora",
    `A LoRA adapter (${lora.map((adapter) => adapter.path).join(", ")}) does not fit the model ${path}: ${said}`,
    "Use an adapter that was trained for this model, or take it out of model.lora.",
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
