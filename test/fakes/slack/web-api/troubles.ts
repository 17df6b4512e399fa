/** What can be wrong with one request: Slack's own trouble, a rate limit, or the network's, before or after Slack did it. */
export type Fault = 500 | 503 | 429 | "lost request" | "lost answer" | { readonly error: string };

/** Trouble of the Web API, as a test wants it. */
export interface WebTroubles {
  /** Of requests to fail, 0 to 1; default 0. */
  share: number;
  /** How they fail, in turn by chance; default 500. */
  kinds: readonly Fault[];
  /** Only these methods fail by chance; default: every one but `apps.connections.open`. */
  methods: readonly string[] | undefined;
  /** Of a 429 by chance; default 1. */
  retryAfterS: number;
  /** Every answer comes this much later; default 0. */
  latencyMs: number;
  /** The next calls of a method fail so, one after the other. */
  failNext(method: string, ...faults: readonly Fault[]): void;
  /** How many requests were made to fail. */
  readonly injected: number;
}

export interface Troubles extends WebTroubles {
  next(method: string): Fault | undefined;
}

export const createTroubles = (random: () => number): Troubles => {
  const planned = new Map<string, Fault[]>();
  let injected = 0;
  const choose = (method: string, troubles: WebTroubles): Fault | undefined => {
    const plan = planned.get(method)?.shift();
    if (plan !== undefined) return plan;
    if (troubles.share === 0) return undefined;
    if (troubles.methods ? !troubles.methods.includes(method) : method === "apps.connections.open")
      return undefined;
    if (random() >= troubles.share) return undefined;
    return troubles.kinds[Math.floor(random() * troubles.kinds.length)];
  };
  return {
    share: 0,
    kinds: [500],
    methods: undefined,
    retryAfterS: 1,
    latencyMs: 0,
    get injected() {
      return injected;
    },
    failNext: (method, ...faults) => {
      planned.set(method, [...(planned.get(method) ?? []), ...faults]);
    },
    next(method) {
      const fault = choose(method, this);
      if (fault !== undefined) injected += 1;
      return fault;
    },
  };
};
