import { type AwaitedDigest, type AwaitedParts, createAwaitedDigest } from "./awaited-digest.ts";
import type { Digest } from "./digest.ts";
import type { Due } from "./timetable.ts";

interface DigestsParts extends Omit<AwaitedParts, "adapter" | "signal"> {
  readonly digests: readonly Digest[];
  /** Those of the platforms that are on. */
  readonly adapters: readonly AwaitedParts["adapter"][];
}

interface Digests {
  /** Begins to deliver what is due; at once what became due while Maru was away, where it is not too late for it. */
  start(): void;
  /** Delivers nothing more. Resolves once what is being delivered is. Idempotent. */
  stop(): Promise<void>;
}

/** A machine that was suspended, or a clock that was set, is noticed after so long at most. */
const LONGEST_STEP_MS = 30_000;
/** A timer may end a little before its time. */
const SHORTEST_STEP_MS = 20;

/** Delivers the event `digest` for each digest of the config, at each of its times, exactly once. */
export function createDigests(parts: DigestsParts): Digests {
  const { now, log } = parts;
  const stopped = new AbortController();
  /** By platform: one that cannot be reached keeps no other waiting. */
  const platforms = new Map<string, AwaitedDigest[]>();
  const busy = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;

  for (const digest of parts.digests) {
    const adapter = parts.adapters.find(({ name }) => name === digest.platform);
    if (adapter === undefined) {
      const { platform, place } = digest;
      const remedy = "Turn it on under platforms in maru.yaml, or take the digest out of summaries.digests.";
      log.warn({ platform, place, remedy }, "no digest: its platform is off");
      continue;
    }
    const awaited = createAwaitedDigest(digest, { ...parts, adapter, signal: stopped.signal });
    platforms.set(adapter.name, [...(platforms.get(adapter.name) ?? []), awaited]);
  }

  function look(): void {
    const at = now();
    for (const [platform, digests] of platforms) {
      if (busy.has(platform)) continue;
      const due = digests.flatMap((digest) => {
        const time = digest.timetable.latest(at);
        return time === undefined ? [] : [{ digest, time }];
      });
      busy.set(
        platform,
        deal(due).finally(() => busy.delete(platform)),
      );
    }
    const next = Math.min(...[...platforms.values()].flat().map(({ timetable }) => timetable.next(at)));
    const step = Math.min(Math.max(next - now(), SHORTEST_STEP_MS), LONGEST_STEP_MS);
    timer = setTimeout(look, step);
    timer.unref();
  }

  /** Where several of a place are due at one time, they are one event: the one that tells of more. */
  async function deal(due: readonly { digest: AwaitedDigest; time: Due }[]): Promise<void> {
    for (const { digest, time } of due.toSorted((a, b) => a.time.sinceMs - b.time.sinceMs))
      await digest.deal(time);
  }

  return {
    start() {
      if (platforms.size > 0 && timer === undefined && !stopped.signal.aborted) look();
    },
    async stop() {
      stopped.abort();
      clearTimeout(timer);
      await Promise.all(busy.values());
    },
  };
}
