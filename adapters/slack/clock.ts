/** Time, so that tests can move it. */
export interface Clock {
  /** Unix ms. */
  now(): number;
  /** Calls `work` once after so many ms, unless the returned function is called before. The process lives that long. */
  after(ms: number, work: () => void): () => void;
}

/** @param now Unix ms */
export const systemClock = (now: () => number): Clock => ({
  now,
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
});

/** Resolves after so many ms. */
export const pause = (clock: Clock, ms: number): Promise<void> =>
  new Promise((resolve) => void clock.after(ms, resolve));
