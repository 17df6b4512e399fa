import { toStoreError } from "./to-store-error.ts";

/** Runs a call on the database; whatever it throws leaves as a `StoreError`. */
export type Guard = <Result>(call: () => Result) => Result;

/** `where` is the file's path, for the messages. */
export function createGuard(where: string): Guard {
  return (call) => {
    try {
      return call();
    } catch (error) {
      throw toStoreError(error, where);
    }
  };
}
