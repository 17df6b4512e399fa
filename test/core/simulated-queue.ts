import type { Position, Work } from "../../src/core/job.ts";
import type { QueueLimits } from "../../src/core/queue-limits.ts";
import type { Refused } from "../../src/core/refusal.ts";
import { createThreadQueue } from "../../src/core/thread-queue.ts";
import type { PersonId, ThreadId } from "../../src/core/types.ts";

/** Work that comes to the queue. */
export interface Arriving {
  readonly atMs: number;
  readonly person: string;
  readonly tookMs: number;
  /** Its own thread unless given. */
  readonly thread?: string;
  readonly urgency?: "interactive" | "background";
  /** `answer` unless given. */
  readonly work?: Work;
}

/** What became of it. */
export interface Came {
  readonly person: string;
  readonly urgency: "interactive" | "background";
  /** From its arrival to its start; absent: refused. */
  readonly waitedMs?: number;
  /** What was told at first. Absent: it started at once, or nothing was known. */
  readonly toldMs?: number | undefined;
  readonly refused?: Refused;
}

/** Plays hours of work through the real queue, on a clock that stands still between what happens. */
export async function simulate(
  slots: number,
  arriving: readonly Arriving[],
  limits: QueueLimits = { waiting: 500, waitingPerPerson: 500 },
): Promise<{ readonly came: readonly Came[]; readonly endedAtMs: number; readonly mostRunning: number }> {
  let clockMs = 0;
  let mostRunning = 0;
  const ends: { readonly atMs: number; readonly end: () => void }[] = [];
  const came: Came[] = [];
  const queue = createThreadQueue(
    limits,
    () => slots,
    () => clockMs,
    ({ running }) => {
      mostRunning = Math.max(mostRunning, running);
    },
  );
  const coming = arriving
    .map((one, index) => ({ ...one, index }))
    .sort((one, other) => one.atMs - other.atMs);

  function submit({
    atMs,
    person,
    tookMs,
    thread,
    urgency = "interactive",
    work = "answer",
    index,
  }: (typeof coming)[number]) {
    let told: Position | undefined;
    const submitted = queue.submit({
      id: `j${index}`,
      person: `p:${person}` as PersonId,
      thread: `t:${thread ?? index}` as ThreadId,
      urgency,
      work,
      run: () => {
        came[index] = { person, urgency, waitedMs: clockMs - atMs, toldMs: told?.etaMs };
        return new Promise((end) => void ends.push({ atMs: clockMs + tookMs, end }));
      },
      moved: (position) => {
        told ??= position;
      },
      cancelled: () => {},
    });
    if (submitted !== "accepted") came[index] = { person, urgency, refused: submitted };
  }

  for (;;) {
    ends.sort((one, other) => one.atMs - other.atMs);
    const nextEnd = ends[0];
    const next = coming[0];
    if (next && (!nextEnd || next.atMs < nextEnd.atMs)) {
      clockMs = next.atMs;
      coming.shift();
      submit(next);
    } else if (nextEnd) {
      clockMs = nextEnd.atMs;
      ends.shift();
      nextEnd.end();
      await new Promise(setImmediate);
    } else return { came, endedAtMs: clockMs, mostRunning };
  }
}

/** Numbers from 0 to 1 that look random and are the same each time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}
