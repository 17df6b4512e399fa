import type { Store } from "../core/ports/index.ts";
import type { PersonId } from "../core/types.ts";
import { allOf } from "./all-of.ts";

/** Who does not want to be read for summaries. */
export interface OptedOut {
  all(): Promise<ReadonlySet<PersonId>>;
  add(person: PersonId): Promise<void>;
  remove(person: PersonId): Promise<void>;
}

export function createOptedOut(store: Store): OptedOut {
  const records = store.records<true>("summary/opted-out");
  return {
    all: async () => new Set((await allOf(records)).map(([person]) => person as PersonId)),
    async add(person) {
      await records.set(person, true);
    },
    async remove(person) {
      await records.delete(person);
    },
  };
}
