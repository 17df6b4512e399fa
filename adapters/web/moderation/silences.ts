import type { Store } from "../../../src/core/ports/store.ts";
import { Refusal } from "../refusal.ts";

/** Whose word moderators took, and until when. Calls reject with a `StoreError`. */
export interface Silences {
  /** Unix ms; `undefined` when the person may write. */
  until(person: string): Promise<number | undefined>;
  /** Rejects with a `Refusal` that says until when the person cannot write. */
  ensureMayWrite(person: string): Promise<void>;
  begin(person: string, until: number): Promise<void>;
  end(person: string): Promise<void>;
}

export function createSilences(store: Store, now: () => number): Silences {
  const records = store.records<number>("web/silences");

  async function until(person: string): Promise<number | undefined> {
    const end = await records.get<number>(person);
    return end !== undefined && end > now() ? end : undefined;
  }

  return {
    until,
    async ensureMayWrite(person) {
      const end = await until(person);
      if (end === undefined) return;
      const at = new Date(end).toISOString();
      throw new Refusal(403, "silenced", `Moderators took your word until ${at}.`, at);
    },
    async begin(person, end) {
      const ttlMs = end - now();
      if (ttlMs > 0) await records.set(person, end, ttlMs);
    },
    async end(person) {
      await records.delete(person);
    },
  };
}
