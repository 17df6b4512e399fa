/** Keeps things in the order in which they came, per key, through work that takes some of them longer. */
export interface Order<Key> {
  /** Takes the next place. Everybody who took one calls `leave`, also without having waited. */
  enter(key: Key): QueuePlace;
}

export interface QueuePlace {
  /** Resolves when all who came before have left. */
  readonly ready: Promise<void>;
  /** Idempotent. */
  leave(): void;
}

export function createOrder<Key>(): Order<Key> {
  const tails = new Map<Key, Promise<void>>();
  return {
    enter(key) {
      const ready = tails.get(key) ?? Promise.resolve();
      const left = Promise.withResolvers<void>();
      const tail = ready.then(() => left.promise);
      tails.set(key, tail);
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
      return { ready, leave: left.resolve };
    },
  };
}
