import { isBackground, isJob, type Job, type Position } from "./job.ts";
import type { Pace } from "./pace.ts";
import {
  BACKGROUND_PATIENCE_MS,
  type Standing,
  takesSlot,
  type Waiting,
  type Working,
  whoseTurn,
} from "./whose-turn.ts";

export interface Forecast extends Position {
  /** By how much `etaMs` is off as a rule (one standard deviation); present with it. */
  readonly deviationMs?: number;
}

/** When a waiting job starts: after how many others, and at what time. Nobody knows when those do that stand behind a kept place. */
interface Start {
  readonly ahead: number;
  readonly atMs?: number;
}

/** A job that runs, until when. */
interface Ending extends Working {
  readonly endsAtMs: number;
}

/** How long a job will take in all that has run for so long. */
type Takes = (job: Job, elapsedMs: number) => number;

/**
 * In how many ways the queue is played forward for the times: with several slots the first to be free is one whose answer is
 * short, so the average future is not the future of average answers. That matters less the more wait, and costs more.
 */
const FUTURES = 6;
const MANY = 60;

/**
 * The place of each waiting job, and when it starts: plays the queue forward, slot by slot, so that the place told is the
 * place that the rules will give.
 */
export function forecast(now: Standing, pace: Pace): ReadonlyMap<Job, Forecast> {
  const usual = play(now, (job, elapsedMs) => outlasting(pace.of(job)?.ms ?? 1, elapsedMs));
  const isMeasured = [...usual.keys()].some((job) => pace.of(job) !== undefined);
  const futures = isMeasured ? (usual.size > MANY ? [usual] : playOften(now, pace)) : [];
  return new Map(
    [...usual].map(([job, { ahead, atMs }]) => {
      const times = futures.flatMap((future) => future.get(job)?.atMs ?? []);
      if (atMs === undefined || times.length === 0) return [job, { ahead }];
      const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
      const variance = times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / times.length;
      return [job, { ahead, etaMs: Math.round(mean - now.atMs), deviationMs: Math.sqrt(variance) }];
    }),
  );
}

const playOften = (now: Standing, pace: Pace) =>
  Array.from({ length: FUTURES }, (_, future) => play(now, drawnFor(future, pace)));

/** What has outlasted its time is one of the long ones: the longer it runs, the longer it will. */
const outlasting = (ms: number, elapsedMs: number) => (elapsedMs < ms ? ms : elapsedMs * 1.5);

/** Draws how long each takes from how long others took; evenly, and the same for the same future. */
function drawnFor(future: number, pace: Pace): Takes {
  let draws = future / FUTURES;
  return (job, elapsedMs) => {
    const { ms, shares } = pace.of(job)!;
    const possible = elapsedMs === 0 ? shares : shares.filter((share) => share * ms > elapsedMs);
    draws = (draws + GOLDEN_RATIO) % 1;
    const share = possible[Math.floor(draws * possible.length)];
    return share === undefined ? outlasting(ms, elapsedMs) : share * ms;
  };
}

/** Steps of this part of a whole cover it evenly, however many there are. */
const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

function play(now: Standing, takes: Takes): ReadonlyMap<Job, Start> {
  const starts = new Map<Job, Start>();
  const waiting: Waiting[] = [...now.waiting];
  const served = new Map(now.served);
  const working: Ending[] = now.working.map((one) => ({
    ...one,
    endsAtMs: one.startedAtMs + takes(one.job, now.atMs - one.startedAtMs),
  }));
  let turn = Math.max(0, ...served.values());
  let ahead = working.filter(({ job }) => takesSlot(job, now.slots)).length;
  let atMs = now.atMs;

  for (;;) {
    const next = whoseTurn({ waiting, working, served, slots: now.slots, atMs });
    if (next) {
      const { job, as } = next;
      starts.set(job, { ahead, atMs });
      working.push({ job, as, startedAtMs: atMs, endsAtMs: atMs + takes(job, 0) });
      waiting.splice(
        waiting.findIndex(({ queued }) => queued === job),
        1,
      );
      if (as === "interactive") served.set(job.person, ++turn);
      if (takesSlot(job, now.slots)) ahead += 1;
      continue;
    }
    const ending = firstToEnd(working);
    const ripeAtMs = nextRipe(waiting, atMs);
    if (ending && ending.endsAtMs <= ripeAtMs) {
      working.splice(working.indexOf(ending), 1);
      atMs = Math.max(atMs, ending.endsAtMs);
    } else if (ripeAtMs < Number.POSITIVE_INFINITY) atMs = ripeAtMs;
    else break;
  }
  for (const { queued } of waiting) {
    if (isJob(queued)) starts.set(queued, { ahead });
    ahead += 1;
  }
  return starts;
}

function firstToEnd(working: readonly Ending[]): Ending | undefined {
  return working.toSorted((one, other) => one.endsAtMs - other.endsAtMs)[0];
}

/** When the next of what waits in the background has waited long enough. */
function nextRipe(waiting: readonly Waiting[], afterMs: number): number {
  const ripe = waiting
    .filter(({ queued }) => isBackground(queued))
    .map(({ sinceMs }) => sinceMs + BACKGROUND_PATIENCE_MS)
    .filter((at) => at > afterMs);
  return Math.min(Number.POSITIVE_INFINITY, ...ripe);
}
