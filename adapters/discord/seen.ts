import type { Store } from "../../src/core/ports/store.ts";
import { isOlder, type Snowflake, snowflakeAt } from "./ids.ts";

/** Remembers how far Maru has followed what was said, for reading up after an outage. */
export interface Seen {
  /** A message was delivered. `direct`: it stands in a direct conversation, which Discord does not list again. */
  note(message: Snowflake, direct?: Snowflake): Promise<void>;
  /** What is newer may have been missed; `undefined` before the first message ever. */
  cutoff(): Promise<Snowflake | undefined>;
  /** Direct conversations of the last days. */
  directs(): Promise<readonly Snowflake[]>;
  save(): Promise<void>;
}

/** Messages are delivered side by side: one may still be on its way while a newer one has arrived. */
const MARGIN_MS = 60_000;
/** What was asked longer ago is not answered any more. */
const REACH_MS = 6 * 60 * 60 * 1000;
const SAVE_EVERY_MS = 5_000;
const DIRECT_KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

export function createSeen(store: Store, now: () => number): Seen {
  const records = store.records<Snowflake>("discord/seen");
  const directs = store.records<true>("discord/directs");
  const notedDirects = new Map<Snowflake, number>();
  let newest: Snowflake | undefined;
  let savedAt = 0;

  async function save(): Promise<void> {
    savedAt = now();
    if (newest) await records.set("newest", newest);
  }

  return {
    async note(message, direct) {
      if (newest === undefined || isOlder(newest, message)) newest = message;
      if (now() - savedAt >= SAVE_EVERY_MS) await save();
      if (direct && now() - (notedDirects.get(direct) ?? 0) > DAY_MS) {
        notedDirects.set(direct, now());
        await directs.set(direct, true, DIRECT_KEPT_MS);
      }
    },
    async cutoff() {
      newest ??= await records.get("newest");
      if (newest === undefined) return undefined;
      const wanted = (BigInt(newest) - (BigInt(MARGIN_MS) << 22n)).toString();
      const reach = snowflakeAt(now() - REACH_MS);
      return isOlder(wanted, reach) ? reach : wanted;
    },
    async directs() {
      const found: Snowflake[] = [];
      for await (const [channel] of directs.iterator?.(undefined) ?? []) found.push(channel);
      return found;
    },
    save,
  };
}
