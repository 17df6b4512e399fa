import { type Store, StoreError } from "../../core/ports/index.ts";
import type { CaseId } from "../../core/types.ts";
import { canonicalJson } from "../../text/canonical-json.ts";
import type { AuditEntry } from "./entry.ts";
import { type AuditHead, type AuditLink, linkTo, nothingBefore } from "./link.ts";
import { type Verification, verifyChain } from "./verify-chain.ts";

type WithoutTime<Entry> = Entry extends unknown ? Omit<Entry, "at"> : never;

/** What is to be noted; the log adds when. */
export type NewEntry = WithoutTime<AuditEntry>;

/** An entry with its place in the log. */
export interface NumberedEntry {
  readonly seq: number;
  readonly entry: AuditEntry;
}

/**
 * What moderation did and decided, for good: entries are appended and never changed or taken away, and each carries the hash of the one
 * before. Nothing here or elsewhere in Maru rewrites them; who changes the data by other means is found out by `verify`.
 */
export interface Audit {
  /**
   * Appends an entry, dated now. The same key again adds nothing and gives the first one back (`isNew` false): that is what happened.
   * Rejects with a `StoreError`.
   */
  append(entry: NewEntry, key: string): Promise<NumberedEntry & { readonly isNew: boolean }>;
  /** Entries in order, in bounded memory; those of one case, or only later ones than `after`. */
  scan(options?: { readonly case?: CaseId; readonly after?: number }): AsyncIterable<NumberedEntry>;
  /** Checks the whole log, in bounded memory, also against the newest entry as it was noted apart from it. */
  verify(): Promise<Verification>;
  /** The log as JSON Lines, each with its line feed; docs/review.md says how anybody can check it. */
  export(): AsyncIterable<string>;
}

/**
 * Opens the audit log of a store. One at a time may append, as one Maru at a time works on a store.
 *
 * @param parts.now Unix ms
 */
export function openAudit(parts: { readonly store: Store; readonly now: () => number }): Audit {
  const journal = parts.store.journal<AuditLink>("moderation/audit");
  /** The newest entry, noted apart from the log: without it nobody could tell that entries are missing at the end. */
  const noted = parts.store.records<AuditHead>("moderation/audit-head");

  let head: Promise<AuditHead> | undefined;
  /** Appending waits for whoever appends before: each entry needs the hash of the one before. */
  let last: Promise<unknown> = Promise.resolve();

  async function readHead(): Promise<AuditHead> {
    for await (const { value } of journal.scan({ last: 1 })) return { seq: value.seq, hash: value.hash };
    return nothingBefore;
  }

  async function appendInTurn(given: NewEntry, key: string) {
    const entry: AuditEntry = { at: new Date(parts.now()).toISOString(), ...given };
    head ??= readHead();
    try {
      const before = await head;
      const link = linkTo(before, entry);
      const tag = "case" in entry ? { tag: entry.case } : {};
      const seq = await journal.append(link, { key, ...tag });
      if (seq <= before.seq) return { seq, entry: await entryAt(seq), isNew: false };
      if (seq !== link.seq) {
        throw new StoreError(
          "failed",
          "The audit log was written to by something else. Stop Maru, and look at it with: npm run maru -- audit verify",
        );
      }
      head = Promise.resolve({ seq, hash: link.hash });
      await noted.set("head", await head);
      return { seq, entry, isNew: true };
    } catch (error) {
      // Whether it was appended is not known: the log itself says so next time.
      head = undefined;
      throw error;
    }
  }

  async function entryAt(seq: number): Promise<AuditEntry> {
    for await (const { value } of journal.scan({ after: seq - 1, before: seq + 1 })) return value.entry;
    throw new StoreError(
      "failed",
      `Entry ${seq} of the audit log cannot be found. Restore the store from a backup.`,
    );
  }

  async function verify(): Promise<Verification> {
    /** Where a line stands in the store under another number than its own. */
    let misplaced: number | undefined;
    async function* lines(): AsyncGenerator<unknown> {
      try {
        for await (const { seq, value } of journal.scan()) {
          if (value?.seq !== seq) misplaced ??= seq;
          yield value;
        }
      } catch (error) {
        // What is no JSON any more was not written by us.
        if (!(error instanceof SyntaxError)) throw error;
        yield undefined;
      }
    }
    const found = await verifyChain(lines(), await noted.get("head"));
    if (!found.whole || misplaced === undefined) return found;
    return { whole: false, entries: found.entries, seq: misplaced, fault: "reordered" };
  }

  return {
    append(entry, key) {
      const appended = last.then(() => appendInTurn(entry, key));
      last = appended.catch(() => {});
      return appended;
    },
    async *scan({ case: id, after } = {}) {
      const wanted = { ...(id === undefined ? {} : { tag: id }), ...(after === undefined ? {} : { after }) };
      for await (const { value } of journal.scan(wanted)) yield { seq: value.seq, entry: value.entry };
    },
    verify,
    async *export() {
      for await (const { value } of journal.scan()) yield `${canonicalJson(value)}\n`;
    },
  };
}
