/** The fake's own time. It runs with the real one, and a test can push it ahead without waiting. */
export interface Clock {
  /** Unix ms. */
  now(): number;
  /** ISO 8601 with microseconds and offset, as Discord writes every timestamp. */
  timestamp(): string;
  /** Pushes the time ahead; deadlines, tokens and rate-limit windows that end before it have then ended. */
  advance(ms: number): void;
}

export const createClock = (base: () => number): Clock => {
  let aheadMs = 0;
  const now = () => base() + aheadMs;
  return {
    now,
    timestamp: () => discordTime(now()),
    advance: (ms) => {
      aheadMs += ms;
    },
  };
};

export const discordTime = (unixMs: number): string =>
  new Date(unixMs).toISOString().replace("Z", "000+00:00");
