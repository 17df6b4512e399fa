import type { PersonId } from "../../core/types.ts";

/** So many messages one person may report within the hour: more than a bad hour has, and few enough to look at. */
const MAX_REPORTS = 10;
const WITHIN_MS = 60 * 60 * 1000;

/**
 * Whether a report of this person's is taken: nobody floods the queue. It counts those taken since the start; the same event again is
 * taken as before.
 */
type ReportLimit = (by: PersonId, event: string) => boolean;

/** @param now Unix ms */
export function createReportLimit(now: () => number): ReportLimit {
  let taken: readonly { readonly by: PersonId; readonly event: string; readonly at: number }[] = [];
  return (by, event) => {
    const at = now();
    taken = taken.filter((one) => one.at > at - WITHIN_MS);
    const own = taken.filter((one) => one.by === by);
    if (own.some((one) => one.event === event)) return true;
    if (own.length >= MAX_REPORTS) return false;
    taken = [...taken, { by, event, at }];
    return true;
  };
}
