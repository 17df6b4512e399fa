import type { DoneAction, LadderStep } from "../../../core/ports/index.ts";
import type { CaseId, MessageId } from "../../../core/types.ts";
import type { AuditEntry } from "../../audit/index.ts";
import { type CaseTrack, judgeAgain, moveTrack, openTrack } from "./case-track.ts";
import { labelTrack, type SampleTrack, sampleTrack } from "./sample-track.ts";

/** Unix ms: what happened at `from` or later, and before `to`. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

type ActionCounts = Record<DoneAction["outcome"] | "undone", number>;

/** What the log says of the cases opened and the messages sampled in a time, as they stood at its end. */
interface LogTracks {
  readonly cases: ReadonlyMap<CaseId, CaseTrack>;
  readonly samples: ReadonlyMap<MessageId, SampleTrack>;
  readonly actions: ReadonlyMap<LadderStep, ActionCounts>;
}

/**
 * Reads the log once, from its beginning or from anywhere before the time. Memory grows with the cases and samples of that time, not
 * with the log. An entry that stands there twice counts once.
 */
export async function readLog(
  entries: AsyncIterable<AuditEntry> | Iterable<AuditEntry>,
  { from, to }: Window,
): Promise<LogTracks> {
  const cases = new Map<CaseId, CaseTrack>();
  const samples = new Map<MessageId, SampleTrack>();
  const actions = new Map<LadderStep, ActionCounts>();
  const seen = new Set<string>();
  const isNew = (event: string) => !seen.has(event) && seen.add(event) !== undefined;

  for await (const entry of entries) {
    const at = Date.parse(entry.at);
    if (at >= to) continue;
    switch (entry.type) {
      case "opened":
        if (at >= from && !cases.has(entry.case)) cases.set(entry.case, openTrack(entry, at));
        break;
      case "judged-again": {
        const track = cases.get(entry.case);
        if (track !== undefined) judgeAgain(track, entry);
        break;
      }
      case "moved": {
        const track = cases.get(entry.case);
        if (track !== undefined && isNew(entry.event)) moveTrack(track, entry, at);
        break;
      }
      case "appealed": {
        const track = cases.get(entry.case);
        if (track !== undefined && isNew(entry.event)) track.appeal = "open";
        break;
      }
      case "gone": {
        const track = cases.get(entry.case);
        if (track !== undefined && !entry.stays) track.gone = true;
        break;
      }
      case "acted":
        if (cases.has(entry.case) && isNew(`${entry.case} ${entry.step} ${entry.outcome} ${entry.at}`)) {
          const counts = actions.get(entry.step) ?? { done: 0, failed: 0, undone: 0 };
          counts[entry.outcome]++;
          actions.set(entry.step, counts);
        }
        break;
      case "sampled":
        if (at >= from && !samples.has(entry.message)) samples.set(entry.message, sampleTrack(entry, at));
        break;
      case "labelled": {
        const track = samples.get(entry.message);
        if (track !== undefined) labelTrack(track, entry.by, entry.label);
        break;
      }
      case "reported":
      case "told":
      case "edited":
      case "policy":
        break;
      default:
        entry satisfies never;
    }
  }
  return { cases, samples, actions };
}
