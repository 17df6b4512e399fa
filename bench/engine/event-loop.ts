import { monitorEventLoopDelay } from "node:perf_hooks";

/** How long whatever this process has to do must wait, since it does something else. */
export interface EventLoop {
  /** Watches it as long as the work takes. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
  /**
   * Of the works since the last call, in ms: the delay that 99 % of the looks at it found at most, where that was longest, and
   * the longest of all.
   */
  take(): Delay;
}

interface Delay {
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** How often it is looked at. Node counts this time as a part of the delay. */
const LOOK_EVERY_MS = 5;

export function createEventLoop(): EventLoop {
  let delays: Delay[] = [];

  return {
    async during(work) {
      const histogram = monitorEventLoopDelay({ resolution: LOOK_EVERY_MS });
      histogram.enable();
      try {
        return await work();
      } finally {
        histogram.disable();
        const ms = (ns: number) => Math.max(0, ns / 1e6 - LOOK_EVERY_MS);
        delays.push({ p99Ms: ms(histogram.percentile(99)), maxMs: ms(histogram.max) });
      }
    },
    take() {
      const seen = delays;
      delays = [];
      return {
        p99Ms: Math.max(...seen.map(({ p99Ms }) => p99Ms)),
        maxMs: Math.max(...seen.map(({ maxMs }) => maxMs)),
      };
    },
  };
}
