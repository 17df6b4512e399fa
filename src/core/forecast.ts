import { isJob, type Job, type Position, type Queued } from "./job.ts";
import { type Served, whoseTurn } from "./whose-turn.ts";

export interface Pace {
  /** How long a job takes. */
  readonly meanMs: number;
  /** Until those that run now have ended, all in all. */
  readonly remainingMs: number;
  /** Jobs at a time. */
  readonly slots: number;
}

/**
 * The place of each waiting job: plays the queue forward, so that the place told is the place that fairness will give.
 * Whoever stands behind a kept place comes after all others, and nobody knows when.
 *
 * @param waiting oldest first
 * @param running jobs that run now
 */
export function forecast(
  waiting: readonly Queued[],
  served: Served,
  running: number,
  pace: Pace | undefined,
): ReadonlyMap<Job, Position> {
  const positions = new Map<Job, Position>();
  const left = [...waiting];
  const servedThen = new Map(served);
  let turn = Math.max(0, ...served.values());
  let ahead = running;
  let aheadMs = pace?.remainingMs ?? 0;
  for (let job = whoseTurn(left, NONE, servedThen); job; job = whoseTurn(left, NONE, servedThen)) {
    left.splice(left.indexOf(job), 1);
    servedThen.set(job.person, ++turn);
    positions.set(job, pace ? { ahead, etaMs: Math.round(aheadMs / pace.slots) } : { ahead });
    ahead += 1;
    aheadMs += pace?.meanMs ?? 0;
  }
  for (const queued of left) {
    if (isJob(queued)) positions.set(queued, { ahead });
    ahead += 1;
  }
  return positions;
}

const NONE: ReadonlySet<never> = new Set();

/** Which share of the time told is worth correcting. */
const WORTH_TELLING = 0.2;

/** Whether a position is worth telling to whom the other was told. */
export function differs(told: Position | undefined, { ahead, etaMs }: Position): boolean {
  if (told?.ahead !== ahead) return true;
  if (told.etaMs === undefined || etaMs === undefined) return told.etaMs !== etaMs;
  return Math.abs(etaMs - told.etaMs) > told.etaMs * WORTH_TELLING;
}
