import { forecast } from "./forecast.ts";
import { type CancelReason, isJob, type Job, type Queued } from "./job.ts";
import { createPace } from "./pace.ts";
import { createPositionsTold } from "./positions-told.ts";
import type { QueueLimits } from "./queue-limits.ts";
import { type Refused, refusal } from "./refusal.ts";
import type { PersonId, ThreadId } from "./types.ts";
import { type Called, type Standing, type Waiting, type Working, whoseTurn } from "./whose-turn.ts";

export interface ThreadQueue {
  /**
   * Refuses instead of growing without bound; a refused job is never called. A job whose place is kept takes that.
   * Background has half of the places, whoever's it is, and is refused with `full` alone.
   */
  submit(job: Job): "accepted" | Refused;
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

interface Running extends Working {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** How often what depends on the time alone is looked at again while anybody waits: the time told, and whose turn it is. */
const LOOK_AGAIN_MS = 5_000;

/**
 * A queue that runs one job per thread at a time (in order within the thread), `parallel()` jobs in all, and is fair
 * between people, see `whoseTurn`.
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
  const waiting: Waiting[] = [];
  const running = new Map<string, Running>();
  const served = new Map<PersonId, number>();
  const pace = createPace();
  const positions = createPositionsTold();
  let lookingAgain: NodeJS.Timeout | undefined;
  let serves = 0;
  let draining = false;

  const standing = (): Standing => ({
    waiting,
    working: [...running.values()],
    served,
    slots: Math.max(1, parallel()),
    atMs: now(),
  });

  function start({ job, as }: Called): void {
    remove(job);
    if (as === "interactive") {
      served.delete(job.person); // re-inserted last, so that the map's order is the order of serving
      served.set(job.person, ++serves);
    }
    const abort = new AbortController();
    const startedAtMs = now();
    const ended = job.run(abort.signal).finally(() => {
      running.delete(job.id);
      pace.ended(job, now() - startedAtMs);
      advance();
    });
    running.set(job.id, { job, as, abort, startedAtMs, ended });
  }

  function advance(): void {
    while (!draining) {
      const next = whoseTurn(standing());
      if (!next) break;
      start(next);
    }
    for (const person of served.keys()) {
      if (served.size <= limits.waiting * 2 + running.size) break;
      served.delete(person);
    }
    positions.tell(forecast(standing(), pace));
    lookAgainLater();
    changed({ waiting: waiting.length, running: running.size });
  }

  function lookAgainLater(): void {
    clearTimeout(lookingAgain);
    if (waiting.length === 0 || draining) return;
    lookingAgain = setTimeout(advance, LOOK_AGAIN_MS);
    lookingAgain.unref();
  }

  function cancelQueued(queued: Queued, reason: CancelReason): void {
    remove(queued);
    queued.cancelled(reason);
  }

  function remove(gone: Queued): void {
    const at = waiting.findIndex(({ queued }) => queued === gone);
    waiting.splice(at, 1);
    if (isJob(gone)) positions.forget(gone);
  }

  const keptFor = (id: string) => waiting.findIndex(({ queued }) => queued.id === id && !isJob(queued));

  return {
    submit(job) {
      if (draining) {
        job.cancelled("shutdown");
        return "accepted";
      }
      const kept = keptFor(job.id);
      if (kept >= 0) waiting[kept] = { ...waiting[kept]!, queued: job };
      else {
        const refused = refusal(job, standing(), limits, pace);
        if (refused) return refused;
        waiting.push({ queued: job, sinceMs: now() });
      }
      advance();
      return "accepted";
    },

    keep(place) {
      if (keptFor(place.id) >= 0) return;
      const kept = { queued: place, sinceMs: now() };
      if (running.has(place.id)) waiting.unshift(kept);
      else waiting.push(kept);
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
      const found = waiting.find(({ queued }) => queued.id === id);
      if (!found) return false;
      cancelQueued(found.queued, reason);
      advance();
      return true;
    },

    cancelThread(thread, reason) {
      const active = [...running.values()].filter(({ job }) => job.thread === thread);
      for (const { abort } of active) abort.abort(reason);
      if (active.length > 0) return active.length;
      const idle = waiting.filter(({ queued }) => queued.thread === thread);
      for (const { queued } of idle) cancelQueued(queued, reason);
      if (idle.length > 0) advance();
      return idle.length;
    },

    counts: () => ({ waiting: waiting.length, running: running.size }),

    async drain(graceMs) {
      draining = true;
      clearTimeout(lookingAgain);
      const all = () => Promise.all([...running.values()].map(({ ended }) => ended));
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      await Promise.race([all(), patience]);
      clearTimeout(timer);
      for (const { abort } of running.values()) abort.abort("shutdown" satisfies CancelReason);
      await all();
      for (const { queued } of [...waiting]) cancelQueued(queued, "shutdown");
    },
  };
}
