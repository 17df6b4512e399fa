import { type Clock, pause } from "./clock.ts";

/** Resolves as `work` does, or to `late` when that takes longer; the work goes on then. */
export function inTime<Result>(clock: Clock, ms: number, work: Promise<Result>): Promise<Result | "late"> {
  return Promise.race([work, pause(clock, ms).then(() => "late" as const)]);
}
