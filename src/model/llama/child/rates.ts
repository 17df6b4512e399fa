import { createMeanRate, type MeanRate } from "./mean-rate.ts";

/** What it takes on this machine to read prompts, and to keep what was read. */
export interface Rates {
  /** Milliseconds for tokens of prompts. */
  readonly evaluating: MeanRate;
  /** Milliseconds for bytes of a state. */
  readonly saving: MeanRate;
  /** Milliseconds for bytes of a state. */
  readonly loading: MeanRate;
  /** Bytes for tokens of a state. */
  readonly size: MeanRate;
}

/** Guesses until something was measured: a model of three billion parameters on four cores, and a slow disk. */
const EVALUATE_MS_PER_TOKEN = 20;
const MS_PER_BYTE = 2e-6;

export function createRates(bytesPerToken: number): Rates {
  return {
    evaluating: createMeanRate(EVALUATE_MS_PER_TOKEN),
    saving: createMeanRate(MS_PER_BYTE),
    loading: createMeanRate(MS_PER_BYTE),
    size: createMeanRate(bytesPerToken),
  };
}
