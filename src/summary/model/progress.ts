import type { SummaryProgress } from "../../core/types.ts";

export interface ProgressOptions {
  readonly onProgress: (progress: SummaryProgress) => void;
  /** Monotonic ms. */
  readonly now: () => number;
  readonly parallel: number;
}

/** Measures how long chunks take, and tells. */
export interface ProgressMeter {
  /** Tells that so many of so many are done. */
  tell(step: SummaryProgress["step"], done: number, of: number | undefined): void;
  /** Does one piece of work, and learns from it how long one takes. */
  timed<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** So many partial summaries are joined at a time, roughly. */
const JOINED = 4;

export function createProgressMeter({ onProgress, now, parallel }: ProgressOptions): ProgressMeter {
  let pieces = 0;
  let tookMs = 0;

  function remaining(step: SummaryProgress["step"], left: number, of: number): number {
    const merges = step === "reading" && of > 1 ? Math.ceil(of / JOINED) : 0;
    return Math.round((tookMs / pieces) * (Math.ceil(left / parallel) + Math.ceil(merges / parallel)));
  }

  return {
    tell(step, done, of) {
      onProgress({
        step,
        done,
        ...(of === undefined ? {} : { of }),
        ...(of === undefined || pieces === 0 ? {} : { remainingMs: remaining(step, of - done, of) }),
      });
    },
    async timed(work) {
      const began = now();
      const result = await work();
      tookMs += now() - began;
      pieces++;
      return result;
    },
  };
}
