import type { Logger } from "../../src/core/ports/logger.ts";
import type { Api } from "./api.ts";
import { refusal } from "./api-error.ts";
import type { Arrivals } from "./arrivals.ts";
import { byAge, isOlder, type SlackId } from "./ids.ts";
import { newestRoots, oldestOfThread } from "./pages.ts";
import type { RawMessage } from "./raw-message.ts";
import { MAX_THREADS, type Seen, type SeenChannel } from "./seen.ts";

/** At most so many conversations are read up after one outage, those with the newest messages first. */
const MAX_CHANNELS = 50;
/** And so many messages outside of threads in each, the newest: ten requests of the 50 a minute that Slack lets through. */
const MAX_ROOTS = 2_000;
/** Each request has been repeated by then, too. */
const TRIES = 4;

/** Reads what was said while Maru was away. What had arrived before is known to the core by its id. */
export interface Missed {
  /**
   * Reads up one conversation. To be called for each of `followed` in turn with what its live events bring, so that
   * the order stays. What cannot be read is left for the next time.
   */
  readUp(channel: SeenChannel): Promise<void>;
  /** The conversations that Maru has followed, as of now. */
  followed(): readonly SeenChannel[];
  /** Conversations that nothing was heard from yet: Maru may have been invited while it was away. */
  others(): Promise<readonly SeenChannel[]>;
}

export function createMissed(parts: {
  readonly api: Api;
  readonly seen: Seen;
  readonly arrivals: Arrivals;
  readonly self: SlackId;
  readonly log: Logger;
}): Missed {
  const { api, seen, arrivals, self, log } = parts;

  /** What is new in one conversation outside of threads, and on the same pages what is older: something may be new in its threads. */
  async function rootsOf({ channel, cutoff }: SeenChannel): Promise<readonly RawMessage[]> {
    const roots: RawMessage[] = [];
    for await (const page of newestRoots(api, channel, {})) {
      roots.push(...page);
      const oldest = roots.at(-1)?.ts;
      if (oldest === undefined || !isOlder(cutoff, oldest)) break;
      if (roots.length < MAX_ROOTS) continue;
      log.warn({ channel, read: roots.length, since: cutoff, to: oldest }, "slack messages left out");
      break;
    }
    return roots;
  }

  /** What is new in one conversation, also in the threads in which others than Maru wrote. */
  async function newIn(followed: SeenChannel): Promise<RawMessage[]> {
    const { channel, cutoff, threads } = followed;
    const roots = await rootsOf(followed);
    const known = new Set(roots.map(({ ts }) => ts));
    const lively = roots
      .filter((root) => hasNew(followed, root))
      .toSorted((a, b) => byAge(b.latest_reply!, a.latest_reply!))
      .map(({ ts }) => ts);
    const found = new Map(roots.map((root) => [root.ts, root]));
    const mayHaveNew = [...lively, ...threads.filter((ts) => !known.has(ts))];
    const left = mayHaveNew.slice(MAX_THREADS);
    if (left.length > 0) log.warn({ channel, threads: left }, "slack threads left out");
    for (const root of mayHaveNew.slice(0, MAX_THREADS))
      for await (const raw of oldestOfThread(api, channel, root, { after: cutoff })) found.set(raw.ts, raw);
    return [...found.values()].toSorted((a, b) => byAge(a.ts, b.ts));
  }

  function hasNew(
    { channel, cutoff, hasGap }: SeenChannel,
    { latest_reply: latest, reply_users: by }: RawMessage,
  ): boolean {
    if (latest === undefined || !isOlder(cutoff, latest)) return false;
    // Where nothing was missed before, all replies up to one that was seen were seen.
    if (!hasGap && seen.has(channel, latest)) return false;
    return by === undefined || by.some((user) => user !== self);
  }

  async function readOnce(followed: SeenChannel): Promise<void> {
    const { channel, cutoff } = followed;
    const found = await newIn(followed);
    for (const raw of found)
      if (isOlder(cutoff, raw.ts) && !seen.has(channel, raw.ts)) await arrivals.message(raw, channel);
    for (const raw of found)
      if (raw.edited && isOlder(cutoff, raw.edited.ts)) await arrivals.changed(raw, undefined, channel);
  }

  return {
    async readUp(followed) {
      for (let tries = 1; ; tries++) {
        try {
          await readOnce(followed);
          if (followed.hasGap) seen.closeGap(followed.channel);
          return;
        } catch (error) {
          const reason = refusal(error);
          log.warn(
            { channel: followed.channel, tries, reason, err: error },
            "slack conversation not read up",
          );
          // What comes next would overtake what was missed.
          if (reason === undefined && tries < TRIES) continue;
          seen.noteGap(followed.channel, followed.cutoff);
          return;
        }
      }
    },
    followed() {
      const all = seen.channels();
      const left = all.slice(MAX_CHANNELS).map(({ channel }) => channel);
      if (left.length > 0) log.warn({ channels: left }, "slack conversations left out");
      return all.slice(0, MAX_CHANNELS);
    },
    async others() {
      const cutoff = seen.cutoff();
      if (cutoff === undefined) return [];
      const followed = new Set(seen.channels().map(({ channel }) => channel));
      const { items } = await api.ownChannels("public_channel,private_channel,mpim,im", 200);
      return items
        .filter(({ id }) => id !== undefined && !followed.has(id))
        .map(({ id }) => ({ channel: id!, cutoff, hasGap: false, threads: [] }))
        .slice(0, Math.max(0, MAX_CHANNELS - followed.size));
    },
  };
}
