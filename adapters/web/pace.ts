import { setImmediate } from "node:timers/promises";

/** Lets others have the event loop whenever the work since the last rest took a while. */
export interface Pace {
  /** Resolves at once when it is not time yet. */
  rest(): Promise<void>;
}

/** Short enough that nobody notices. */
const SLICE_MS = 6;

export function createPace(): Pace {
  let since = performance.now();
  return {
    async rest() {
      if (performance.now() - since < SLICE_MS) return;
      await setImmediate();
      since = performance.now();
    },
  };
}
