import type { ModerationReport } from "../../core/ports/index.ts";
import type { AuditEntry, NumberedEntry } from "../audit/index.ts";
import { createCalendar } from "./calendar.ts";
import { foldReport } from "./figures/fold-report.ts";
import { withPauses } from "./with-pauses.ts";

interface ReportsParts {
  /** The audit log's entries in order; only later ones than `after`. */
  readonly scan: (options: { readonly after?: number }) => AsyncIterable<NumberedEntry>;
  /** Unix ms. */
  readonly now: () => number;
  /** An IANA name. */
  readonly timeZone: string;
  /** Lets others go on; resolves at its turn. */
  readonly pause: () => Promise<void>;
}

/** A report that was made so long ago at most is given again: a page asks often. */
const FRESH_MS = 10_000;
/** As far back as a report goes. */
const MAX_DAYS = 366;

/**
 * Makes reports of the last `days` days, today included, of a log that grows. Long ones pause, so that chat goes on. Entries
 * that were too old once are not read again.
 */
export function createReports(parts: ReportsParts): (days: number) => Promise<ModerationReport> {
  const { scan, now, timeZone, pause } = parts;
  const calendar = createCalendar(timeZone);
  const made = new Map<number, { readonly at: number; readonly report: Promise<ModerationReport> }>();
  /** By number of days: up to this entry all are older than the time began when it was asked for last. */
  const passed = new Map<number, number>();

  async function make(days: number): Promise<ModerationReport> {
    const time = calendar.lastDays(now(), days);
    async function* entries(): AsyncGenerator<AuditEntry> {
      let isOld = true;
      for await (const { seq, entry } of withPauses(scan({ after: passed.get(days) ?? 0 }), pause)) {
        isOld &&= Date.parse(entry.at) < time.from;
        if (isOld) passed.set(days, seq);
        else yield entry;
      }
    }
    return foldReport(entries(), { ...time, timeZone });
  }

  return (asked) => {
    const days = Math.min(MAX_DAYS, Math.max(1, Math.floor(asked)));
    const last = made.get(days);
    if (last !== undefined && now() - last.at < FRESH_MS) return last.report;
    const report = make(days);
    made.set(days, { at: now(), report });
    report.catch(() => made.delete(days));
    return report;
  };
}
