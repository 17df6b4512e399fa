/** A number in [0, 1) from a seed: the same troubles in every run (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export interface OneShot {
  readonly method?: string;
  /** Tested on the path below `/api/v10`. */
  readonly path?: RegExp;
  /** What is answered: a status, or the connection cut before (`lost request`) or after (`lost answer`) it took effect. */
  readonly fault: Fault;
  readonly times?: number;
}

export type Fault = 400 | 403 | 404 | 429 | 500 | 502 | 503 | "lost request" | "lost answer";

/** What a test can make go wrong with REST. */
export interface RestTroubles {
  /** Share of requests that fail, 0 to 1. */
  share: number;
  /** With which of these, chosen by the seed. `lost answer` means it took effect and nobody hears of it. */
  kinds: readonly Fault[];
  /** `retry_after` of a 429 that a trouble answers. */
  retryAfterS: number;
  /** Added to every answer. */
  latencyMs: number;
  /** Fails the next requests that match. */
  failNext(shot: OneShot): void;
  /** How many requests failed because of all this. */
  readonly injected: number;
}

export interface Troubles extends RestTroubles {
  /** The fault of this request, if it has one. */
  next(method: string, path: string): Fault | undefined;
}

export const createTroubles = (random: () => number): Troubles => {
  const shots: { shot: OneShot; left: number }[] = [];
  let injected = 0;
  return {
    share: 0,
    kinds: [500, 429],
    retryAfterS: 0.2,
    latencyMs: 0,
    get injected() {
      return injected;
    },
    failNext: (shot) => void shots.push({ shot, left: shot.times ?? 1 }),
    next(method, path) {
      const found = shots.find(
        ({ shot, left }) =>
          left > 0 && (shot.method ?? method) === method && (shot.path === undefined || shot.path.test(path)),
      );
      if (found) found.left -= 1;
      const fault =
        found?.shot.fault ??
        (this.share > 0 && random() < this.share
          ? this.kinds[Math.floor(random() * this.kinds.length)]
          : undefined);
      if (fault !== undefined) injected += 1;
      return fault;
    },
  };
};
