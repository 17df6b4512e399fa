import {
  type GroundFigures,
  LADDER,
  type ModerationReport,
  type SliceFigures,
  type StepCount,
} from "../../../core/ports/index.ts";
import type { AuditEntry } from "../../audit/index.ts";
import { createCalendar } from "../calendar.ts";
import { shareFigure } from "../statistics/share-figure.ts";
import {
  countCases,
  decisionTimes,
  guardFigures,
  isProactive,
  precisionOf,
  proactiveOf,
} from "./case-figures.ts";
import type { CaseTrack } from "./case-track.ts";
import { readLog, type Window } from "./read-log.ts";
import { type SampleTrack, sampleFigures } from "./sample-track.ts";

/** The time of a report, and the time zone by whose clock its days begin (an IANA name). */
interface ReportTime extends Window {
  readonly timeZone: string;
}

/**
 * The report of a time, from the audit log alone: entries in their order, from the log's beginning or from anywhere before the time.
 * It is about the cases opened and the messages sampled in that time, as they stood at its end. docs/report.md says what each
 * figure means and how far it can be trusted.
 */
export async function foldReport(
  entries: AsyncIterable<AuditEntry> | Iterable<AuditEntry>,
  time: ReportTime,
): Promise<ModerationReport> {
  const log = await readLog(entries, time);
  const cases = [...log.cases.values()];
  const samples = [...log.samples.values()];
  const shadow = cases.filter((track) => track.shadow);
  const appealed = cases.filter(({ appeal }) => appeal !== undefined);
  const overturned = appealed.filter(({ appeal }) => appeal === "overturned").length;
  const openAppeals = appealed.filter(({ appeal }) => appeal === "open").length;

  return {
    from: new Date(time.from).toISOString(),
    to: new Date(time.to).toISOString(),
    timeZone: time.timeZone,
    sample: sampleFigures(samples),
    cases: {
      counts: countCases(cases),
      precision: precisionOf(cases.filter(isProactive)),
      proactive: proactiveOf(cases),
      decisionMs: decisionTimes(cases),
    },
    shadow: { cases: shadow.length, steps: countSteps(shadow) },
    appeals: {
      made: appealed.length,
      open: openAppeals,
      overturned: shareFigure(
        overturned,
        appealed.length - openAppeals,
        appealed.length === 0 ? "nothing-appealed" : "nothing-decided",
      ),
    },
    undone: cases.reduce((sum, { undone }) => sum + undone, 0),
    actions: LADDER.flatMap((step) => {
      const counts = log.actions.get(step);
      return counts === undefined ? [] : [{ step, ...counts }];
    }),
    guard: guardFigures(cases),
    bySource: slices(cases, ({ sources }) => sources),
    byCategory: slices(cases, ({ categories }) => categories),
    byLanguage: grounds(cases, samples, ({ language }) => language),
    byPlace: grounds(cases, samples, ({ place }) => place),
    days: daysOf(cases, samples, time),
  };
}

function countSteps(cases: readonly CaseTrack[]): readonly StepCount[] {
  return LADDER.map((step) => ({
    step,
    cases: cases.filter(({ proposed }) => proposed.includes(step)).length,
  })).filter(({ cases }) => cases > 0);
}

/** A case may belong to several, e.g. sources. Most cases first. */
function slices<Name extends string>(
  cases: readonly CaseTrack[],
  namesOf: (track: CaseTrack) => readonly Name[],
): readonly SliceFigures<Name>[] {
  return [...grouped(cases, namesOf)]
    .map(([name, tracks]) => ({ name, counts: countCases(tracks), precision: precisionOf(tracks) }))
    .sort(mostFirst);
}

function grounds<Name extends string>(
  cases: readonly CaseTrack[],
  samples: readonly SampleTrack[],
  nameOf: (track: CaseTrack | SampleTrack) => Name,
): readonly GroundFigures<Name>[] {
  const ofCases = grouped(cases, (track) => [nameOf(track)]);
  const ofSamples = grouped(samples, (track) => [nameOf(track)]);
  return [...new Set([...ofCases.keys(), ...ofSamples.keys()])]
    .map((name) => {
      const tracks = ofCases.get(name) ?? [];
      return {
        name,
        counts: countCases(tracks),
        precision: precisionOf(tracks.filter(isProactive)),
        proactive: proactiveOf(tracks),
        sample: sampleFigures(ofSamples.get(name) ?? []),
      };
    })
    .sort(mostFirst);
}

function daysOf(
  cases: readonly CaseTrack[],
  samples: readonly SampleTrack[],
  { from, to, timeZone }: ReportTime,
): ModerationReport["days"] {
  const days = createCalendar(timeZone).daysOf(from, to);
  /** The last day that began by then. */
  const dayAt = (unixMs: number): string => {
    let low = 0;
    let high = days.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((days[middle] as { from: number }).from <= unixMs) low = middle;
      else high = middle - 1;
    }
    return (days[low] as { day: string }).day;
  };
  const ofCases = grouped(cases, ({ openedAt }) => [dayAt(openedAt)]);
  const ofSamples = grouped(samples, ({ sampledAt }) => [dayAt(sampledAt)]);
  return days.map(({ day }) => {
    const tracks = ofCases.get(day) ?? [];
    const { sampled, labelled, harmful } = sampleFigures(ofSamples.get(day) ?? []);
    const shadow = tracks.filter((track) => track.shadow).length;
    return { day, counts: countCases(tracks), shadow, sampled, labelled, harmful };
  });
}

function grouped<Track, Name>(
  tracks: readonly Track[],
  namesOf: (track: Track) => readonly Name[],
): ReadonlyMap<Name, readonly Track[]> {
  const groups = new Map<Name, Track[]>();
  for (const track of tracks) {
    for (const name of namesOf(track)) {
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [track]);
      else group.push(track);
    }
  }
  return groups;
}

/** Equally many: by name, so that the same log gives the same report. */
const mostFirst = (
  a: { readonly name: string; readonly counts: { readonly opened: number } },
  b: { readonly name: string; readonly counts: { readonly opened: number } },
): number => b.counts.opened - a.counts.opened || (a.name < b.name ? -1 : 1);
