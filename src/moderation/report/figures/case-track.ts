import type { CaseSource, Findings, LadderStep } from "../../../core/ports/index.ts";
import type { Category, Locale } from "../../../core/types.ts";
import { platformOf } from "../../../text/platform-of.ts";
import type { AuditEntry } from "../../audit/index.ts";

type Opened = Extract<AuditEntry, { readonly type: "opened" | "judged-again" }>;
type Moved = Extract<AuditEntry, { readonly type: "moved" }>;

type Outcome = "upheld" | "dismissed" | "overturned";

/** What is kept of a case while the log is read. */
export interface CaseTrack {
  readonly openedAt: number;
  readonly place: string;
  readonly language: Locale;
  readonly shadow: boolean;
  /** Maru had found it before any member reported it. */
  readonly proactive: boolean;
  sources: readonly CaseSource[];
  categories: readonly Category[];
  proposed: readonly LadderStep[];
  guard: Findings["guard"];
  outcome?: Outcome | undefined;
  /** When it was decided first. */
  decidedAt?: number;
  appeal?: "open" | "confirmed" | "overturned";
  undone: number;
  gone: boolean;
}

export function openTrack(entry: Opened, openedAt: number): CaseTrack {
  return {
    openedAt,
    place: placeName(entry.place),
    language: entry.language,
    shadow: entry.mode === "shadow",
    proactive: !entry.sources.includes("report"),
    sources: entry.sources,
    categories: entry.findings.categories,
    proposed: entry.proposed,
    guard: entry.findings.guard,
    undone: 0,
    gone: false,
  };
}

/** The message was edited and judged again; how the case was found stays. */
export function judgeAgain(track: CaseTrack, entry: Opened): void {
  track.sources = [...new Set([...track.sources, ...entry.sources])];
  track.categories = entry.findings.categories;
  track.proposed = entry.proposed;
  track.guard = entry.findings.guard;
}

/** A moderator's move, given the state that the case has after it. */
export function moveTrack(track: CaseTrack, { move, state }: Moved, at: number): void {
  switch (move) {
    case "claim":
    case "release":
    case "escalate":
      return;
    case "undo":
      if (track.outcome === undefined) return;
      track.undone++;
      // The case stands as it stood before: after an appeal as it was decided first.
      track.outcome = state === "appealed" ? "upheld" : undefined;
      if (track.appeal !== undefined) track.appeal = "open";
      return;
    case "uphold":
    case "warn":
    case "delete":
    case "timeout":
    case "dismiss": {
      if (state !== "decided" && state !== "final") return;
      const isDismissed = move === "dismiss";
      if (track.appeal !== undefined) track.appeal = isDismissed ? "overturned" : "confirmed";
      if (!isDismissed) track.outcome = "upheld";
      else track.outcome = track.appeal === undefined ? "dismissed" : "overturned";
      track.decidedAt ??= at;
      return;
    }
    default:
      move satisfies never;
  }
}

/** The id of one's direct conversation would tell of a person: those of a platform count together. */
export function placeName({ id, kind }: Opened["place"]): string {
  return kind === "direct" ? `${platformOf(id)}:direct` : id;
}
