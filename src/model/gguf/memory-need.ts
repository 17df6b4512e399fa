import { formatBytes } from "../../text/format-bytes.ts";
import { FaultError } from "../fault.ts";
import type { ModelFile } from "./inspect-model-file.ts";
import type { MemoryAtHand } from "./memory-at-hand.ts";

/** llama.cpp's buffers for computing, and the process itself. */
const REST_BYTES = 400e6;

/** What of a model's file says how much memory it takes. */
export type MemoryFacts = Pick<ModelFile, "weightsBytes" | "cacheBytesPerToken" | "trainedContextTokens">;

/** Bytes of memory that a model takes with so many contexts of this size: weights, cache, and the rest. */
export function memoryNeed(file: MemoryFacts, contextTokens: number, sequences = 1): number {
  const context = Math.min(contextTokens, file.trainedContextTokens ?? contextTokens);
  return file.weightsBytes + sequences * context * (file.cacheBytesPerToken ?? 0) + REST_BYTES;
}

/** How a model is held in memory. */
export interface MemoryPlan {
  /** Contexts that are held at the same time. */
  readonly parallel: number;
  /** Of each. */
  readonly contextTokens: number;
}

/** What is to be held, before it is known what fits. */
export interface MemoryWish extends MemoryPlan {
  /** Rather fewer contexts than that layers leave a graphics card for them: nobody asked for just so many. */
  readonly prefersCard: boolean;
}

/** Of all memory, what a model may take for further contexts beside the first; the rest is for the guard and other programs. */
const SHARE_FOR_FURTHER = 0.7;
/** A smaller context holds no conversation worth the name. */
const LEAST_CONTEXT_TOKENS = 2048;

/**
 * What comes nearest to the wish and fits the memory at hand: fewer contexts first, then a smaller one, of 2,048 tokens at least.
 * Where a graphics card is preferred and holds the weights and a whole context, it is what fits the card. `undefined` when nothing fits.
 */
export function planMemory(
  file: MemoryFacts,
  wish: MemoryWish,
  { allBytes, cardBytes }: MemoryAtHand,
): MemoryPlan | undefined {
  const onCard = wish.prefersCard ? wholeContexts(file, wish, Math.min(cardBytes, allBytes)) : undefined;
  const whole = onCard ?? wholeContexts(file, wish, allBytes);
  if (whole !== undefined) return whole;
  const contextTokens = smallerContexts(wish.contextTokens).find(
    (tokens) => memoryNeed(file, tokens) <= allBytes,
  );
  return contextTokens === undefined ? undefined : { parallel: 1, contextTokens };
}

/** As many contexts of the size that was wished as so much memory has room for. */
function wholeContexts(
  file: MemoryFacts,
  { parallel: wished, contextTokens }: MemoryPlan,
  haveBytes: number,
): MemoryPlan | undefined {
  for (let parallel = wished; parallel > 0; parallel--) {
    const share = parallel > 1 ? SHARE_FOR_FURTHER : 1;
    if (memoryNeed(file, contextTokens, parallel) <= haveBytes * share) return { parallel, contextTokens };
  }
  return undefined;
}

/** The next smaller plan, for when llama.cpp finds that there is less memory than there seemed to be. */
export function smallerPlan({ parallel, contextTokens }: MemoryPlan): MemoryPlan | undefined {
  if (parallel > 1) return { parallel: Math.floor(parallel / 2), contextTokens };
  const [smaller] = smallerContexts(contextTokens);
  return smaller === undefined ? undefined : { parallel, contextTokens: smaller };
}

/** Halves, down to the least that is of use. */
function smallerContexts(contextTokens: number): number[] {
  if (contextTokens <= LEAST_CONTEXT_TOKENS) return [];
  const half = Math.max(LEAST_CONTEXT_TOKENS, Math.floor(contextTokens / 2));
  return [half, ...smallerContexts(half)];
}

/** Throws a `FaultError` when a model can never fit the memory that the machine has in all. */
export function assertFits(
  { path, section }: { readonly path: string; readonly section: string },
  needBytes: number,
  haveBytes: number,
): void {
  if (needBytes <= haveBytes) return;
  throw new FaultError(
    "too-big",
    `The model ${path} needs about ${formatBytes(needBytes)} of memory, but this machine has ${formatBytes(haveBytes)}.`,
    `Choose a smaller model (npm run maru -- models shows which fit), or lower ${section}.contextTokens.`,
  );
}
