/** Waits for its turn and does the work. Rejects with the signal's reason if that comes before the turn. */
type InTurn = <Result>(work: () => Promise<Result>, signal: AbortSignal) => Promise<Result>;

/** Lets so many pieces of work run at a time; the others wait in order. */
export function createTurns(atOnce: number): InTurn {
  const waiting = new Set<() => void>();
  let running = 0;

  async function turn(signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = () => {
      waiting.delete(resolve);
      reject(signal.reason);
    };
    signal.addEventListener("abort", leave, { once: true });
    waiting.add(resolve);
    try {
      await promise;
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }

  return async (work, signal) => {
    signal.throwIfAborted();
    if (running >= atOnce) await turn(signal);
    else running += 1;
    try {
      return await work();
    } finally {
      // Whoever waits takes the place over.
      const [next] = waiting;
      if (next) {
        waiting.delete(next);
        next();
      } else running -= 1;
    }
  };
}
