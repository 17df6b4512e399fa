/** Memory that a model can be held in. */
export interface MemoryAtHand {
  /** Main memory, and what graphics cards have beside it. */
  readonly allBytes: number;
  /** What contexts and weights may take of the cards, whether it is the cards' own or shared with main memory; 0 without a card. */
  readonly cardBytes: number;
}

/** What node-llama-cpp tells of all graphics cards together (`Llama.getVramState` and `vramPaddingSize`), in bytes. */
export interface CardMemory {
  readonly total: number;
  readonly free: number;
  /** Of the total, what is main memory too: nearly all on Apple Silicon and on graphics chips without memory of their own. */
  readonly unifiedSize: number;
  readonly padding: number;
}

/**
 * What node-llama-cpp keeps free of a card when it is told how large a context to leave room for, in paddings; otherwise layers would leave the
 * card after all (node-llama-cpp 3.21.1, `MemoryOrchestrator` and `resolveModelGpuLayersOption`).
 */
const PADDINGS = 1.5;

/** @param mainBytes main memory in all @param card absent: none is used */
export function memoryAtHand(mainBytes: number, card?: CardMemory): MemoryAtHand {
  if (card === undefined) return { allBytes: mainBytes, cardBytes: 0 };
  const { total, free, unifiedSize, padding } = card;
  return {
    allBytes: mainBytes + Math.max(0, total - unifiedSize),
    cardBytes: Math.max(0, free - PADDINGS * padding),
  };
}
