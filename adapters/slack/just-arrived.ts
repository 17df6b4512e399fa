import { remember } from "../../src/platform/remember.ts";
import type { Arrivals } from "./arrivals.ts";
import { postedAt, type SlackId, type Spot, type Ts } from "./ids.ts";
import { isTombstone, isWritten, type RawMessage, rootOf } from "./raw-message.ts";

/**
 * What events have brought a moment ago. Slack lets threads be read 50 times a minute in a whole workspace, so nobody asks it for
 * what it has just told.
 */
export interface JustArrived {
  /** Takes notice of all that is taken in, before it is handed on. */
  watching(arrivals: Arrivals): Arrivals;
  /** Whether the message has just arrived, and was not deleted since. */
  has(spot: Spot): boolean;
  /** The first message of a thread, when it has just arrived and nothing else stands in the thread. */
  alone(spot: Spot): RawMessage | undefined;
  /** Maru is about to write in a thread. */
  writing(channel: SlackId, root: Ts): void;
}

/** Events of Slack's that come again are older than that: of what happened meanwhile they know nothing. */
const RECENT_MS = 60_000;
const REMEMBERED = 2_000;

interface Known {
  readonly hasArrived: boolean;
  readonly isDeleted: boolean;
  readonly alone?: RawMessage;
}

/**
 * @param self Maru's own messages say what they are in metadata, which events lack
 * @param now Unix ms
 */
export function createJustArrived(self: SlackId, now: () => number): JustArrived {
  const known = new Map<string, Known>();
  const keyOf = ({ channel, ts }: Spot) => `${channel}/${ts}`;
  const isRecent = (ts: Ts) => Math.abs(now() - postedAt(ts)) < RECENT_MS;

  function note(spot: Spot, change: Partial<Known>): void {
    const key = keyOf(spot);
    const { hasArrived = false, isDeleted = false } = known.get(key) ?? {};
    remember(known, key, { hasArrived, isDeleted, ...change }, REMEMBERED);
  }

  /** Something has happened in a thread, or to its first message. */
  const writing = (channel: SlackId, root: Ts) => note({ channel, ts: root }, {});

  function arrived(raw: RawMessage, channel: SlackId): void {
    const root = rootOf(raw);
    const spot = { channel, ts: raw.ts };
    if (root !== raw.ts) writing(channel, root);
    const before = known.get(keyOf(spot));
    // It comes twice when it mentions Maru.
    if (before?.hasArrived) return;
    const isAlone = !before && root === raw.ts && !raw.latest_reply && raw.user !== self && isWritten(raw);
    note(spot, { hasArrived: true, ...(isAlone ? { alone: raw } : {}) });
  }

  function changed(ts: Ts, before: RawMessage | undefined, channel: SlackId, isDeleted: boolean): void {
    note({ channel, ts }, isDeleted ? { isDeleted } : {});
    if (before && rootOf(before) !== ts) writing(channel, rootOf(before));
  }

  function recent(spot: Spot): Known | undefined {
    const found = known.get(keyOf(spot));
    return found?.isDeleted || !isRecent(spot.ts) ? undefined : found;
  }

  return {
    watching: (arrivals) => ({
      ...arrivals,
      message(raw, channel) {
        arrived(raw, channel);
        return arrivals.message(raw, channel);
      },
      changed(raw, before, channel) {
        changed(raw.ts, raw, channel, isTombstone(raw));
        return arrivals.changed(raw, before, channel);
      },
      deleted(ts, before, channel) {
        changed(ts, before, channel, true);
        return arrivals.deleted(ts, before, channel);
      },
    }),
    has: (spot) => recent(spot)?.hasArrived ?? false,
    alone: (spot) => recent(spot)?.alone,
    writing,
  };
}
