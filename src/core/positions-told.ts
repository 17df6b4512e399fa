import type { Job, Position } from "./job.ts";

/** Which share of the time told is worth correcting. */
const WORTH_TELLING = 0.2;

/** Tells those who wait where they stand, when that has changed enough to be worth a word. */
export interface PositionsTold {
  tell(positions: ReadonlyMap<Job, Position>): void;
  /** The job does not wait any more. */
  forget(job: Job): void;
}

export function createPositionsTold(): PositionsTold {
  const told = new Map<Job, Position>();
  return {
    tell(positions) {
      for (const [job, { ahead, etaMs }] of positions) {
        const position = etaMs === undefined ? { ahead } : { ahead, etaMs };
        if (!differs(told.get(job), position)) continue;
        told.set(job, position);
        job.moved(position);
      }
    },
    forget: (job) => void told.delete(job),
  };
}

function differs(told: Position | undefined, { ahead, etaMs }: Position): boolean {
  if (told?.ahead !== ahead) return true;
  if (told.etaMs === undefined || etaMs === undefined) return told.etaMs !== etaMs;
  return Math.abs(etaMs - told.etaMs) > told.etaMs * WORTH_TELLING;
}
