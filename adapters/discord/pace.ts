import { type REST, RESTEvents } from "discord.js";
import type { Snowflake } from "./ids.ts";

/** How often the replies of each channel may be edited while they grow. */
export interface Pace {
  /** One reply more is being written in the channel. */
  join(channel: Snowflake): Turns;
  stop(): void;
}

/** The turns that one growing reply gets. All replies of a channel share what Discord takes. */
export interface Turns {
  /**
   * Has an edit made as soon as it is the reply's turn; one that waits is replaced. Resolves when it was made or, when it is
   * not its turn yet, at once: the caller could be at its end, and the end must not wait.
   */
  edit(work: () => Promise<void>): Promise<void>;
  /** Nothing is edited any more but the end, which takes no turn. */
  leave(): void;
}

interface Channel {
  /** The replies that are being written. */
  readonly members: Set<Turns>;
  /** Their edits that wait, in the order of their turns. */
  readonly waiting: Map<Turns, () => Promise<void>>;
  timer?: NodeJS.Timeout;
  isBusy: boolean;
  /** When Discord answered the last edit, in monotonic ms, and what its rate-limit headers said. */
  editedAt: number;
  remaining: number;
  resetMs: number;
}

/** Channels whose last edit is remembered. */
const REMEMBERED = 200;
/** Of the edits that a channel takes in its window, so many are at most left for the ends of answers. */
const MOST_RESERVED = 2;

/**
 * About one edit a second and channel, and slower where the rate-limit headers of the last edit leave less, so that there is
 * always one left for the end of an answer, and where several are being written, two (docs: topics/rate-limits#header-format).
 *
 * @param usualMs between two edits in a channel, when the limits allow
 * @param failed told of edits that failed and nobody waited for
 */
export function createPace(rest: REST, usualMs: number, failed: (error: unknown) => void): Pace {
  const channels = new Map<Snowflake, Channel>();

  function channelOf(id: Snowflake): Channel {
    const known = channels.get(id) ?? {
      ...{ members: new Set(), waiting: new Map(), isBusy: false },
      ...{ editedAt: Number.NEGATIVE_INFINITY, remaining: Number.POSITIVE_INFINITY, resetMs: 0 },
    };
    channels.delete(id);
    channels.set(id, known as Channel);
    for (const [oldest, { members }] of channels) {
      if (channels.size <= REMEMBERED) break;
      if (members.size === 0) channels.delete(oldest);
    }
    return known as Channel;
  }

  const listen = (request: { method: string; path: string }, response: { headers: Headers }) => {
    const id = /^\/channels\/(\d+)\/messages\/\d+$/.exec(request.path)?.[1];
    const channel = channels.get(id ?? "");
    if (!channel || request.method !== "PATCH") return;
    channel.editedAt = performance.now();
    channel.remaining = Number(response.headers.get("x-ratelimit-remaining") ?? Number.POSITIVE_INFINITY);
    channel.resetMs = Number(response.headers.get("x-ratelimit-reset-after") ?? 0) * 1000;
  };
  rest.on(RESTEvents.Response, listen as never);

  /** From now until the next edit may be made. */
  function waitMs({ members, editedAt, remaining, resetMs }: Channel): number {
    const reserved = Math.min(members.size, MOST_RESERVED);
    // Spread evenly: the last edit before the reset leaves as many as are reserved, and the next comes after it.
    const limitedMs = resetMs / Math.max(1, remaining - reserved + 1);
    return editedAt + Math.max(usualMs, limitedMs) - performance.now();
  }

  async function editNow(channel: Channel, work: () => Promise<void>): Promise<void> {
    channel.isBusy = true;
    try {
      await work();
    } finally {
      channel.isBusy = false;
      goOn(channel);
    }
  }

  /** Makes the next edit once its time has come. */
  function goOn(channel: Channel): void {
    clearTimeout(channel.timer);
    const [next] = channel.waiting;
    if (next === undefined || channel.isBusy) return;
    const pauseMs = waitMs(channel);
    if (pauseMs > 0) {
      channel.timer = setTimeout(goOn, pauseMs, channel).unref();
      return;
    }
    const [turns, work] = next;
    channel.waiting.delete(turns);
    editNow(channel, work).catch(failed);
  }

  return {
    join(id) {
      const channel = channelOf(id);
      const turns: Turns = {
        async edit(work) {
          if (!channel.members.has(turns)) return;
          if (channel.isBusy || channel.waiting.size > 0 || waitMs(channel) > 0) {
            channel.waiting.set(turns, work);
            goOn(channel);
          } else await editNow(channel, work);
        },
        leave() {
          channel.members.delete(turns);
          channel.waiting.delete(turns);
        },
      };
      channel.members.add(turns);
      return turns;
    },
    stop() {
      rest.off(RESTEvents.Response, listen as never);
      for (const { timer } of channels.values()) clearTimeout(timer);
    },
  };
}
