/** The fake's own time. It runs with the real one, and a test can push it ahead without waiting. */
export interface Clock {
  /** Unix ms. */
  now(): number;
  /** Pushes the time ahead; what was due in between happens, in its order. */
  advance(ms: number): void;
  /** Runs something later. Returns what calls it off. */
  after(ms: number, run: () => void): () => void;
  /** Nothing that was planned happens any more. */
  stop(): void;
}

interface Plan {
  readonly at: number;
  readonly run: () => void;
}

/** `base`: Unix ms. */
export const createClock = (base: () => number): Clock => {
  let aheadMs = 0;
  let alarm: NodeJS.Timeout | undefined;
  const plans = new Set<Plan>();
  const now = () => base() + aheadMs;
  const first = (): Plan | undefined =>
    [...plans].reduce<Plan | undefined>(
      (best, plan) => (best && best.at <= plan.at ? best : plan),
      undefined,
    );

  const runDue = () => {
    for (let plan = first(); plan && plan.at <= now(); plan = first()) {
      plans.delete(plan);
      plan.run();
    }
    clearTimeout(alarm);
    const next = first();
    if (next) alarm = setTimeout(runDue, Math.max(1, next.at - now())).unref();
  };

  return {
    now,
    advance: (ms) => {
      const until = aheadMs + ms;
      // Step by step, so that what happens on the way sees its own time.
      for (let plan = first(); plan && plan.at <= base() + until; plan = first()) {
        aheadMs = Math.max(aheadMs, plan.at - base());
        plans.delete(plan);
        plan.run();
      }
      aheadMs = until;
      runDue();
    },
    after: (ms, run) => {
      const plan = { at: now() + ms, run };
      plans.add(plan);
      if (first() === plan) {
        clearTimeout(alarm);
        alarm = setTimeout(runDue, Math.max(1, ms)).unref();
      }
      return () => void plans.delete(plan);
    },
    stop: () => {
      plans.clear();
      clearTimeout(alarm);
    },
  };
};
