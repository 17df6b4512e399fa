import type { LadderStep } from "../../../core/ports/index.ts";
import type { CaseId, Category } from "../../../core/types.ts";
import { platformOf } from "../../../text/platform-of.ts";
import type { AuditEntry } from "../../audit/index.ts";
import { placeName } from "../figures/case-track.ts";
import { wordOf } from "../word-of.ts";

/** A case of shadow mode, as far as the daily report tells of it. */
export interface ShadowCase {
  readonly id: CaseId;
  readonly platform: string;
  readonly place: string;
  /** Unix ms */
  readonly openedAt: number;
  readonly categories: readonly Category[];
  readonly steps: readonly LadderStep[];
  /** Absent when only a rule or a member spoke. */
  readonly probability?: number;
}

/** Cases opened in shadow mode from `from` on and before `to`, in order, and when the log begins (Unix ms; `to` when it is empty). */
export async function readShadowCases(
  entries: AsyncIterable<AuditEntry> | Iterable<AuditEntry>,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<{ readonly cases: readonly ShadowCase[]; readonly since: number }> {
  const cases = new Map<CaseId, ShadowCase>();
  let since = to;
  for await (const entry of entries) {
    const at = Date.parse(entry.at);
    since = Math.min(since, at);
    if (at >= to || (entry.type !== "opened" && entry.type !== "judged-again")) continue;
    const before = cases.get(entry.case);
    if (entry.type === "opened" ? at < from || entry.mode !== "shadow" : before === undefined) continue;
    const probability = wordOf(entry.findings)?.probability;
    cases.set(entry.case, {
      id: entry.case,
      platform: platformOf(entry.place.id),
      place: placeName(entry.place),
      openedAt: before?.openedAt ?? at,
      categories: entry.findings.categories,
      steps: entry.proposed,
      ...(probability === undefined ? {} : { probability }),
    });
  }
  return { cases: [...cases.values()], since };
}
