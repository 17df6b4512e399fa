import type { CaseQuery, CaseTab, Store } from "../../core/ports/index.ts";
import type { CaseId } from "../../core/types.ts";
import { platformOf } from "../../text/platform-of.ts";
import { caseOf, numberOf } from "./case-number.ts";
import { type CaseRecord, tabOf } from "./case-record.ts";

/** So many cases stand in one record: few enough to be written at each change, many enough that a start reads few of them. */
const CHUNK_CASES = 200;

/** What the lists know of a case. */
interface Listed {
  readonly tab: CaseTab;
  readonly platform: string;
  /** Somebody asked for another person: it stands on top. */
  readonly escalated?: boolean;
  /** Of those that wait. */
  readonly openedAt?: string;
}

/** Which cases stand in which of the desk's lists: in memory, and in few records. */
export interface Listing {
  /** Cases so far, which is the number of the newest. */
  count(): number;
  put(record: CaseRecord): Promise<void>;
  /** Newest first, those escalated before the others. */
  page(query: CaseQuery): { readonly ids: readonly CaseId[]; readonly more: boolean };
  waiting(): { readonly waiting: number; readonly oldestAt?: string };
}

/** Reads the lists, which takes one record for every 200 cases. */
export async function openListing(store: Store): Promise<Listing> {
  const records = store.records<readonly (Listed | null)[]>("moderation/case-lists");
  /** By number; 0 stays empty. */
  const listed: (Listed | undefined)[] = [undefined];
  const waiting = new Map<number, Listed>();

  /** Cases of which the same is known, which most are, share it. */
  const shared = new Map<string, Listed>();

  function place(number: number, entry: Listed): void {
    if (entry.tab === "waiting") {
      listed[number] = entry;
      waiting.set(number, entry);
      return;
    }
    const what = `${entry.tab} ${entry.platform}`;
    if (!shared.has(what)) shared.set(what, entry);
    listed[number] = shared.get(what);
    waiting.delete(number);
  }

  for (let chunk = 0; ; chunk++) {
    const entries = await records.get(String(chunk));
    if (!entries) break;
    for (const [at, entry] of entries.entries()) if (entry) place(chunk * CHUNK_CASES + at, entry);
  }

  /** Numbers of the query's cases, newest first. */
  function* numbers({ tab, platform }: CaseQuery, escalated: boolean, below: number): Generator<number> {
    const isMeant = (entry: Listed | undefined) =>
      entry?.tab === tab &&
      (platform === undefined || entry.platform === platform) &&
      (entry.escalated ?? false) === escalated;
    if (tab === "waiting") {
      const those = [...waiting].filter(([number, entry]) => number < below && isMeant(entry));
      yield* those.map(([number]) => number).sort((a, b) => b - a);
      return;
    }
    for (let number = Math.min(below, listed.length) - 1; number > 0; number--)
      if (isMeant(listed[number])) yield number;
  }

  return {
    count: () => listed.length - 1,
    async put(record) {
      const number = numberOf(record.id);
      const tab = tabOf(record);
      const entry: Listed = {
        tab,
        platform: platformOf(record.message.id),
        ...(tab === "waiting" ? { openedAt: record.openedAt } : {}),
        ...(tab === "waiting" && record.escalated ? { escalated: true } : {}),
      };
      const known = listed[number];
      if (known?.tab === entry.tab && known.escalated === entry.escalated) return;
      place(number, entry);
      const chunk = Math.floor(number / CHUNK_CASES);
      const entries = listed.slice(chunk * CHUNK_CASES, (chunk + 1) * CHUNK_CASES);
      try {
        await records.set(
          String(chunk),
          entries.map((one) => one ?? null),
        );
      } catch (error) {
        // It is to be written the next time, although nothing will have changed then.
        listed[number] = undefined;
        throw error;
      }
    },
    page(query) {
      const before = query.before === undefined ? Number.POSITIVE_INFINITY : numberOf(query.before);
      const isAfterThose = Number.isFinite(before) && !(listed[before]?.escalated ?? false);
      const ids: CaseId[] = [];
      const pages = [
        ...(isAfterThose ? [] : [numbers(query, true, before)]),
        numbers(query, false, isAfterThose ? before : Number.POSITIVE_INFINITY),
      ];
      for (const page of pages) {
        for (const number of page) {
          if (ids.length === query.last) return { ids, more: true };
          ids.push(caseOf(number));
        }
      }
      return { ids, more: false };
    },
    waiting() {
      let oldest: string | undefined;
      for (const { openedAt } of waiting.values())
        if (openedAt && !(oldest && oldest <= openedAt)) oldest = openedAt;
      return { waiting: waiting.size, ...(oldest ? { oldestAt: oldest } : {}) };
    },
  };
}
