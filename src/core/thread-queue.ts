import { differs, forecast } from "./forecast.ts";
import { type CancelReason, isJob, type Job, type Position, type Queued } from "./job.ts";
import type { PersonId, ThreadId } from "./types.ts";
import { whoseTurn } from "./whose-turn.ts";

export interface QueueLimits {
  readonly waiting: number;
  readonly waitingPerPerson: number;
}

export interface ThreadQueue {
  /** Refuses instead of growing without bound; a refused job is never called. A job whose place is kept takes that. */
  submit(job: Job): "accepted" | "full" | "person-full";
  /**
   * Keeps the place of a job that cannot be done now and is submitted again later: what came after it in its thread
   * waits. Called by a running job, the place is the first in its thread; for a job that never was in the queue, the
   * last. Is one kept already, that stays.
   */
  keep(place: Queued): void;
  /** Lets go of the place kept for a job, if there is one, without calling it. */
  leave(id: string): void;
  cancel(id: string, reason: CancelReason): boolean;
  /** Cancels what runs in the thread; when nothing runs there, what waits in it. Returns how many. */
  cancelThread(thread: ThreadId, reason: CancelReason): number;
  counts(): { readonly waiting: number; readonly running: number };
  /** Starts nothing more, waits up to `graceMs` for what runs, then cancels that and all that waits with `shutdown`. */
  drain(graceMs: number): Promise<void>;
}

interface Running {
  readonly job: Job;
  readonly abort: AbortController;
  readonly startedAt: number;
  readonly ended: Promise<void>;
}

/** How often the time told to those who wait is corrected. */
const CORRECT_MS = 5_000;

/** Weight of the newest job in the running mean of how long a job takes. */
const NEWEST = 0.3;

/**
 * A queue that runs one job per thread at a time (in order within the thread), `parallel()` jobs in all, and
 * is fair between people: whoever was served longest ago comes next, so that a person with ten questions
 * does not keep the others waiting.
 *
 * @param now monotonic milliseconds
 * @param changed told after every change of the counts
 */
export function createThreadQueue(
  limits: QueueLimits,
  parallel: () => number,
  now: () => number,
  changed: (counts: { waiting: number; running: number }) => void,
): ThreadQueue {
  /** Oldest first within each thread. */
  const waiting: Queued[] = [];
  const running = new Map<string, Running>();
  const servedAt = new Map<PersonId, number>();
  const told = new Map<Job, Position>();
  let correcting: NodeJS.Timeout | undefined;
  let serves = 0;
  let meanMs: number | undefined;
  let draining = false;

  function start(job: Job): void {
    remove(job);
    servedAt.delete(job.person); // re-inserted last, so that the map's order is the order of serving
    servedAt.set(job.person, ++serves);
    const abort = new AbortController();
    const startedAt = now();
    const ended = job.run(abort.signal).finally(() => {
      running.delete(job.id);
      const tookMs = now() - startedAt;
      meanMs = meanMs === undefined ? tookMs : meanMs + NEWEST * (tookMs - meanMs);
      advance();
    });
    running.set(job.id, { job, abort, startedAt, ended });
  }

  function advance(): void {
    while (!draining && running.size < parallel()) {
      const job = whoseTurn(waiting, new Set([...running.values()].map((r) => r.job.thread)), servedAt);
      if (!job) break;
      start(job);
    }
    for (const person of servedAt.keys()) {
      if (servedAt.size <= limits.waiting * 2 + running.size) break;
      servedAt.delete(person);
    }
    tellPositions();
    correctLater();
    changed({ waiting: waiting.length, running: running.size });
  }

  function tellPositions(): void {
    const slots = Math.max(1, parallel());
    const pace = meanMs === undefined ? undefined : { meanMs, remainingMs: remainingMs(meanMs), slots };
    for (const [job, position] of forecast(waiting, servedAt, running.size, pace)) {
      if (!differs(told.get(job), position)) continue;
      told.set(job, position);
      job.moved(position);
    }
  }

  function remainingMs(mean: number): number {
    let total = 0;
    for (const { startedAt } of running.values()) {
      const elapsed = now() - startedAt;
      // What has outlasted the mean is one of the long ones: the longer it runs, the longer it will.
      total += elapsed < mean ? mean - elapsed : elapsed / 2;
    }
    return total;
  }

  /** While anybody waits, the time told is corrected every few seconds. */
  function correctLater(): void {
    clearTimeout(correcting);
    if (waiting.length === 0 || draining) return;
    correcting = setTimeout(() => {
      tellPositions();
      correctLater();
    }, CORRECT_MS);
    correcting.unref();
  }

  function cancelQueued(queued: Queued, reason: CancelReason): void {
    remove(queued);
    queued.cancelled(reason);
  }

  function remove(queued: Queued): void {
    waiting.splice(waiting.indexOf(queued), 1);
    if (isJob(queued)) told.delete(queued);
  }

  const keptFor = (id: string) => waiting.findIndex((queued) => queued.id === id && !isJob(queued));

  return {
    submit(job) {
      if (draining) {
        job.cancelled("shutdown");
        return "accepted";
      }
      const kept = keptFor(job.id);
      if (kept >= 0) waiting[kept] = job;
      else {
        if (waiting.filter((other) => other.person === job.person).length >= limits.waitingPerPerson)
          return "person-full";
        if (waiting.length >= limits.waiting) return "full";
        waiting.push(job);
      }
      advance();
      return "accepted";
    },

    keep(place) {
      if (keptFor(place.id) >= 0) return;
      if (running.has(place.id)) waiting.unshift(place);
      else waiting.push(place);
      advance();
    },

    leave(id) {
      const kept = keptFor(id);
      if (kept < 0) return;
      waiting.splice(kept, 1);
      advance();
    },

    cancel(id, reason) {
      const at = running.get(id);
      if (at) {
        at.abort.abort(reason);
        return true;
      }
      const queued = waiting.find((other) => other.id === id);
      if (!queued) return false;
      cancelQueued(queued, reason);
      advance();
      return true;
    },

    cancelThread(thread, reason) {
      const active = [...running.values()].filter(({ job }) => job.thread === thread);
      for (const { abort } of active) abort.abort(reason);
      if (active.length > 0) return active.length;
      const idle = waiting.filter((queued) => queued.thread === thread);
      for (const queued of idle) cancelQueued(queued, reason);
      if (idle.length > 0) advance();
      return idle.length;
    },

    counts: () => ({ waiting: waiting.length, running: running.size }),

    async drain(graceMs) {
      draining = true;
      clearTimeout(correcting);
      const all = () => Promise.all([...running.values()].map(({ ended }) => ended));
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      await Promise.race([all(), patience]);
      clearTimeout(timer);
      for (const { abort } of running.values()) abort.abort("shutdown" satisfies CancelReason);
      await all();
      for (const queued of [...waiting]) cancelQueued(queued, "shutdown");
    },
  };
}
