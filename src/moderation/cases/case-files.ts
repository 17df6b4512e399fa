import type { Store } from "../../core/ports/index.ts";
import type { CaseId } from "../../core/types.ts";
import type { Audit, NewEntry } from "../audit/index.ts";
import type { CaseRecord, CaseTerms } from "./case-record.ts";
import { fold } from "./fold.ts";

/** What stands beside a case from before a change until everything that follows from it is done. */
interface Unfinished {
  /** Of an opening, judging, report or appeal: the audit log does not hold them. */
  readonly terms?: CaseTerms;
}

/**
 * Cases, kept as what the audit log's entries of them come to. A change is noted as unfinished, then appended to the log, then the case
 * is stored: wherever a crash falls, the next reading of the case brings it up to date with the log. The caller changes one
 * case at a time.
 */
interface CaseFiles {
  /** The case, up to date with the log. */
  load(id: CaseId): Promise<CaseRecord | undefined>;
  /** The case as it was stored last: for looking only. */
  peek(id: CaseId): Promise<CaseRecord | undefined>;
  /** Appends an entry and stores what the case comes to. A key that was used before changes nothing. */
  append(record: CaseRecord | undefined, change: CaseChange): Promise<CaseRecord>;
  /** Stores that the first task is begun. */
  begin(record: CaseRecord): Promise<CaseRecord>;
  /** Notes before anything else that something is about to change. */
  expect(id: CaseId, terms: CaseTerms): Promise<void>;
  /** Everything that follows from the last change is done. */
  finished(id: CaseId): Promise<void>;
  /** Cases of which something may be left to do. */
  unfinished(): Promise<readonly CaseId[]>;
}

export interface CaseChange {
  readonly entry: Extract<NewEntry, { readonly case: CaseId }>;
  readonly key: string;
  readonly terms?: CaseTerms;
}

export function createCaseFiles(parts: { readonly store: Store; readonly audit: Audit }): CaseFiles {
  const { store, audit } = parts;
  const records = store.records<CaseRecord>("moderation/cases");
  const unfinished = store.records<Unfinished>("moderation/case-todo");

  return {
    peek: (id) => records.get(id),
    async load(id) {
      const stored = await records.get(id);
      let record = stored;
      let terms: CaseTerms | undefined;
      for await (const entry of audit.scan({ case: id, after: stored?.seq ?? 0 })) {
        terms ??= (await unfinished.get(id))?.terms;
        record = fold(record, entry, terms);
      }
      if (record && record !== stored) await records.set(id, record);
      return record;
    },
    async append(record, { entry, key, terms }) {
      await unfinished.set(entry.case, terms ? { terms } : {});
      const appended = await audit.append(entry, key);
      if (record && appended.seq <= record.seq) return record;
      const next = fold(record, appended, terms);
      if (!next) throw new Error(`case ${entry.case} does not begin with its opening`);
      await records.set(next.id, next);
      return next;
    },
    async begin(record) {
      const begun = { ...record, attempted: true };
      await records.set(record.id, begun);
      return begun;
    },
    async expect(id, terms) {
      await unfinished.set(id, { terms });
    },
    async finished(id) {
      await unfinished.delete(id);
    },
    async unfinished() {
      if (!unfinished.iterator) throw new Error("The store cannot list its records.");
      const found: CaseId[] = [];
      for await (const [id] of unfinished.iterator(undefined)) found.push(id as CaseId);
      return found;
    },
  };
}
