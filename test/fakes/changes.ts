import { EventEmitter } from "node:events";

/** Says that something happened in the fake, so that a test can wait for it instead of sleeping. */
export interface Changes {
  tell(): void;
  /**
   * Resolves with the first truthy value of `find`, which is asked now and after everything that happens.
   * Rejects after `timeoutMs` with a message that names `what` and quotes the state given by `describe`.
   */
  until<Value>(find: () => Value, what?: string, timeoutMs?: number): Promise<Truthy<Value>>;
}

export type Truthy<Value> = Exclude<Value, false | 0 | "" | null | undefined>;

export const createChanges = (describe: () => string): Changes => {
  const events = new EventEmitter().setMaxListeners(0);
  return {
    tell: () => events.emit("change"),
    until: <Value>(find: () => Value, what = String(find), timeoutMs = 20_000) =>
      new Promise<Truthy<Value>>((resolve, reject) => {
        const look = () => {
          try {
            const found = find();
            if (!found) return;
            settle();
            resolve(found as Truthy<Value>);
          } catch (cause) {
            settle();
            reject(cause);
          }
        };
        const timer = setTimeout(() => {
          settle();
          reject(new Error(`${timeoutMs} ms went by without: ${what}\n${describe()}`));
        }, timeoutMs);
        const settle = () => {
          clearTimeout(timer);
          events.off("change", look);
        };
        events.on("change", look);
        look();
      }),
  };
};
