import type { Store } from "../../core/ports/index.ts";
import type { CaseId, PersonId } from "../../core/types.ts";
import { type CaseRecord, isOpen } from "./case-record.ts";
import type { CaseWork } from "./case-work.ts";

/** Erases people's words from cases when they ask for it. */
interface Forgetting {
  count(person: PersonId): Promise<number>;
  erase(person: PersonId): Promise<number>;
  /** The case was settled: what was asked for while it was open is done. */
  settled(record: CaseRecord): Promise<void>;
}

/**
 * A case that nobody has decided keeps its words until somebody has: otherwise whoever is reported could take the evidence away, and
 * be told or timed out for something that nobody can look at any more.
 */
export function createForgetting(parts: { readonly store: Store; readonly work: CaseWork }): Forgetting {
  const { work } = parts;
  const waiting = parts.store.records<readonly PersonId[]>("moderation/case-forget");

  return {
    async count(person) {
      let cases = 0;
      for await (const _ of work.words.of(person)) cases++;
      return cases;
    },
    async erase(person) {
      let cases = 0;
      for await (const id of work.words.of(person)) {
        cases++;
        await work.inTurn(id, () => eraseIn(id, person));
      }
      return cases;
    },
    async settled(record) {
      for (const person of (await waiting.get(record.id)) ?? []) await work.words.erase(record.id, person);
      await waiting.delete(record.id);
    },
  };

  async function eraseIn(id: CaseId, person: PersonId): Promise<void> {
    const record = await work.load(id);
    if (record && isOpen(record)) {
      const persons = (await waiting.get(id)) ?? [];
      if (!persons.includes(person)) await waiting.set(id, [...persons, person]);
    } else await work.words.erase(id, person);
  }
}
