import { setImmediate as nextRound } from "node:timers/promises";

/** Runs works of one key one after the other: of those that wait, that of the oldest message first. */
export type OldestFirst<Id> = <Result>(
  key: string,
  message: Id,
  work: () => Promise<Result>,
) => Promise<Result>;

/**
 * After a restart the core takes up all unfinished questions at once, and a follow-up may get here before the
 * question that it follows: so nothing starts in the round in which it came.
 *
 * @param byAge negative when message `a` is older than `b`
 */
export function createOldestFirst<Id>(byAge: (a: Id, b: Id) => number): OldestFirst<Id> {
  interface Waiting {
    readonly message: Id;
    readonly run: () => Promise<void>;
  }
  const waiting = new Map<string, Waiting[]>();

  async function runAll(key: string, list: Waiting[]): Promise<void> {
    await nextRound();
    while (list.length > 0) {
      list.sort((a, b) => byAge(a.message, b.message));
      await list.shift()!.run();
    }
    waiting.delete(key);
  }

  return (key, message, work) =>
    new Promise((resolve, reject) => {
      const list = waiting.get(key) ?? [];
      list.push({ message, run: () => work().then(resolve, reject) });
      if (waiting.has(key)) return;
      waiting.set(key, list);
      void runAll(key, list);
    });
}
