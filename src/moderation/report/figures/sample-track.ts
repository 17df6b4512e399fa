import type { SampleFigures } from "../../../core/ports/index.ts";
import type { Locale, PersonId } from "../../../core/types.ts";
import type { AuditEntry } from "../../audit/index.ts";
import { weightedShareFigure } from "../statistics/share-figure.ts";
import { type Label, verdictOfLabels } from "../verdict-of-labels.ts";
import { placeName } from "./case-track.ts";

type Sampled = Extract<AuditEntry, { readonly type: "sampled" }>;

/** What is kept of a sampled message while the log is read. */
export interface SampleTrack {
  readonly sampledAt: number;
  readonly place: string;
  readonly language: Locale;
  /** It stands for so many messages: one by its chance of being drawn (Horvitz and Thompson 1952). */
  readonly weight: number;
  readonly labels: Map<PersonId, Label>;
}

export function sampleTrack(entry: Sampled, sampledAt: number): SampleTrack {
  const { language, share } = entry;
  return { sampledAt, place: placeName(entry.place), language, weight: 1 / share, labels: new Map() };
}

/** The first label of each person counts. */
export function labelTrack(track: SampleTrack, by: PersonId, label: Label): void {
  if (!track.labels.has(by)) track.labels.set(by, label);
}

export function sampleFigures(tracks: readonly SampleTrack[]): SampleFigures {
  const sum = { labelled: 0, harmful: 0, disputed: 0, messages: 0, weight: 0, squares: 0, hitWeight: 0 };
  for (const { weight, labels } of tracks) {
    sum.messages += weight;
    const verdict = verdictOfLabels(labels.values());
    if (verdict === "disputed") sum.disputed++;
    if (verdict !== "fine" && verdict !== "harmful") continue;
    sum.labelled++;
    sum.weight += weight;
    sum.squares += weight ** 2;
    if (verdict === "fine") continue;
    sum.harmful++;
    sum.hitWeight += weight;
  }
  const { labelled, harmful, disputed, messages } = sum;
  return {
    sampled: tracks.length,
    labelled,
    harmful,
    disputed,
    messages: Math.round(messages),
    prevalence: weightedShareFigure(
      { ...sum, hits: harmful, of: labelled },
      tracks.length === 0 ? "nothing-sampled" : "nothing-labelled",
    ),
  };
}
