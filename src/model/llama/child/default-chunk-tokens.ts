import { CHUNK_TOKENS } from "../chunk-tokens.ts";

/** A graphics card computes so many in little more time than few: fewer would leave most of it idle. By what is said of cards, not tried. */
const ON_CARD = 512;

/**
 * Tokens of prompts that are read between two tokens of the answers under way, where nobody chose: more only when no layer is computed
 * by the processor.
 */
export function defaultChunkTokens(gpuLayers: number, totalLayers: number): number {
  return gpuLayers > 0 && gpuLayers >= totalLayers ? ON_CARD : CHUNK_TOKENS;
}
