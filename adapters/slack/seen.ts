import type { Store } from "../../src/core/ports/store.ts";
import { forgetOldest } from "../../src/platform/remember.ts";
import { byAge, isOlder, type SlackId, type Ts, tsAt } from "./ids.ts";

/** How far Maru has followed one conversation. */
export interface SeenChannel {
  readonly channel: SlackId;
  /** What is newer may have been missed. */
  readonly cutoff: Ts;
  /** It could not be read up before: what was missed then may be older than what was seen since. */
  readonly hasGap: boolean;
  /** Threads in which there was something new lately, the newest first: Slack lists them nowhere. */
  readonly threads: readonly Ts[];
}

/** Remembers how far Maru has followed what was said, for reading up after an outage. */
export interface Seen {
  /** What a former run has seen. To be called before anything else. */
  load(): Promise<void>;
  /** A message was delivered. `thread`: the first message of the thread that it is a reply in. */
  note(channel: SlackId, ts: Ts, thread?: Ts): Promise<void>;
  /** A message was seen, but is none of Maru's business. */
  pass(channel: SlackId, ts: Ts): void;
  /** The conversation could not be read up from there on: it stays to be read, whatever is seen of it meanwhile. */
  noteGap(channel: SlackId, cutoff: Ts): void;
  /** The gap was read up. */
  closeGap(channel: SlackId): void;
  /** Whether this run has seen the message. */
  has(channel: SlackId, ts: Ts): boolean;
  /** Conversations of the last days, those with the newest messages first. */
  channels(): readonly SeenChannel[];
  /** What may have been missed where nothing was seen before; `undefined` before the first message ever. */
  cutoff(): Ts | undefined;
  /** Threads of a conversation with something new lately. */
  threads(channel: SlackId): readonly Ts[];
  save(): Promise<void>;
}

interface Followed {
  readonly newest: Ts;
  readonly threads: readonly Ts[];
  /** What is newer was missed, and has not been read up since. */
  readonly gap?: Ts;
}

/** Slack does not promise the order in which events come: one may still be on its way while a newer one has arrived. */
const MARGIN_MS = 60_000;
/** What was asked longer ago is not answered any more. */
const REACH_MS = 6 * 60 * 60 * 1000;
const SAVE_EVERY_MS = 5_000;
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
/** Of so many threads in a conversation it is known, and so many are read up, those with the newest replies. */
export const MAX_THREADS = 50;
const MAX_PASSED = 5_000;

export function createSeen(store: Store, now: () => number): Seen {
  const records = store.records<Followed>("slack/seen");
  const followed = new Map<SlackId, Followed>();
  const passed = new Set<string>();
  const unsaved = new Set<SlackId>();
  let savedAt = Number.NEGATIVE_INFINITY;

  function pass(channel: SlackId, ts: Ts): void {
    passed.add(`${channel}/${ts}`);
    forgetOldest(passed, MAX_PASSED);
  }

  async function save(): Promise<void> {
    savedAt = now();
    const channels = [...unsaved];
    unsaved.clear();
    for (const channel of channels) await records.set(channel, followed.get(channel)!, KEPT_MS);
  }

  function withMargin(newest: Ts): Ts {
    const [seconds = "0", micros = "0"] = newest.split(".");
    return withinReach(`${Number(seconds) - MARGIN_MS / 1_000}.${micros}`);
  }

  function withinReach(wanted: Ts): Ts {
    const reach = tsAt(now() - REACH_MS);
    return isOlder(wanted, reach) ? reach : wanted;
  }

  function asSeen(channel: SlackId, { newest, threads, gap }: Followed): SeenChannel {
    const lately = withMargin(newest);
    const cutoff = gap !== undefined && isOlder(gap, lately) ? withinReach(gap) : lately;
    return { channel, cutoff, hasGap: gap !== undefined, threads };
  }

  return {
    async load() {
      for await (const [channel, known] of records.iterator?.(undefined) ?? []) followed.set(channel, known);
    },
    async note(channel, ts, thread) {
      pass(channel, ts);
      const known = followed.get(channel);
      const threads = thread
        ? [thread, ...(known?.threads ?? []).filter((one) => one !== thread)].slice(0, MAX_THREADS)
        : (known?.threads ?? []);
      const newest = known && isOlder(ts, known.newest) ? known.newest : ts;
      followed.set(channel, { ...known, newest, threads });
      unsaved.add(channel);
      if (!known || now() - savedAt >= SAVE_EVERY_MS) await save();
    },
    pass,
    noteGap(channel, cutoff) {
      const known = followed.get(channel) ?? { newest: cutoff, threads: [] };
      if (known.gap !== undefined && !isOlder(cutoff, known.gap)) return;
      followed.set(channel, { ...known, gap: cutoff });
      unsaved.add(channel);
    },
    closeGap(channel) {
      const known = followed.get(channel);
      if (!known) return;
      followed.set(channel, { newest: known.newest, threads: known.threads });
      unsaved.add(channel);
    },
    has: (channel, ts) => passed.has(`${channel}/${ts}`),
    channels() {
      const oldest = tsAt(now() - KEPT_MS);
      return [...followed]
        .filter(([, { newest }]) => isOlder(oldest, newest))
        .toSorted(([, a], [, b]) => byAge(b.newest, a.newest))
        .map(([channel, known]) => asSeen(channel, known));
    },
    cutoff() {
      const newest = [...followed.values()]
        .map((one) => one.newest)
        .toSorted(byAge)
        .at(-1);
      return newest && withMargin(newest);
    },
    threads: (channel) => followed.get(channel)?.threads ?? [],
    save,
  };
}
