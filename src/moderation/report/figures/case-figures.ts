import type { CaseCounts, Figure, GuardFigures, ShareFigure } from "../../../core/ports/index.ts";
import { quantile } from "../statistics/quantile.ts";
import { shareFigure } from "../statistics/share-figure.ts";
import type { CaseTrack } from "./case-track.ts";

/** A ninth decile of fewer would be one of the largest few, whatever it is. */
const MIN_FOR_DECILE = 10;

export function countCases(tracks: readonly CaseTrack[]): CaseCounts {
  const counts = { opened: tracks.length, upheld: 0, dismissed: 0, overturned: 0, gone: 0, waiting: 0 };
  for (const { outcome, gone } of tracks) counts[outcome ?? (gone ? "gone" : "waiting")]++;
  return counts;
}

/** Upheld, of those decided. */
export function precisionOf(tracks: readonly CaseTrack[]): Figure<ShareFigure> {
  const { upheld, dismissed, overturned } = countCases(tracks);
  return shareFigure(upheld, upheld + dismissed + overturned, "nothing-decided");
}

export function proactiveOf(tracks: readonly CaseTrack[]): Figure<ShareFigure> {
  const upheld = tracks.filter(({ outcome }) => outcome === "upheld");
  return shareFigure(upheld.filter(isProactive).length, upheld.length, "nothing-upheld");
}

export const isProactive = ({ proactive }: CaseTrack): boolean => proactive;

export function decisionTimes(tracks: readonly CaseTrack[]): {
  readonly median: Figure<number>;
  readonly p90: Figure<number>;
} {
  const times = tracks
    .flatMap(({ openedAt, decidedAt }) =>
      decidedAt === undefined ? [] : [Math.max(0, decidedAt - openedAt)],
    )
    .sort((a, b) => a - b);
  const at = (share: number, least: number): Figure<number> => {
    if (times.length === 0) return { value: null, why: "nothing-decided" };
    if (times.length < least) return { value: null, why: "too-few-decided" };
    return { value: quantile(times, share) };
  };
  return { median: at(0.5, 1), p90: at(0.9, MIN_FOR_DECILE) };
}

export function guardFigures(tracks: readonly CaseTrack[]): GuardFigures {
  let answered = 0;
  const unavailable = new Map<string, number>();
  for (const { guard } of tracks) {
    if (guard === undefined) continue;
    if ("unavailable" in guard)
      unavailable.set(guard.unavailable, (unavailable.get(guard.unavailable) ?? 0) + 1);
    else answered++;
  }
  const reasons = [...unavailable].map(([why, cases]) => ({ why, cases })).sort((a, b) => b.cases - a.cases);
  const asked = answered + reasons.reduce((sum, { cases }) => sum + cases, 0);
  return {
    answered,
    unavailable: reasons,
    availability: asked === 0 ? { value: null, why: "guard-never-asked" } : { value: answered / asked },
  };
}
