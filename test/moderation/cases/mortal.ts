import type { Journal, ModerationActions, Store } from "../../../src/core/ports/index.ts";

type Records = ReturnType<Store["records"]>;

/**
 * Something that dies at its n-th step, as a process does at `kill -9`: the step has had its effect or has not, and neither it nor
 * any later one ever comes back.
 */
export interface Mortal {
  step<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Resolves when it dies. */
  readonly died: Promise<void>;
  isDead(): boolean;
}

const never = <Result>() => new Promise<Result>(() => {});

export function createMortal(at: number, when: "before" | "after"): Mortal {
  const death = Promise.withResolvers<void>();
  let steps = 0;
  let isDead = false;
  const die = () => {
    isDead = true;
    death.resolve();
  };
  return {
    died: death.promise,
    isDead: () => isDead,
    async step(work) {
      if (isDead) return never();
      const mine = ++steps;
      if (mine === at && when === "before") {
        die();
        return never();
      }
      const result = await work();
      if (mine === at) die();
      return isDead ? never() : result;
    },
  };
}

/** Something of which the n-th step fails, before it has had any effect. `isDead`: whether it did. */
export function createFaulty(at: number): Mortal {
  let steps = 0;
  return {
    died: never(),
    isDead: () => steps >= at,
    async step(work) {
      if (++steps === at) throw new Error(`step ${at} fails`);
      return work();
    },
  };
}

/** The store as one run of Maru sees it: each call is a step. */
export function mortalStore(store: Store, { step }: Mortal): Store {
  return {
    records: <Value>(namespace: string) => {
      const records: Records = store.records(namespace);
      return {
        get: (key: string) => step(() => records.get(key)),
        set: (key: string, value: unknown, ttl?: number) => step(() => records.set(key, value, ttl)),
        delete: (key: string) => step(() => records.delete(key)),
        async *iterator() {
          yield* await step(() => Array.fromAsync(records.iterator!(undefined)));
        },
      } as unknown as ReturnType<typeof store.records<Value>>;
    },
    claims: (namespace) => store.claims(namespace),
    journal: <Value>(stream: string): Journal<Value> => {
      const journal = store.journal<Value>(stream);
      return {
        append: (value, options) => step(() => journal.append(value, options)),
        rewrite: () => Promise.reject(new Error("the audit log is never rewritten")),
        async *scan(options) {
          yield* await step(() => Array.fromAsync(journal.scan(options)));
        },
      };
    },
    close: async () => {},
  };
}

/** A platform as one run of Maru sees it: each call is a step. */
export function mortalActions(actions: ModerationActions, { step }: Mortal): ModerationActions {
  return {
    can: actions.can,
    remove: (message) => step(() => actions.remove(message)),
    restore: (message) => step(() => actions.restore(message)),
    timeout: (message, until) => step(() => actions.timeout(message, until)),
    endTimeout: (message) => step(() => actions.endTimeout(message)),
    tell: (notice) => step(() => actions.tell(notice)),
    showCard: (shown, quiet) => step(() => actions.showCard(shown, quiet)),
    post: (key, markdown) => step(() => actions.post(key, markdown)),
    answer: (event, outcome) => step(() => actions.answer(event, outcome)),
  };
}
