import type { Store } from "../../core/ports/index.ts";
import type { PersonId, PlaceId } from "../../core/types.ts";
import { createInTurn } from "../../waiting/in-turn.ts";
import { numberOf } from "./case-number.ts";
import type { CaseRecord } from "./case-record.ts";

/** So many cases of one author in one place are remembered, the newest. */
const MAX_CASES = 200;

export interface OutcomeCounts {
  readonly cases: number;
  readonly upheld: number;
  readonly dismissed: number;
}

/** Earlier cases of an author in a place, and how they ended. */
interface AuthorHistory {
  /** Notes how a case stands. */
  note(record: CaseRecord): Promise<void>;
  /** Those before the given case. */
  before(record: CaseRecord): Promise<OutcomeCounts>;
}

type Outcome = "none" | "upheld" | "dismissed";

export function createAuthorHistory(store: Store): AuthorHistory {
  const records = store.records<readonly (readonly [number, Outcome])[]>("moderation/case-authors");
  const keyOf = (author: PersonId, place: PlaceId) => `${place} ${author}`;
  const inTurn = createInTurn();

  async function noteUnder(key: string, record: CaseRecord): Promise<void> {
    const known = (await records.get(key)) ?? [];
    const number = numberOf(record.id);
    const outcome = outcomeOf(record);
    if (known.some(([at, was]) => at === number && was === outcome)) return;
    const noted = [...known.filter(([at]) => at !== number), [number, outcome] as const];
    noted.sort(([a], [b]) => a - b);
    await records.set(key, noted.slice(-MAX_CASES));
  }

  return {
    note(record) {
      const key = keyOf(record.message.author, record.message.place.id);
      return inTurn(key, () => noteUnder(key, record));
    },
    async before({ id, message }) {
      const known = (await records.get(keyOf(message.author, message.place.id))) ?? [];
      const earlier = known.filter(([at]) => at < numberOf(id));
      const count = (outcome: Outcome) => earlier.filter(([, was]) => was === outcome).length;
      return { cases: earlier.length, upheld: count("upheld"), dismissed: count("dismissed") };
    },
  };
}

function outcomeOf({ decision, appeal, state }: CaseRecord): Outcome {
  if (!decision || state === "open") return "none";
  return decision.move === "dismiss" || appeal?.outcome === "overturned" ? "dismissed" : "upheld";
}
