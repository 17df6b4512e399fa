import type { CaseCounts, Figure, ModerationReport, ShareFigure } from "../../core/ports/index.ts";
import type { Say } from "./say.ts";

/** One line of a breakdown. */
export interface Slice {
  readonly name: string;
  readonly counts: CaseCounts;
  readonly precision: Figure<ShareFigure>;
  /** Absent where the sample does not tell it: of sources and categories. */
  readonly prevalence?: Figure<ShareFigure>;
}

export interface Breakdown {
  readonly title: string;
  readonly slices: readonly Slice[];
  /** How many were left out. */
  readonly more: number;
}

/** Places beyond these would make no chart that anybody reads; the JSON has all of them. */
const MAX_SLICES = 12;

/** The report by source, category, language and place, with names as people read them; those with nothing in them left out. */
export function breakdownsOf(report: ModerationReport, say: Say): readonly Breakdown[] {
  const { words } = say;
  const grounds = <Name>(
    all: readonly {
      name: Name;
      counts: CaseCounts;
      precision: Figure<ShareFigure>;
      sample: { prevalence: Figure<ShareFigure> };
    }[],
    nameOf: (name: Name) => string,
  ) =>
    all.map(({ name, sample, ...rest }) => ({ ...rest, name: nameOf(name), prevalence: sample.prevalence }));
  const all: readonly [string, readonly Slice[]][] = [
    [words.bySource, report.bySource.map((slice) => ({ ...slice, name: words.sources[slice.name] }))],
    [words.byCategory, report.byCategory.map((slice) => ({ ...slice, name: words.categories[slice.name] }))],
    [words.byLanguage, grounds(report.byLanguage, (name) => words.languages[name])],
    [words.byPlace, grounds(report.byPlace, say.place)],
  ];
  return all
    .filter(([, slices]) => slices.length > 0)
    .map(([title, slices]) => ({
      title,
      slices: slices.slice(0, MAX_SLICES),
      more: Math.max(0, slices.length - MAX_SLICES),
    }));
}
