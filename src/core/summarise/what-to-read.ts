import type { Audience, ChatAdapter } from "../ports/index.ts";
import type { Message, SummaryScope } from "../types.ts";
import { momentSince } from "./since.ts";
import { momentUntil } from "./until.ts";
import type { Wish } from "./wish.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** What is read of a channel when nobody said how much. */
const RECENT = { days: 7, messages: 500 } as const;

/**
 * What a wish comes to. `no-such-day`: it names a day that does not exist; `no-such-time`: it ends before it begins, or is still to
 * come; `no-such-message`: a link that is none of this platform's.
 */
export type ToRead =
  | {
      readonly scope: SummaryScope;
      readonly sinceMs?: number;
      /** Only what was sent before. */
      readonly untilMs?: number;
      readonly last?: number;
      readonly from?: Message["id"];
    }
  | "no-such-day"
  | "no-such-time"
  | "no-such-message";

/** Who is to see the summary: what is caught up with is for who asks, and so is what is asked for where nobody else is. */
export function audienceOf({ place }: Message, { command, audience }: Wish): Audience {
  return audience ?? (command === "catchup" || place.kind === "direct" ? "author" : "all");
}

/** What is to be read for a summary that a message asks for. */
export async function whatToRead(
  message: Message,
  wish: Wish,
  parts: { readonly adapter: Pick<ChatAdapter, "locate">; readonly now: number; readonly timeZone: string },
): Promise<ToRead> {
  const { now, timeZone } = parts;
  const scope = message.summaryOf?.scope ?? scopeOf(message, wish);
  const since = wish.since && momentSince(wish.since, now, timeZone);
  if (wish.since && since === undefined) return "no-such-day";
  const until = wish.until && momentUntil(wish.until, now, timeZone, since);
  if (wish.until && until === undefined) return "no-such-day";
  if (since !== undefined && (since > now || (until !== undefined && until <= since))) return "no-such-time";
  // What is still to come needs no end.
  const untilMs = until !== undefined && until <= now ? until : undefined;
  const bounds = {
    ...(untilMs === undefined ? {} : { untilMs }),
    ...(wish.last === undefined ? {} : { last: wish.last }),
  };
  const from = wish.from === undefined ? message.summaryOf?.from : await parts.adapter.locate(wish.from);
  if (wish.from !== undefined && from === undefined) return "no-such-message";
  const fromMs = from && Date.parse(from.sentAt);
  // Nothing was written before there were computers, and not every platform takes such times.
  const sinceMs = since === undefined ? fromMs : Math.max(since, fromMs ?? 0, 0);
  const isBounded = sinceMs !== undefined || wish.last !== undefined;
  if (!isBounded && "place" in scope && wish.command === "summarise")
    return { scope, ...bounds, sinceMs: (untilMs ?? now) - RECENT.days * DAY_MS, last: RECENT.messages };
  return {
    scope,
    ...bounds,
    ...(sinceMs === undefined ? {} : { sinceMs }),
    // A time that was named as well may be later than the message.
    ...(from && sinceMs === fromMs ? { from: from.id } : {}),
  };
}

/** In a thread, the thread; elsewhere the channel. What was missed was missed in the whole channel. */
function scopeOf({ thread, startsThread, place }: Message, { scope, command }: Wish): SummaryScope {
  const wanted =
    scope ?? (command === "catchup" || startsThread || place.kind === "direct" ? "place" : "thread");
  return wanted === "place" ? { place: place.id } : { thread };
}
