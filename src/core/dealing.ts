import type { Conversation } from "./conversation.ts";
import type { Inbox } from "./inbox.ts";
import { pause } from "./pause.ts";
import { type Logger, PlatformError } from "./ports/index.ts";
import type { Arrival } from "./question.ts";

/** After how long an event that could not be dealt with is tried again; longer each time, then it is given up. */
const RETRY_MS = [10_000, 60_000, 300_000];

/** Deals with the inbox's events. A full disk is emptied, a platform comes back: what fails is tried again. */
export interface Dealing {
  takeUp(arrival: Arrival): void;
  /** From now on nothing is tried again: it stays in the inbox, for the next start. */
  stopRetrying(): void;
  /** Resolves when nothing is under way any more. */
  ended(): Promise<void>;
}

export function createDealing(parts: {
  readonly inbox: Inbox;
  readonly conversation: Conversation;
  readonly log: Logger;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}): Dealing {
  const { inbox, conversation, log, now } = parts;
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();

  async function dealWith(first: Arrival): Promise<void> {
    const { event } = first;
    let arrival = first;
    for (let failures = 0; ; failures++) {
      try {
        if ((await conversation.handle(arrival)) === "left") return;
        await Promise.all(arrival.settling);
        break;
      } catch (error) {
        log.error({ event: event.id, type: event.type, failures, err: error }, "event not handled");
        const refused = error instanceof PlatformError;
        if (!refused && stopping.signal.aborted) return;
        const pauseMs = RETRY_MS[failures];
        if (refused || pauseMs === undefined) {
          await conversation.giveUp(event, refused);
          break;
        }
        await restFor(pauseMs, conversation.sooner(event));
        if (stopping.signal.aborted) return;
        arrival = { event, at: now(), replayed: true, settling: [] };
      }
    }
    await inbox.done(event);
  }

  const restFor = (pauseMs: number, sooner: AbortSignal | undefined) =>
    pause(pauseMs, sooner ? AbortSignal.any([stopping.signal, sooner]) : stopping.signal);

  return {
    takeUp(arrival) {
      const work = dealWith(arrival)
        .catch((error: unknown) => {
          // It stays in the inbox: the next start tries again.
          log.error({ event: arrival.event.id, err: error }, "event not settled");
        })
        .finally(() => underWay.delete(work));
      underWay.add(work);
    },
    stopRetrying: () => stopping.abort(),
    async ended() {
      await Promise.all(underWay);
    },
  };
}
