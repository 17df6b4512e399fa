import type { Figure, ModerationReport, ShareFigure } from "../../core/ports/index.ts";
import { escapeHtml as text } from "./escape-html.ts";
import { bar, intervalStrip, scaleOf } from "./page-charts.ts";
import type { Say } from "./say.ts";

/** The six figures at the top of the page, each with its range and what it means. */
export function tilesOf(report: ModerationReport, say: Say): readonly string[] {
  const { words } = say;
  const { median, p90 } = report.cases.decisionMs;
  const { availability } = report.guard;
  const { made, open, overturned } = report.appeals;
  const time =
    median.value === null ? { none: words.unknown[median.why] } : { big: say.duration(median.value) };
  const guard =
    availability.value === null
      ? { none: words.unknown[availability.why] }
      : { big: say.percent(availability.value) };
  return [
    shareTile(words.prevalence, report.sample.prevalence, scaleOf([report.sample.prevalence])),
    shareTile(words.precision, report.cases.precision, 1),
    shareTile(words.proactive, report.cases.proactive, 1),
    tile(words.decisionTime.name, time, "", [
      words.decisionTime.means,
      p90.value === null ? "" : words.p90(say.duration(p90.value)),
    ]),
    tile(words.appeals.name, bigOf(overturned), intervalStrip(overturned, 1), [
      ...detail(overturned, words.appeals.means),
      words.appealsMade(say.count(made), say.count(open)),
      words.undone(say.count(report.undone)),
    ]),
    tile(words.guard.name, guard, availability.value === null ? "" : bar(availability.value, "range"), [
      words.guard.means,
    ]),
  ];
  function shareTile(
    { name, means }: { name: string; means: string },
    figure: Figure<ShareFigure>,
    most: number,
  ) {
    return tile(name, bigOf(figure), intervalStrip(figure, most), detail(figure, means));
  }

  /** The bound where none or all were hits: a bare 0 % or 100 % would say more than is known. */
  function bigOf(figure: Figure<ShareFigure>): { big: string } | { none: string } {
    if (figure.value === null) return { none: words.unknown[figure.why] };
    const { hits, of, share } = figure.value;
    return { big: hits === 0 || hits === of ? say.interval(figure.value) : say.percent(share) };
  }

  function detail({ value }: Figure<ShareFigure>, means: string): readonly string[] {
    if (value === null) return [means];
    const outOf = words.outOf(say.count(value.hits), say.count(value.of));
    const isBound = value.hits === 0 || value.hits === value.of;
    return [isBound ? outOf : `${say.interval(value)} · ${outOf}`, means];
  }

  function tile(
    name: string,
    said: { big: string } | { none: string },
    strip: string,
    lines: readonly string[],
  ): string {
    const value =
      "big" in said ? `<p class="big">${text(said.big)}</p>` : `<p class="none">${text(said.none)}</p>`;
    const more = lines.filter((line) => line !== "").map((line) => `<p class="soft">${text(line)}</p>`);
    return `<section class="card tile"><h2>${text(name)}</h2>${value}${strip}${more.join("")}</section>`;
  }
}
