import type { Clock } from "./clock.ts";

/** Unix ms at which Discord's ids begin. */
const discordEpochMs = 1_420_070_400_000n;

/**
 * Ids in Discord's format: 42 bits of milliseconds since 2015, 22 bits that tell ids of one millisecond apart.
 * They only ever grow, so that sorting by id is sorting by time (docs: reference#snowflakes).
 */
export const createSnowflakes = (clock: Clock): (() => string) => {
  let last = 0n;
  return () => {
    const first = (BigInt(Math.floor(clock.now())) - discordEpochMs) << 22n;
    last = first > last ? first : last + 1n;
    return last.toString();
  };
};

/** Unix ms at which an id was made. */
export const madeAt = (id: string): number => Number((BigInt(id) >> 22n) + discordEpochMs);

/** Whether `a` was made before `b`. */
export const isOlder = (a: string, b: string): boolean => BigInt(a) < BigInt(b);

export const bySnowflake = (a: { id: string }, b: { id: string }): number => (isOlder(a.id, b.id) ? -1 : 1);
