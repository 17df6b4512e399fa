import { availableParallelism } from "node:os";
import {
  getLlama,
  type Llama,
  type LlamaContext,
  type LlamaContextOptions,
  LlamaLogLevel,
  type LlamaModel,
  type LlamaModelOptions,
} from "node-llama-cpp";
import { FaultError } from "../../fault.ts";
import { type MemoryAtHand, memoryAtHand } from "../../gguf/memory-at-hand.ts";
import { type MemoryPlan, smallerPlan } from "../../gguf/memory-need.ts";
import { mainMemory } from "../main-memory.ts";
import { OPENMP_OPTION } from "../openmp-option.ts";
import type { Loaded } from "../protocol.ts";
import type { EngineSettings, LoraSettings } from "../settings.ts";
import { defaultThreads } from "./default-threads.ts";
import { isShortage, loadFault, loraFault, messageOf } from "./load-faults.ts";
import { createNativeLog, type NativeLog } from "./native-log.ts";

/** What opening a model's file takes, whatever the model is for. */
export interface OpenSettings extends EngineSettings {
  readonly path: string;
  readonly lora: readonly LoraSettings[];
  /** Where in maru.yaml the model is configured. */
  readonly section: string;
}

export interface OpenModel {
  readonly model: LlamaModel;
  readonly name: string;
  /** Makes its context, with fewer or smaller sequences when there is less memory than there seemed to be. */
  createContext(options: ContextOptions): Promise<OpenContext>;
}

export interface OpenContext
  extends MemoryPlan,
    Pick<Loaded, "threads" | "gpuLayers" | "flashAttention" | "build"> {
  readonly context: LlamaContext;
}

type ContextOptions = Pick<LlamaContextOptions, "batchSize" | "batching">;

/**
 * Positions beyond the promised context: node-llama-cpp begins to drop the start of a conversation when the last one
 * is reached, which must never happen.
 */
const SPARE_TOKENS = 8;

/**
 * Loads a model's weights; rejects with a `FaultError`, also later. `onProgress` gets 0 to 1.
 *
 * @param planFor what is to be held in that memory; throws a `FaultError` when it cannot be
 */
export async function openModel(
  settings: OpenSettings,
  planFor: (memory: MemoryAtHand) => MemoryPlan,
  onProgress: (progress: number) => void,
): Promise<OpenModel> {
  const log = createNativeLog();
  const llama = await startLlama(settings, log);
  const plan = planFor(await memoryOf(llama));
  const model = await loadModel(llama, settings, plan, log, onProgress);
  const contextTokens = Math.min(plan.contextTokens, model.trainContextSize);
  return {
    model,
    name: model.fileInfo.metadata.general.name ?? model.filename ?? "model",
    createContext: (options) => createContext(model, { ...plan, contextTokens }, options, settings, log),
  };
}

async function startLlama(settings: OpenSettings, log: NativeLog): Promise<Llama> {
  try {
    return await getLlama({
      gpu: settings.gpu,
      build: "never",
      // Only a build with just these options is taken; where there is none, the ready-made one.
      ...(settings.build === "openmp" ? { cmakeOptions: OPENMP_OPTION } : {}),
      logLevel: LlamaLogLevel.warn,
      logger: log.write,
      maxThreads: settings.threads ?? 0,
    });
  } catch (error) {
    throw new FaultError(
      "engine",
      `llama.cpp does not start on this machine: ${messageOf(error)}`,
      "Run npm ci again on this machine; if it has no ready-made build for it, Maru cannot run a model here.",
    );
  }
}

async function memoryOf(llama: Llama): Promise<MemoryAtHand> {
  const { totalBytes } = mainMemory();
  if (llama.gpu === false) return memoryAtHand(totalBytes);
  return memoryAtHand(totalBytes, { ...(await llama.getVramState()), padding: llama.vramPaddingSize });
}

async function loadModel(
  llama: Llama,
  settings: OpenSettings,
  plan: MemoryPlan,
  log: NativeLog,
  onProgress: (progress: number) => void,
): Promise<LlamaModel> {
  const { cacheType } = settings;
  const choices = llama.gpu === false ? [{}] : layersOnCard(plan);
  for (const [tried, layers] of choices.entries()) {
    try {
      return await llama.loadModel({
        modelPath: settings.path,
        // Damaged weights load without a word otherwise. Costs a fifth of a second per gigabyte.
        checkTensors: true,
        ...(settings.mmap === undefined ? {} : { useMmap: settings.mmap }),
        // Said here, since how many layers a card holds is reckoned by it; its contexts have it from the model.
        ...(cacheType === undefined
          ? {}
          : {
              experimentalDefaultContextKvCacheKeyType: CACHE_TYPES[cacheType],
              experimentalDefaultContextKvCacheValueType: CACHE_TYPES[cacheType],
            }),
        ...layers,
        onLoadProgress: onProgress,
      });
    } catch (error) {
      const isLast = tried === choices.length - 1;
      if (isLast || !isShortage(error, log.recent())) throw loadFault(settings, error, log.recent());
    }
  }
  throw new RangeError("there is always a choice");
}

/**
 * How many layers a graphics card is to hold: as many as leave room there for all contexts; where that cannot be had, as many as
 * there is room for; where that cannot be had either, none.
 */
function layersOnCard({ parallel, contextTokens }: MemoryPlan): Pick<LlamaModelOptions, "gpuLayers">[] {
  const contextSize = parallel * (contextTokens + SPARE_TOKENS);
  return [{ gpuLayers: { fitContext: { contextSize } } }, { gpuLayers: "auto" }, { gpuLayers: 0 }];
}

async function createContext(
  model: LlamaModel,
  plan: MemoryPlan,
  options: ContextOptions,
  settings: OpenSettings,
  log: NativeLog,
): Promise<OpenContext> {
  const adapters = settings.lora.map(({ path, scale }) => ({ filePath: path, scale }));
  const flashAttention = settings.flashAttention ?? flashAttentionFor(model.llama, settings);
  try {
    const context = await model.createContext({
      contextSize: plan.contextTokens + SPARE_TOKENS,
      sequences: plan.parallel,
      ...options,
      threads: settings.threads ?? defaultThreads(model.llama.cpuMathCores, availableParallelism()),
      failedCreationRemedy: false,
      ...(flashAttention === undefined ? {} : { flashAttention }),
      ...(adapters.length === 0 ? {} : { lora: { adapters } }),
    });
    return {
      context,
      ...plan,
      threads: context.idealThreads,
      gpuLayers: model.gpuLayers,
      flashAttention: context.flashAttention,
      build: settings.build === "openmp" && model.llama.buildType === "localBuild" ? "openmp" : "ready-made",
    };
  } catch (error) {
    if (/lora/i.test(`${messageOf(error)} ${log.recent()}`)) throw loraFault(settings, log.recent());
    const smaller = isShortage(error, log.recent()) ? smallerPlan(plan) : undefined;
    if (smaller !== undefined) return createContext(model, smaller, options, settings, log);
    throw loadFault(settings, error, log.recent());
  }
}

/**
 * On processors, a few tokens behind a long conversation are read up to three times as fast without it (bench/README.md). Only contexts
 * in 8 bits need it. On a graphics card llama.cpp decides.
 */
function flashAttentionFor(llama: Llama, { cacheType }: OpenSettings): boolean | undefined {
  return llama.gpu === false ? cacheType === "q8_0" : undefined;
}

const CACHE_TYPES = { f16: "F16", q8_0: "Q8_0" } as const;
