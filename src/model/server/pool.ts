import { ModelError, type ModelHealth } from "../../core/ports/index.ts";
import type { ThreadId } from "../../core/types.ts";
import { AGED_MS, canWait } from "../urgency.ts";
import type { ServerFault } from "./server-fault.ts";
import type { ServersSettings } from "./settings.ts";
import { cannotTake, type Place, type Upstream, type WatchParts, watchServers } from "./watch-servers.ts";

/** The slots of the servers that answer, and who waits for one. */
export interface Pool {
  health(): ModelHealth;
  /** Resolves at the next change of state. */
  changed(): Promise<void>;
  /** The server that has least to do, to ask about texts; it takes no slot. `undefined` when none answers. */
  any(): Upstream | undefined;
  /**
   * A slot of the server that has least to do; of the one that had the thread's last request, if it has one free, since what it
   * evaluated is there. Waits until there is one. What nobody waits for comes last for a minute, and leaves one slot to those who ask
   * meanwhile where there are several. Rejects with a `ModelError`: `unavailable`, `crashed`, `aborted`.
   */
  take(wish: Wish): Promise<Lease>;
  /** Whether a server answers that is none of these. */
  hasOther(than: ReadonlySet<Upstream>): boolean;
  /** A request to this server failed for a reason that may pass. Resolves when it is known whether the server is gone. */
  failed(upstream: Upstream, fault: ServerFault): Promise<void>;
  forget(thread: ThreadId): void;
  forgetAll(): void;
  stop(): void;
}

export interface Wish {
  readonly signal: AbortSignal;
  readonly thread?: ThreadId | undefined;
  readonly urgency?: "background" | undefined;
  /** When it was asked first, monotonic ms. */
  readonly askedAt: number;
  /** Servers that have just failed at it; taken only where there is no other. */
  readonly avoid: ReadonlySet<Upstream>;
  /** Whether there is something to see; a server that sees is taken where there is one. */
  readonly needsSight?: boolean;
}

interface Lease {
  readonly upstream: Upstream;
  /** Gives the slot back. Idempotent. */
  release(): void;
}

/** What a place is doing. */
interface Load {
  /** Slots that are taken. */
  busy: number;
  /** It asked to be left alone until then, monotonic ms. */
  resumesAt: number;
  /** When it was taken last, as a count. */
  takenAt: number;
}

interface Waiting {
  readonly wish: Wish;
  readonly resolve: (lease: Lease) => void;
  readonly reject: (error: ModelError) => void;
}

/** How long a server that is too busy is left alone when it does not say how long. */
const PAUSE_MS = 1_000;
const REMEMBERED_THREADS = 10_000;

export function createPool(settings: ServersSettings, parts: WatchParts): Pool {
  const watch = watchServers(settings, parts, () => pump());
  const loads = new Map(
    watch.places.map((place): [Place, Load] => [place, { busy: 0, resumesAt: 0, takenAt: 0 }]),
  );
  const threads = new Map<ThreadId, Place>();
  const waiting: Waiting[] = [];
  let taken = 0;
  let waking: NodeJS.Timeout | undefined;

  const loadOf = (place: Place) => loads.get(place) ?? { busy: 0, resumesAt: 0, takenAt: 0 };
  const fullness = (place: Place) => loadOf(place).busy / slotsOf(place);
  const byLoad = (a: Place, b: Place) => fullness(a) - fullness(b) || loadOf(a).takenAt - loadOf(b).takenAt;
  const answering = () => watch.places.filter(({ upstream }) => upstream !== undefined);

  /** Slots in which a request can begin now. */
  function freeSlots(place: Place, now: number): number {
    const { busy, resumesAt } = loadOf(place);
    return resumesAt > now ? 0 : Math.max(0, slotsOf(place) - busy);
  }

  /** The place to take for a wish; `later` when all that answer have no slot free for it. */
  function choose(wish: Wish, now: number): Place | "later" | undefined {
    const { thread, avoid, needsSight } = wish;
    const all = answering();
    if (all.length === 0) return undefined;
    const total = (slots: (place: Place) => number) => all.reduce((sum, place) => sum + slots(place), 0);
    if (isPatient(wish, now) && total(slotsOf) > 1 && total((place) => freeSlots(place, now)) < 2)
      return "later";
    const able = preferred(all, ({ upstream }) => needsSight === true && upstream?.facts.sees === true);
    const fresh = preferred(able, ({ upstream }) => upstream !== undefined && !avoid.has(upstream));
    const free = fresh.filter((place) => freeSlots(place, now) > 0);
    const last = thread === undefined ? undefined : threads.get(thread);
    if (last !== undefined && free.includes(last)) return last;
    return free.sort(byLoad)[0] ?? "later";
  }

  function lend(place: Place, upstream: Upstream, { thread }: Wish): Lease {
    const load = loadOf(place);
    load.busy += 1;
    taken += 1;
    load.takenAt = taken;
    if (thread !== undefined) remember(thread, place);
    let released = false;
    return {
      upstream,
      release() {
        if (released) return;
        released = true;
        load.busy -= 1;
        pump();
      },
    };
  }

  function remember(thread: ThreadId, place: Place): void {
    threads.delete(thread);
    threads.set(thread, place);
    for (const oldest of threads.keys()) {
      if (threads.size <= REMEMBERED_THREADS) break;
      threads.delete(oldest);
    }
  }

  /** Serves those that wait, in order, what somebody waits for first. */
  function pump(): void {
    clearTimeout(waking);
    const now = performance.now();
    const rank = ({ wish }: Waiting) => (isPatient(wish, now) ? 1 : 0);
    for (const one of waiting.toSorted((a, b) => rank(a) - rank(b))) {
      const place = choose(one.wish, now);
      if (place === "later") continue;
      waiting.splice(waiting.indexOf(one), 1);
      if (place?.upstream) one.resolve(lend(place, place.upstream, one.wish));
      else one.reject(cannotTake(watch.health()));
    }
    if (waiting.length === 0) return;
    const changes = [
      ...[...loads.values()].map(({ resumesAt }) => resumesAt),
      ...waiting.filter(({ wish }) => isPatient(wish, now)).map(({ wish }) => wish.askedAt + AGED_MS),
    ].filter((at) => at > now);
    if (changes.length > 0) waking = setTimeout(pump, Math.min(...changes) - now + 1).unref();
  }

  return {
    health: watch.health,
    changed: watch.changed,
    any: () => answering().sort(byLoad)[0]?.upstream,
    take(wish) {
      const { promise, resolve, reject } = Promise.withResolvers<Lease>();
      const one: Waiting = { wish, resolve, reject };
      const leave = () => {
        const at = waiting.indexOf(one);
        if (at >= 0) waiting.splice(at, 1);
        reject(new ModelError("aborted", "the request was aborted"));
      };
      if (wish.signal.aborted) leave();
      else {
        wish.signal.addEventListener("abort", leave, { once: true });
        waiting.push(one);
        pump();
      }
      return promise.finally(() => wish.signal.removeEventListener("abort", leave));
    },
    hasOther: (than) => answering().some(({ upstream }) => upstream !== undefined && !than.has(upstream)),
    async failed(upstream, fault) {
      if (fault.kind !== "busy") return watch.doubt(upstream, fault);
      const place = watch.places.find((one) => one.upstream === upstream);
      if (place) loadOf(place).resumesAt = performance.now() + (fault.retryAfterMs ?? PAUSE_MS);
    },
    forget: (thread) => void threads.delete(thread),
    forgetAll: () => threads.clear(),
    stop() {
      clearTimeout(waking);
      for (const one of waiting.splice(0)) one.reject(new ModelError("unavailable", "Maru is stopping"));
      watch.stop();
    },
  };
}

const slotsOf = ({ upstream }: Place) => upstream?.facts.slots ?? 1;
/** As the model that Maru runs itself has it. */
const isPatient = ({ urgency, askedAt }: Wish, now: number) =>
  canWait({ background: urgency === "background", askedAt }, now);

/** Those that are as wished, or all when none is. */
function preferred<One>(all: readonly One[], isWished: (one: One) => boolean): readonly One[] {
  const wished = all.filter(isWished);
  return wished.length > 0 ? wished : all;
}
