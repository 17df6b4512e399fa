import { forecast } from "./forecast.ts";
import { isBackground, type Job } from "./job.ts";
import type { Pace } from "./pace.ts";
import type { QueueLimits } from "./queue-limits.ts";
import type { Standing } from "./whose-turn.ts";

/**
 * `full`: as many wait as may. `person-full`: as many of the person's. `waitMs`: it would start only after so long, from the
 * measured time of earlier jobs; that is more than anybody should be kept waiting for.
 */
export type Refused = "full" | "person-full" | { readonly waitMs: number };

/**
 * An answer that starts later than this is refused at once: by then the conversation has gone on, and a word now is
 * worth more. Only what is likely to be later: `Forecast.deviationMs` is taken off before.
 */
const PATIENCE_MS = 15 * 60 * 1000;

/** Why a job is not let into the queue, if it is not. */
export function refusal(job: Job, now: Standing, limits: QueueLimits, pace: Pace): Refused | undefined {
  const isFull = now.waiting.length >= limits.waiting;
  if (isBackground(job)) {
    const others = now.waiting.filter(({ queued }) => isBackground(queued)).length;
    return isFull || others >= limits.waiting / 2 ? "full" : undefined;
  }
  const own = now.waiting.filter(
    ({ queued }) => queued.person === job.person && !isBackground(queued),
  ).length;
  if (own >= limits.waitingPerPerson) return "person-full";
  if (isFull) return "full";
  const last = { queued: job, sinceMs: now.atMs };
  const positions = forecast({ ...now, waiting: [...now.waiting, last] }, pace);
  const { etaMs = 0, deviationMs = 0 } = positions.get(job) ?? {};
  return etaMs - deviationMs > PATIENCE_MS ? { waitMs: etaMs } : undefined;
}
