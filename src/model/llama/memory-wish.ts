import { availableParallelism } from "node:os";
import type { MemoryFacts, MemoryWish } from "../gguf/memory-need.ts";
import type { LlamaSettings } from "./settings.ts";

/** Half of the memory for 16-bit numbers, and a 16-bit scale for each 32 of them. */
const CACHE_SHARE = { f16: 1, q8_0: 34 / 64 } as const;

/** What a chat model is to hold in memory, before it is known what fits. */
export function memoryWish({
  contextTokens,
  parallel,
  speculation = "off",
}: Pick<LlamaSettings, "contextTokens" | "parallel" | "speculation">): MemoryWish {
  return {
    contextTokens,
    parallel: speculation === "off" ? (parallel ?? defaultParallel()) : 1,
    prefersCard: parallel === undefined,
  };
}

/** Beyond eight, each answer becomes slower than people read. */
function defaultParallel(): number {
  return Math.min(8, Math.max(2, availableParallelism()));
}

/** The file's facts, with the cache as it will be held. */
export function heldAs(file: MemoryFacts, cacheType: keyof typeof CACHE_SHARE = "f16"): MemoryFacts {
  const { cacheBytesPerToken } = file;
  if (cacheBytesPerToken === undefined) return file;
  return { ...file, cacheBytesPerToken: cacheBytesPerToken * CACHE_SHARE[cacheType] };
}
