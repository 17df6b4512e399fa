import type { Store } from "../../core/ports/index.ts";
import type { CaseId } from "../../core/types.ts";
import { createAuthorHistory, type OutcomeCounts } from "./author-history.ts";
import { caseOf, numberOf } from "./case-number.ts";
import type { CaseRecord } from "./case-record.ts";
import { type Listing, openListing } from "./listing.ts";

/** What is derived from cases, for finding them: it is brought up to date after each change. */
interface Derived {
  readonly listing: Pick<Listing, "page" | "waiting">;
  /** The author's cases in that place before this one. */
  before(record: CaseRecord): Promise<OutcomeCounts>;
  /** Safe to repeat. */
  put(record: CaseRecord): Promise<void>;
  /** The id after the newest case's. */
  next(): CaseId;
}

export async function openDerived(store: Store): Promise<Derived> {
  const listing = await openListing(store);
  const history = createAuthorHistory(store);
  let newest = listing.count();
  return {
    listing,
    before: history.before,
    async put(record) {
      newest = Math.max(newest, numberOf(record.id));
      await listing.put(record);
      await history.note(record);
    },
    next: () => caseOf(newest + 1),
  };
}
