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

/** What is known of how far somebody has followed a place. */
interface FollowedUntil {
  /** As the platform tells (`ChatAdapter.lastRead`). */
  readonly readAt?: string;
  /** Unix ms. */
  readonly caughtUpMs?: number;
  /** The beginning of all that can be caught up with: Unix ms. */
  readonly windowMs: number;
}

/**
 * What was said since somebody read or caught up, whatever was last. Having spoken counts only where the platform does not tell what they
 * read: who wrote in one thread need not have seen the others. Where nobody else spoke since, nothing was missed.
 *
 * @param messages all of the last `MOST_MISSED_MS`, in the order of writing
 */
export function missedBy(person: PersonId, messages: readonly Message[], until: FollowedUntil): Missed {
  const { readAt, caughtUpMs, windowMs } = until;
  const spokeAt = readAt === undefined ? messages.findLastIndex(({ author }) => author.id === person) : -1;
  const spokeMs = spokeAt < 0 ? undefined : Date.parse((messages[spokeAt] as Message).sentAt);
  const readMs = readAt === undefined || readAt === "never" ? undefined : Date.parse(readAt);
  const known = (
    [
      ["spoke", spokeMs],
      ["read", readMs],
      ["caught-up", caughtUpMs],
      ["window", windowMs],
    ] as const
  ).filter((pair): pair is [AwaySince, number] => pair[1] !== undefined);
  // Of what falls into one millisecond, the later in the list was last: one asks for it before one has caught up.
  const [since, sinceMs] = known.reduce((latest, pair) => (pair[1] >= latest[1] ? pair : latest));
  const after =
    since === "spoke"
      ? messages.slice(spokeAt + 1)
      : messages.filter(({ sentAt }) => Date.parse(sentAt) > sinceMs);
  const isOthers = ({ author, notice }: Message) =>
    author.kind === "person" && author.id !== person && notice !== true;
  return { since, sinceMs, messages: after.some(isOthers) ? after : [] };
}
