import type { Figure, ModerationReport, ShareFigure } from "../../core/ports/index.ts";
import { alignedRows } from "../aligned-rows.ts";
import type { Say } from "./say.ts";
import { type Breakdown, breakdownsOf } from "./slices.ts";
import { fates } from "./words.ts";

const BAR_CHARS = 24;
/** The last days, each a character: as many as fit a narrow terminal. */
const MAX_DAYS = 60;
/** A log is a file that somebody may have written to: nothing in it steers the terminal. */
const CONTROL = /(?!\n)\p{Cc}/gu;
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
const HEIGHTS = ["·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/** The report for a terminal: a few lines for each question, and small bars. */
export function reportAsText(report: ModerationReport, say: Say): string {
  const { words } = say;
  const { counts } = report.cases;
  const { sampled, labelled, disputed, messages } = report.sample;
  const { median, p90 } = report.cases.decisionMs;
  const { availability } = report.guard;

  const facts: readonly (readonly [string, string, string?])[] = [
    [
      words.prevalence.name,
      say.share(report.sample.prevalence),
      detail(report.sample.prevalence, words.prevalence.means),
    ],
    [
      words.precision.name,
      say.share(report.cases.precision),
      detail(report.cases.precision, words.precision.means),
    ],
    [
      words.proactive.name,
      say.share(report.cases.proactive),
      detail(report.cases.proactive, words.proactive.means),
    ],
    [
      words.decisionTime.name,
      median.value === null ? words.unknown[median.why] : say.duration(median.value),
      p90.value === null ? "" : words.p90(say.duration(p90.value)),
    ],
    [
      words.appeals.name,
      say.share(report.appeals.overturned),
      words.appealsMade(say.count(report.appeals.made), say.count(report.appeals.open)),
    ],
    [
      words.guard.name,
      availability.value === null ? words.unknown[availability.why] : say.percent(availability.value),
      report.guard.unavailable.map(({ why, cases }) => `${why} ${say.count(cases)}`).join(", "),
    ],
  ];

  const sections = [
    `${words.title}\n${say.span(report)}\n${words.basis}`,
    rowsOf(facts.map((fact) => [fact[0], fact[1], fact[2] ?? ""])),
    [
      words.sample(say.count(sampled), say.count(labelled), say.count(messages)) +
        (disputed > 0 ? `; ${words.disputed(say.count(disputed))}` : ""),
      words.undone(say.count(report.undone)),
    ].join("\n"),
    `${words.casesByDay}  ${days()}\n${rowsOf([
      [words.heads.opened, say.count(counts.opened), ""],
      ...fates
        .filter((fate) => counts[fate] > 0)
        .map((fate) => [words.fates[fate], say.count(counts[fate]), bar(counts[fate] / counts.opened)]),
    ])}`,
    ...breakdownsOf(report, say).map(breakdown),
    `${words.shadow.name}\n${shadow()}`,
    `${words.actions}\n${actions()}`,
  ];
  return `${sections.join("\n\n").replace(CONTROL, "")}\n`;

  function detail({ value }: Figure<ShareFigure>, means: string): string {
    return value === null ? "" : `${words.outOf(say.count(value.hits), say.count(value.of))}: ${means}`;
  }

  function days(): string {
    const shown = report.days.slice(-MAX_DAYS);
    const most = Math.max(...shown.map((day) => day.counts.opened));
    return shown
      .map(({ counts: { opened } }) => HEIGHTS[opened === 0 ? 0 : Math.ceil((8 * opened) / most)])
      .join("");
  }

  function breakdown({ title, slices, more }: Breakdown): string {
    const most = Math.max(1, ...slices.map((slice) => slice.counts.opened));
    const hasPrevalence = slices.some(({ prevalence }) => prevalence !== undefined);
    const head = [
      title,
      "",
      words.heads.opened,
      words.precision.name,
      ...(hasPrevalence ? [words.prevalence.name] : []),
    ];
    const rows = slices.map(({ name, counts: own, precision, prevalence }) => [
      name,
      bar(own.opened / most),
      say.count(own.opened),
      say.share(precision),
      ...(prevalence === undefined ? [] : [say.share(prevalence)]),
    ]);
    return rowsOf([head, ...rows]) + (more > 0 ? `\n${words.more(say.count(more))}` : "");
  }

  function shadow(): string {
    const { cases, steps } = report.shadow;
    if (cases === 0) return words.shadow.none;
    const rows = steps.map((step) => [
      words.steps[step.step],
      say.count(step.cases),
      bar(step.cases / cases),
    ]);
    return `${words.shadow.cases(say.count(cases))}\n${rowsOf(rows)}`;
  }

  function actions(): string {
    if (report.actions.length === 0) return words.nothingDone;
    const { done, failed, undone } = words.heads;
    return rowsOf([
      ["", done, failed, undone],
      ...report.actions.map((action) => [
        words.steps[action.step],
        ...[action.done, action.failed, action.undone].map(say.count),
      ]),
    ]);
  }
}

/** A bar of eighths of a character; what is above 0 shows. */
function bar(share: number): string {
  const eighths = share === 0 ? 0 : Math.max(1, Math.round(share * BAR_CHARS * 8));
  return "█".repeat(eighths >> 3) + EIGHTHS[eighths & 7];
}

const rowsOf = (rows: readonly (readonly string[])[]): string => alignedRows(rows).trimEnd();
