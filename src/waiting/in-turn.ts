/** Runs `work` after all earlier work under the same key has ended, whether it succeeded or not. */
export interface InTurn {
  <Result>(key: string, work: () => Promise<Result>): Promise<Result>;
  /** Resolves when nothing is under way any more. */
  ended(): Promise<void>;
}

export function createInTurn(): InTurn {
  const last = new Map<string, Promise<unknown>>();

  function inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const result = (last.get(key) ?? Promise.resolve()).then(work, work);
    const over = result.then(
      () => {},
      () => {},
    );
    last.set(key, over);
    void over.then(() => {
      if (last.get(key) === over) last.delete(key);
    });
    return result;
  }

  return Object.assign(inTurn, {
    async ended() {
      while (last.size > 0) await Promise.all(last.values());
    },
  });
}
