import type { Audience, ChatAdapter } from "../ports/index.ts";
import type { Message, SummaryScope } from "../types.ts";
import { momentSince } from "./since.ts";
import type { Wish } from "./wish.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** What is read of a channel when nobody said how much. */
const RECENT = { days: 7, messages: 500 } as const;

/** What a wish comes to. `no-such-day`: it names a day that does not exist; `no-such-message`: a link that is none of this platform's. */
export type ToRead =
  | {
      readonly scope: SummaryScope;
      readonly sinceMs?: number;
      readonly last?: number;
      readonly from?: Message["id"];
    }
  | "no-such-day"
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
  const scope = message.summaryOf?.scope ?? scopeOf(message, wish);
  const since = wish.since && momentSince(wish.since, parts.now, parts.timeZone);
  if (wish.since && since === undefined) return "no-such-day";
  const from = wish.from === undefined ? message.summaryOf?.from : await parts.adapter.locate(wish.from);
  if (wish.from !== undefined && from === undefined) return "no-such-message";
  const fromMs = from && Date.parse(from.sentAt);
  const sinceMs = since === undefined ? fromMs : Math.max(since, fromMs ?? since);
  const isBounded = sinceMs !== undefined || wish.last !== undefined;
  if (!isBounded && "place" in scope && wish.command === "summarise")
    return { scope, sinceMs: parts.now - RECENT.days * DAY_MS, last: RECENT.messages };
  return {
    scope,
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(wish.last === undefined ? {} : { last: wish.last }),
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
