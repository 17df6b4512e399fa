import type { ChatAdapter, Deliver, Logger, Store } from "../core/ports/index.ts";
import type { ChatEvent, Place } from "../core/types.ts";
import type { Digest } from "./digest.ts";
import { createTimetable, type Due, type Timetable } from "./timetable.ts";

export interface AwaitedDigest {
  readonly timetable: Timetable;
  /** Delivers what became due at that time, unless that was done before or is too late. Never rejects. */
  deal(due: Due): Promise<void>;
}

export interface AwaitedParts {
  readonly adapter: Pick<ChatAdapter, "name" | "placeNamed">;
  /** By its clock digests are due: an IANA name. */
  readonly timeZone: string;
  readonly deliver: Deliver;
  readonly store: Store;
  readonly log: Logger;
  /** Unix ms. */
  readonly now: () => number;
  /** Aborted: nothing more is delivered, and no platform waited for. */
  readonly signal: AbortSignal;
}

/** What could not be delivered is tried again after so long: first soon, then seldom. */
const RETRY_MS = [60_000, 300_000, 600_000] as const;
/** Longer than the time between two of any pattern that is of use. */
const KEPT_MS = 400 * 24 * 60 * 60_000;

export function createAwaitedDigest(digest: Digest, parts: AwaitedParts): AwaitedDigest {
  const { adapter, store, log, now, signal } = parts;
  const { platform, place: named, when } = digest;
  const timetable = createTimetable(when, parts.timeZone);
  /** Up to when all is done that was due: ISO 8601. */
  const records = store.records<string>("digests/done");
  const key = JSON.stringify([platform, named, when]);
  let doneUpTo: string | undefined;
  let failures = 0;
  let retryAtMs = Number.NEGATIVE_INFINITY;
  let isUnknownTold = false;

  async function markDone(ms: number): Promise<void> {
    const at = new Date(ms).toISOString();
    await records.set(key, at, KEPT_MS);
    doneUpTo = at;
    failures = 0;
    retryAtMs = Number.NEGATIVE_INFINITY;
  }

  async function isDone({ atMs }: Due): Promise<boolean> {
    doneUpTo ??= await records.get(key);
    const doneMs = doneUpTo === undefined ? undefined : Date.parse(doneUpTo);
    // A first start does not look back; nor does one after a clock that was far ahead, and would silence what comes.
    if (doneMs === undefined || doneMs > timetable.next(now())) {
      await markDone(now());
      return true;
    }
    return atMs <= doneMs;
  }

  /** Whether it is too early to try again; also over a clock that was set back. */
  function isWaiting(): boolean {
    const waitMs = retryAtMs - now();
    return waitMs > 0 && waitMs <= RETRY_MS.at(-1)!;
  }

  function tryLater(): void {
    retryAtMs = now() + RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]!;
    failures++;
  }

  async function deliver(due: Due): Promise<void> {
    const place = await unlessAborted(adapter.placeNamed(named), signal);
    if (signal.aborted) return;
    if (place === undefined) {
      if (!isUnknownTold) log.warn({ platform, place: named, remedy: UNKNOWN }, "no digest: unknown place");
      isUnknownTold = true;
      tryLater();
      return;
    }
    isUnknownTold = false;
    await parts.deliver(eventOf(digest, place, due));
    await markDone(due.atMs);
  }

  return {
    timetable,
    async deal(due) {
      if (signal.aborted || isWaiting()) return;
      try {
        if (await isDone(due)) return;
        if (now() >= due.tooLateMs) {
          log.warn({ platform, place: named, at: new Date(due.atMs).toISOString() }, "digest missed");
          await markDone(due.atMs);
          return;
        }
        await deliver(due);
      } catch (error) {
        log.warn({ platform, place: named, err: error }, "digest not delivered yet");
        tryLater();
      }
    },
  };
}

const UNKNOWN =
  "Invite Maru to the place, or correct its name in summaries.digests of maru.yaml; where several places have that name, write the id.";

function eventOf(
  digest: Digest,
  place: Place,
  { atMs, sinceMs }: Due,
): Extract<ChatEvent, { type: "digest" }> {
  const { platform, length, language, leastMessages } = digest;
  const at = new Date(atMs).toISOString();
  return {
    type: "digest",
    // Of platform, place and time alone: a second delivery is the same event, whoever delivers it.
    id: `${platform}:digest/${place.id.slice(platform.length + 1)}/${at}`,
    place,
    since: new Date(sinceMs).toISOString(),
    at,
    length,
    ...(language === "auto" ? {} : { locale: language }),
    leastMessages,
  };
}

/** What a promise gives; `undefined` as soon as the signal is aborted, whatever the promise still waits for. */
async function unlessAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal,
): Promise<Value | undefined> {
  const aborted = Promise.withResolvers<undefined>();
  const give = () => aborted.resolve(undefined);
  signal.addEventListener("abort", give, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", give);
  }
}
