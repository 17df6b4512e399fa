import type { Job, Work } from "./job.ts";

/** How long a job takes. */
export interface Estimate {
  /** On the average. */
  readonly ms: number;
  /** How long the latest of its kind took, as shares of what was expected of them; 1 on the average, never empty. */
  readonly shares: readonly number[];
}

/** How long jobs take, learnt from those that ended. */
export interface Pace {
  ended(job: Pick<Job, "work">, tookMs: number): void;
  /** Absent before any was measured. */
  of(job: Pick<Job, "work">): Estimate | undefined;
}

/** Weight of the newest job in the running means. */
const NEWEST = 0.3;
/** Of how many jobs it is remembered by how much they differed from what was expected. */
const REMEMBERED_SHARES = 32;

/** What is known of one kind of work. */
interface Measured {
  /** What a job takes. */
  meanMs: number;
  /** Not normalised. */
  readonly latest: number[];
  shares: readonly number[];
}

/** Keeps answers and summaries apart. Of what was never measured nothing better is known than how long anything took. */
export function createPace(): Pace {
  const measured = new Map<Work | "any", Measured>();

  function learn(kind: Work | "any", tookMs: number): void {
    const known = measured.get(kind);
    if (!known) {
      measured.set(kind, { meanMs: tookMs, latest: [1], shares: [1] });
      return;
    }
    if (known.meanMs > 0) known.latest.push(tookMs / known.meanMs);
    if (known.latest.length > REMEMBERED_SHARES) known.latest.shift();
    const mean = known.latest.reduce((sum, share) => sum + share, 0) / known.latest.length;
    if (mean > 0) known.shares = known.latest.map((share) => share / mean);
    known.meanMs += NEWEST * (tookMs - known.meanMs);
  }

  return {
    ended({ work }, tookMs) {
      learn("any", tookMs);
      learn(work, tookMs);
    },
    of({ work }) {
      const known = measured.get(work) ?? measured.get("any");
      return known && { ms: known.meanMs, shares: known.shares };
    },
  };
}
