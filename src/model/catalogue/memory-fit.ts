/** Main memory of this machine, in bytes. */
export interface MachineMemory {
  readonly totalBytes: number;
  /** Free now, or freed without harm (caches). */
  readonly availableBytes: number;
}

/** `fits`: beside what runs now. `tight`: only when other programs give memory back. `unknown`: its size is not known. */
export type MemoryFit = "fits" | "tight" | "too-big" | "unknown";

/** What bears on the memory that a model takes. */
export interface MemoryDemand {
  readonly sizeBytes?: number | undefined;
  readonly contextBytesPerToken?: number | undefined;
}

/** Context for which the fit is worked out unless the caller says otherwise. */
const PLANNED_CONTEXT_TOKENS = 8192;

/** Compute buffers of llama.cpp and the model's process around it. */
const WORKING_SET_BYTES = 512 * 1024 ** 2;
/** Left to others of what is available now, and to the system of all there is. */
const USABLE_OF_AVAILABLE = 0.9;
const USABLE_OF_TOTAL = 0.85;
/** Attention memory per token and byte of weights where the model's own is not known: that of Llama 3.2 3B, the highest of the Llamas. */
const CONTEXT_BYTES_PER_TOKEN_AND_WEIGHT_BYTE = (112 * 1024) / 2.02e9;
const MAX_ESTIMATED_CONTEXT_BYTES_PER_TOKEN = 256 * 1024;

/**
 * Bytes that a model needs while it runs: weights + context tokens × attention bytes per token + working set.
 *
 * The weights count once. While loading, llama.cpp holds them up to 1.7 times (the mapped file beside the copy
 * rearranged for the processor), but the mapped pages can be dropped and are not read again.
 */
export function memoryNeeded(demand: MemoryDemand, contextTokens: number): number | undefined {
  if (demand.sizeBytes === undefined) return undefined;
  const perToken =
    demand.contextBytesPerToken ??
    Math.min(
      demand.sizeBytes * CONTEXT_BYTES_PER_TOKEN_AND_WEIGHT_BYTE,
      MAX_ESTIMATED_CONTEXT_BYTES_PER_TOKEN,
    );
  return Math.round(demand.sizeBytes + contextTokens * perToken + WORKING_SET_BYTES);
}

/** How a model fits the machine: `fits` within 90 % of what is available, `tight` within 85 % of all memory. */
export function memoryFit(
  demand: MemoryDemand,
  memory: MachineMemory,
  contextTokens: number = PLANNED_CONTEXT_TOKENS,
): MemoryFit {
  const needed = memoryNeeded(demand, contextTokens);
  if (needed === undefined) return "unknown";
  if (needed > memory.totalBytes * USABLE_OF_TOTAL) return "too-big";
  return needed <= memory.availableBytes * USABLE_OF_AVAILABLE ? "fits" : "tight";
}
