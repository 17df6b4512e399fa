import { isJob, type Job, type Queued } from "./job.ts";
import type { PersonId, ThreadId } from "./types.ts";

/** When each person was served last: the greater, the later. */
export type Served = ReadonlyMap<PersonId, number>;

/**
 * The job to start next: the oldest of whoever was served longest ago. Within a thread the order of arrival holds, so
 * nobody comes past a place that is kept there.
 *
 * @param waiting oldest first
 * @param busy threads in which nothing may start
 */
export function whoseTurn(
  waiting: readonly Queued[],
  busy: ReadonlySet<ThreadId>,
  served: Served,
): Job | undefined {
  const blocked = new Set(busy);
  let best: Job | undefined;
  for (const queued of waiting) {
    if (blocked.has(queued.thread)) continue;
    blocked.add(queued.thread);
    if (!isJob(queued)) continue;
    if (!best || (served.get(queued.person) ?? 0) < (served.get(best.person) ?? 0)) best = queued;
  }
  return best;
}
