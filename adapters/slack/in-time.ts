import type { Clock } from "./clock.ts";

/** Resolves or rejects as `work` does, or resolves to `late` when that takes longer; the work goes on then. */
export async function inTime<Result>(
  clock: Pick<Clock, "after">,
  ms: number,
  work: Promise<Result>,
): Promise<Result | "late"> {
  const late = Promise.withResolvers<"late">();
  const callOff = clock.after(ms, () => late.resolve("late"));
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    callOff();
  }
}
