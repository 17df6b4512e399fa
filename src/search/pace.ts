import { setImmediate } from "node:timers/promises";

/** Lets others have the event loop whenever the work since the last rest took `sliceMs`. */
export interface Pace {
  rest(): Promise<void> | undefined;
}

/** `nowMs` is a monotonic clock. */
export function createPace(nowMs: () => number, sliceMs = 4): Pace {
  let since = nowMs();
  return {
    rest() {
      if (nowMs() - since < sliceMs) return undefined;
      return setImmediate().then(() => {
        since = nowMs();
      });
    },
  };
}
