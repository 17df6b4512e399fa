import type { PersonId, ThreadId } from "./types.ts";

/** One question waiting for, or at, the model. */
export interface Job {
  /** Unique among the jobs in the queue. */
  readonly id: string;
  readonly thread: ThreadId;
  readonly person: PersonId;
  /**
   * Does the work. The signal's reason is the `CancelReason`. Must not reject.
   */
  run(signal: AbortSignal): Promise<void>;
  /** Called when the place in the queue is known or has changed, never after `run`. */
  moved(position: Position): void;
  /** Called instead of `run` when the job is cancelled while it waits. */
  cancelled(reason: CancelReason): void;
}

export interface Position {
  /** Jobs that will be done first, those running now included. */
  readonly ahead: number;
  /** Until this job starts, from the measured time of earlier jobs; absent before any was measured. */
  readonly etaMs?: number;
}

/** `stopped`: somebody pressed Stop. `deleted`: the question is gone. `shutdown`: Maru ends and will go on with it next time. */
export type CancelReason = "stopped" | "deleted" | "shutdown";

export interface QueueLimits {
  readonly waiting: number;
  readonly waitingPerPerson: number;
}

export interface ThreadQueue {
  /** Refuses instead of growing without bound; a refused job is never called. */
  submit(job: Job): "accepted" | "full" | "person-full";
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

/** How often the time told to those who wait is corrected, and from which share of it on. */
const CORRECT_MS = 5_000;
const WORTH_TELLING = 0.2;

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
  const waiting: Job[] = [];
  const running = new Map<string, Running>();
  const servedAt = new Map<PersonId, number>();
  const told = new Map<Job, Position>();
  let correcting: NodeJS.Timeout | undefined;
  let serves = 0;
  let meanMs: number | undefined;
  let draining = false;

  /** The job to start next, given who runs and who was served when. */
  function next(queue: readonly Job[], busy: ReadonlySet<ThreadId>, served: ReadonlyMap<PersonId, number>) {
    const blocked = new Set(busy);
    let best: Job | undefined;
    for (const job of queue) {
      if (blocked.has(job.thread)) continue;
      blocked.add(job.thread); // within a thread the order of arrival holds
      if (!best || (served.get(job.person) ?? 0) < (served.get(best.person) ?? 0)) best = job;
    }
    return best;
  }

  function start(job: Job): void {
    waiting.splice(waiting.indexOf(job), 1);
    told.delete(job);
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
      const job = next(waiting, new Set([...running.values()].map((r) => r.job.thread)), servedAt);
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

  /** Plays the queue forward, so that the place told is the place that fairness will give. */
  function tellPositions(): void {
    const left = [...waiting];
    const served = new Map(servedAt);
    const slots = Math.max(1, parallel());
    let turn = serves;
    let ahead = running.size;
    let aheadMs = meanMs === undefined ? 0 : remainingMs(meanMs);
    while (left.length > 0) {
      const job = next(left, new Set(), served);
      if (!job) break;
      left.splice(left.indexOf(job), 1);
      served.set(job.person, ++turn);
      const position = meanMs === undefined ? { ahead } : { ahead, etaMs: Math.round(aheadMs / slots) };
      if (differs(told.get(job), position)) {
        told.set(job, position);
        job.moved(position);
      }
      ahead += 1;
      aheadMs += meanMs ?? 0;
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

  function cancelJob(job: Job, reason: CancelReason): void {
    waiting.splice(waiting.indexOf(job), 1);
    told.delete(job);
    job.cancelled(reason);
  }

  return {
    submit(job) {
      if (draining) {
        job.cancelled("shutdown");
        return "accepted";
      }
      if (waiting.filter((other) => other.person === job.person).length >= limits.waitingPerPerson)
        return "person-full";
      if (waiting.length >= limits.waiting) return "full";
      waiting.push(job);
      advance();
      return "accepted";
    },

    cancel(id, reason) {
      const at = running.get(id);
      if (at) {
        at.abort.abort(reason);
        return true;
      }
      const job = waiting.find((other) => other.id === id);
      if (!job) return false;
      cancelJob(job, reason);
      advance();
      return true;
    },

    cancelThread(thread, reason) {
      const active = [...running.values()].filter(({ job }) => job.thread === thread);
      for (const { abort } of active) abort.abort(reason);
      if (active.length > 0) return active.length;
      const idle = waiting.filter((job) => job.thread === thread);
      for (const job of idle) cancelJob(job, reason);
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
      for (const job of [...waiting]) cancelJob(job, "shutdown");
    },
  };
}

function differs(told: Position | undefined, { ahead, etaMs }: Position): boolean {
  if (told?.ahead !== ahead) return true;
  if (told.etaMs === undefined || etaMs === undefined) return told.etaMs !== etaMs;
  return Math.abs(etaMs - told.etaMs) > told.etaMs * WORTH_TELLING;
}
