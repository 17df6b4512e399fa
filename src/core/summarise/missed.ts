import type { Message, PersonId } from "../types.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Nobody catches up with more. */
export const MOST_MISSED_MS = 14 * DAY_MS;

/** By what it is known since when somebody was away. `window`: by nothing, so it is all that can be caught up with. */
export type AwaySince = "spoke" | "read" | "caught-up" | "window";

/** What somebody missed. */
export interface Missed {
  readonly messages: readonly Message[];
  readonly since: AwaySince;
  /** Unix ms. */
  readonly sinceMs: number;
}

/**
 * What was said since somebody spoke, read or caught up, whatever was last.
 *
 * @param messages all of the last `MOST_MISSED_MS`, in the order of writing
 * @param seen until when they have read, and caught up: Unix ms
 */
export function missedBy(
  person: PersonId,
  messages: readonly Message[],
  seen: { readonly readMs?: number; readonly caughtUpMs?: number; readonly windowMs: number },
): Missed {
  const spokeAt = messages.findLastIndex(({ author }) => author.id === person);
  const spokeMs = spokeAt < 0 ? undefined : Date.parse((messages[spokeAt] as Message).sentAt);
  const known = (
    [
      ["spoke", spokeMs],
      ["read", seen.readMs],
      ["caught-up", seen.caughtUpMs],
      ["window", seen.windowMs],
    ] as const
  ).filter((pair): pair is [AwaySince, number] => pair[1] !== undefined);
  // Of what falls into one millisecond, the later in the list was last: one asks for it before one has caught up.
  const [since, sinceMs] = known.reduce((latest, pair) => (pair[1] >= latest[1] ? pair : latest));
  const after = since === "spoke" ? messages.slice(spokeAt + 1) : messages;
  return {
    since,
    sinceMs,
    messages: after.filter(({ sentAt }) => Date.parse(sentAt) > sinceMs || since === "spoke"),
  };
}
