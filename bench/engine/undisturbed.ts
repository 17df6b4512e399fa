import { cpus } from "node:os";
import { setTimeout as pause } from "node:timers/promises";

/** Measures at quiet moments, and again what something else on the machine took part in, as long as there is patience left. */
export interface Undisturbed {
  <Result>(work: () => Promise<Result>): Promise<Result>;
  /** How many were measured since the last call, and how many of them something else took part in; patience is as at the start. */
  take(): Counts;
}

interface Counts {
  readonly measured: number;
  readonly disturbed: number;
}

/** What may be busy beside the model: the tools that feed it, and what always goes on. In processors. */
const BESIDES = 0.7;
/** That much must be over before a measurement begins. In processors. */
const QUIET = 0.6;
const LOOK_MS = 250;
/** For all measurements together: a machine that is never quiet is measured as it is. */
const PATIENCE_MS = 180_000;

/** @param threads that the work itself keeps busy */
export function createUndisturbed(threads: number): Undisturbed {
  let measured = 0;
  let disturbed = 0;
  let lostMs = 0;

  async function quietMoment(): Promise<void> {
    while (lostMs < PATIENCE_MS) {
      const busy = startWatch();
      await pause(LOOK_MS);
      if (busy() <= QUIET) return;
      lostMs += LOOK_MS;
    }
  }

  async function undisturbed<Result>(work: () => Promise<Result>): Promise<Result> {
    measured += 1;
    for (;;) {
      await quietMoment();
      const busy = startWatch();
      const startedAt = performance.now();
      const result = await work();
      if (busy() <= threads + BESIDES) return result;
      lostMs += performance.now() - startedAt;
      if (lostMs < PATIENCE_MS) continue;
      disturbed += 1;
      return result;
    }
  }

  return Object.assign(undisturbed, {
    take() {
      const counts = { measured, disturbed };
      measured = disturbed = lostMs = 0;
      return counts;
    },
  });
}

/** Returns what tells how many processors were busy on the average since. */
function startWatch(): () => number {
  const before = times();
  return () => {
    const after = times();
    return ((after.busy - before.busy) / (after.all - before.all)) * cpus().length;
  };
}

function times(): { readonly busy: number; readonly all: number } {
  let busy = 0;
  let all = 0;
  for (const { times: of } of cpus()) {
    const worked = of.user + of.nice + of.sys + of.irq;
    busy += worked;
    all += worked + of.idle;
  }
  return { busy, all };
}
