import type { ReviewCase } from "../../../../src/core/ports/index.ts";
import type { CaseTab } from "../../shared/moderation-wire.ts";

/** The list in which a case stands, as the desk sorts them: open ones wait when people are to look, whatever the mode. */
export function tabOf(shown: ReviewCase): CaseTab {
  switch (shown.state) {
    case "open":
    case "seconding":
    case "appealed":
      if (isForPeople(shown)) return "waiting";
      return shown.mode === "shadow" ? "shadow" : "settled";
    case "decided":
    case "final":
    case "gone":
      return "settled";
    default:
      return shown.state satisfies never;
  }
}

const isForPeople = ({ mode, proposed, reports, appeal }: ReviewCase): boolean =>
  (mode === "active" && proposed.some((step) => step !== "log" && step !== "note")) ||
  reports.length > 0 ||
  appeal !== undefined;

/** Whether a decision is only noted: in shadow mode, unless somebody reported or appealed. */
export const isNotedOnly = ({ mode, reports, appeal }: ReviewCase): boolean =>
  mode === "shadow" && reports.length === 0 && appeal === undefined;
