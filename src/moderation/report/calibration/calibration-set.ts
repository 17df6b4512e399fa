import { asksPeople } from "../../../core/ports/index.ts";
import type { CaseId, Category, Locale, MessageId } from "../../../core/types.ts";
import type { AuditEntry } from "../../audit/index.ts";
import { type CaseTrack, judgeAgain, moveTrack, openTrack } from "../figures/case-track.ts";
import { labelTrack, type SampleTrack, sampleTrack } from "../figures/sample-track.ts";
import { verdictOfLabels } from "../verdict-of-labels.ts";
import { type Word, wordOf } from "../word-of.ts";

/** A case that Maru found, and would find again. */
export interface CalibrationCase {
  readonly id: CaseId;
  /** Unix ms */
  readonly openedAt: number;
  readonly place: string;
  readonly language: Locale;
  readonly categories: readonly Category[];
  /** Absent when a rule found it, so that no threshold bears on it. */
  readonly word: Word | undefined;
  /** Whether people were asked by the policy as it was then. */
  readonly isQueued: boolean;
  /** What people decided; `undefined`: nothing yet. */
  readonly isHarmful: boolean | undefined;
}

/** A message of the random sample that Maru found nothing in. */
interface CalibrationSample {
  readonly place: string;
  readonly language: Locale;
  /** It stands for so many messages. */
  readonly weight: number;
  /** What people said; `undefined`: nothing, or they disagree. */
  readonly isHarmful: boolean | undefined;
}

/** What people said about what Maru found, and about what it did not. */
export interface CalibrationSet {
  readonly cases: readonly CalibrationCase[];
  readonly samples: readonly CalibrationSample[];
}

interface Tracked {
  readonly track: CaseTrack;
  readonly message: MessageId;
  word: Word | undefined;
}

/**
 * Reads what people decided and labelled from `from` on. An upheld case is harmful; a dismissed or overturned one is fine. Cases that
 * were found only because a member reported them, or because they were in the sample and the guard was asked for that, are left out: Maru
 * would miss the next one like them. If they were sampled, they count as missed.
 */
export async function readCalibrationSet(
  entries: AsyncIterable<AuditEntry> | Iterable<AuditEntry>,
  from: number,
): Promise<CalibrationSet> {
  const cases = new Map<CaseId, Tracked>();
  const samples = new Map<MessageId, SampleTrack>();
  for await (const entry of entries) {
    const at = Date.parse(entry.at);
    const tracked = "case" in entry ? cases.get(entry.case) : undefined;
    switch (entry.type) {
      case "opened":
        if (at >= from && tracked === undefined)
          cases.set(entry.case, {
            track: openTrack(entry, at),
            message: entry.message,
            word: wordOf(entry.findings),
          });
        break;
      case "judged-again":
        if (tracked === undefined) break;
        judgeAgain(tracked.track, entry);
        tracked.word = wordOf(entry.findings);
        break;
      case "moved":
        if (tracked !== undefined) moveTrack(tracked.track, entry, at);
        break;
      case "appealed":
        if (tracked !== undefined) tracked.track.appeal = "open";
        break;
      case "sampled":
        if (at >= from && !samples.has(entry.message)) samples.set(entry.message, sampleTrack(entry, at));
        break;
      case "labelled": {
        const sample = samples.get(entry.message);
        if (sample !== undefined) labelTrack(sample, entry.by, entry.label);
        break;
      }
      case "reported":
      case "acted":
      case "told":
      case "gone":
      case "edited":
      case "policy":
        break;
      default:
        entry satisfies never;
    }
  }
  const found = [...cases].filter(([, { track }]) => isFoundAgain(track));
  const messages = new Set(found.map(([, { message }]) => message));
  return {
    cases: found.map(([id, { track, word }]) => asCase(id, track, word)),
    samples: [...samples].flatMap(([message, track]) => (messages.has(message) ? [] : [asSample(track)])),
  };
}

/** The guard's word alone: nothing but the sample made anybody ask it. */
const isFoundAgain = ({ sources }: CaseTrack): boolean =>
  sources.includes("router") || sources.includes("rule");

function asCase(id: CaseId, track: CaseTrack, word: Word | undefined): CalibrationCase {
  const { openedAt, place, language, categories, proposed, outcome, sources } = track;
  return {
    id,
    openedAt,
    place,
    language,
    categories,
    word: sources.includes("router") ? word : undefined,
    isQueued: asksPeople(proposed),
    isHarmful: outcome === undefined ? undefined : outcome === "upheld",
  };
}

function asSample({ place, language, weight, labels }: SampleTrack): CalibrationSample {
  const verdict = verdictOfLabels(labels.values());
  const isHarmful = verdict === "harmful" || verdict === "fine" ? verdict === "harmful" : undefined;
  return { place, language, weight, isHarmful };
}
