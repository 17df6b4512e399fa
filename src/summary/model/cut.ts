import { disentangle } from "../disentangle.ts";
import type { Entry } from "./entry.ts";

/** Only the later part of a full chunk is looked at: chunks shall not become small. */
const LATER = 0.6;
/** A silence counts up to an hour. */
const MOST_SILENCE_MS = 60 * 60_000;
const BEGINS = 0.5;
const CROSSES = 0.3;

/**
 * How many of the entries the next chunk takes, where they are more than it can hold or as many: up to a silence, the
 * beginning of another conversation, or a place over which few replies go. At least 1, at most `most`.
 */
export function cutOf(entries: readonly Entry[], most: number): number {
  if (most >= entries.length) return entries.length;
  const turns = disentangle(entries.map(({ message }) => message));
  const crossing = new Int32Array(entries.length + 2);
  for (const [at, { follows }] of turns.entries()) {
    if (follows === undefined) continue;
    crossing[follows + 1]!++;
    crossing[at + 1]!--;
  }
  let best = most;
  let bestWorth = Number.NEGATIVE_INFINITY;
  let crosses = 0;
  for (let at = 1; at <= most; at++) {
    crosses += crossing[at]!;
    if (at < Math.max(1, most * LATER)) continue;
    const begins = turns[at]?.follows === undefined ? BEGINS : 0;
    const worth = silenceBefore(entries, at) + begins - CROSSES * crosses + (0.5 * at) / most;
    if (worth >= bestWorth) {
      best = at;
      bestWorth = worth;
    }
  }
  return best;
}

/** 0 to 1. */
function silenceBefore(entries: readonly Entry[], at: number): number {
  const ms =
    Date.parse(entries[at]?.message.sentAt ?? "") - Date.parse(entries[at - 1]?.message.sentAt ?? "");
  return ms > 0 ? Math.min(1, Math.log1p(ms / 60_000) / Math.log1p(MOST_SILENCE_MS / 60_000)) : 0;
}
