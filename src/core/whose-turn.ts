import { isBackground, isJob, type Job, type Queued, type Urgency } from "./job.ts";
import type { PersonId } from "./types.ts";

/** When each person was served last: the greater, the later. */
export type Served = ReadonlyMap<PersonId, number>;

export interface Waiting {
  readonly queued: Queued;
  /** When it came; monotonic milliseconds. */
  readonly sinceMs: number;
}

/** A job whose turn it is, or was. */
export interface Called {
  readonly job: Job;
  /** What it counted as then. */
  readonly as: Urgency;
}

export interface Working extends Called {
  readonly startedAtMs: number;
}

/** The queue at one moment. */
export interface Standing {
  /** Oldest first. */
  readonly waiting: readonly Waiting[];
  readonly working: readonly Working[];
  readonly served: Served;
  /** Jobs that may run at a time. */
  readonly slots: number;
  /** Monotonic milliseconds. */
  readonly atMs: number;
}

/** What nobody waits for lets what people ask pass for so long; then it has its turn among that. */
export const BACKGROUND_PATIENCE_MS = 10 * 60 * 1000;

/** The only slot is not taken by the background: it asks the model many things, and the model lets a question in between. */
export const takesSlot = ({ urgency }: Job, slots: number) => slots > 1 || urgency === "interactive";

/**
 * The job to start next, if one may start.
 *
 * - Interactive before background; background one at a time.
 * - Between people: whoever was served longest ago; of each the oldest.
 * - With several slots the last free one is left to people who have nothing running: an answer takes long, and whoever asks
 *   while somebody else's flood takes all slots would wait for the end of one. Background leaves it free as well.
 * - Within a thread the order of arrival holds, so nobody comes past a place that is kept there; only what is in the background
 *   lets the others pass.
 */
export function whoseTurn(standing: Standing): Called | undefined {
  const { working, served, slots, atMs } = standing;
  const free = slots - working.filter(({ job }) => takesSlot(job, slots)).length;
  if (free <= 0) return undefined;
  const blocked = new Set(working.map(({ job }) => job.thread));
  const writesFor = new Set(working.filter(({ as }) => as === "interactive").map(({ job }) => job.person));
  const isRoomy = slots === 1 || free > 1;
  const mayBackground = !working.some(({ job }) => job.urgency === "background");
  let best: Called | undefined;
  let background: Called | undefined;

  for (const { queued, sinceMs } of standing.waiting) {
    if (blocked.has(queued.thread)) continue;
    if (isBackground(queued)) {
      if (!mayBackground) continue;
      if (atMs - sinceMs < BACKGROUND_PATIENCE_MS) {
        if (isRoomy) background ??= { job: queued, as: "background" };
        continue;
      }
    }
    blocked.add(queued.thread);
    if (!isJob(queued)) continue;
    const { person } = queued;
    if (!isRoomy && writesFor.has(person)) continue;
    if (!best || (served.get(person) ?? 0) < (served.get(best.job.person) ?? 0))
      best = { job: queued, as: "interactive" };
  }
  return best ?? background;
}
