import type { Figure, ModerationReport, ShareFigure } from "../../core/ports/index.ts";
import { escapeHtml as text } from "./escape-html.ts";
import { bar, intervalStrip, type Layer, scaleOf, stackedColumns } from "./page-charts.ts";
import { pageStyle } from "./page-style.ts";
import { tilesOf } from "./page-tiles.ts";
import type { Say } from "./say.ts";
import { type Breakdown, breakdownsOf, type Slice } from "./slices.ts";
import { fates } from "./words.ts";

/** The report as one HTML page that needs nothing else: no script, nothing to fetch. */
export function reportAsPage(report: ModerationReport, say: Say): string {
  const { words } = say;
  const days = report.days.map(({ day }) => day.slice(5));
  const { sampled, labelled, disputed, messages } = report.sample;
  const sample =
    words.sample(say.count(sampled), say.count(labelled), say.count(messages)) +
    (disputed > 0 ? `; ${words.disputed(say.count(disputed))}` : "");

  return `<!doctype html>
<html lang="${say.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(`${words.title}, ${say.span(report)}`)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1>${text(words.title)}</h1>
<p>${text(say.span(report))}</p>
<p class="soft">${text(words.basis)}</p>
<div class="tiles">
${tilesOf(report, say).join("\n")}
</div>
${card(words.casesByDay, casesByDay())}
${card(words.sampleByDay, `<p class="soft">${text(sample)}</p>${sampleByDay()}`)}
${breakdownsOf(report, say).map(breakdown).join("\n")}
${card(words.shadow.name, shadow())}
${card(words.actions, actions())}
${report.guard.unavailable.length > 0 ? card(words.unavailable, reasons()) : ""}
</main>
</body>
</html>
`;

  function casesByDay(): string {
    const layers = fates.map((fate) => ({
      css: fate,
      name: words.fates[fate],
      values: report.days.map(({ counts }) => counts[fate]),
    }));
    const rows = report.days.map(({ day, counts }) => [
      day,
      say.count(counts.opened),
      ...fates.map((fate) => say.count(counts[fate])),
    ]);
    const head = [words.heads.day, words.heads.opened, ...fates.map((fate) => words.fates[fate])];
    return columnsCard(words.casesByDay, layers, head, rows);
  }

  function sampleByDay(): string {
    const { heads } = words;
    const of = (name: string, css: string, values: readonly number[]): Layer => ({ name, css, values });
    const layers = [
      of(
        heads.harmful,
        "harmful",
        report.days.map((day) => day.harmful),
      ),
      of(
        heads.labelled,
        "labelled",
        report.days.map((day) => day.labelled - day.harmful),
      ),
      of(
        heads.unlabelled,
        "unlabelled",
        report.days.map((day) => day.sampled - day.labelled),
      ),
    ];
    const rows = report.days.map((day) => [
      day.day,
      say.count(day.sampled),
      say.count(day.labelled),
      say.count(day.harmful),
    ]);
    return columnsCard(
      words.sampleByDay,
      layers,
      [heads.day, heads.sampled, heads.labelled, heads.harmful],
      rows,
    );
  }

  function columnsCard(
    title: string,
    layers: readonly Layer[],
    head: readonly string[],
    rows: readonly (readonly string[])[],
  ): string {
    const legend = layers
      .filter(({ values }) => values.some((value) => value > 0))
      .map(
        ({ css, name }) =>
          `<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="${css}" width="10" height="10" rx="2"/></svg>${text(name)}</li>`,
      );
    return `<ul class="legend">${legend.join("")}</ul><div class="scroll"><div class="days">${stackedColumns(days, layers, title)}</div></div>
<details><summary>${text(words.table)}</summary><div class="scroll">${plainTable(title, head, rows)}</div></details>`;
  }

  function breakdown({ title, slices, more }: Breakdown): string {
    const scale = scaleOf(slices.flatMap(({ prevalence }) => prevalence ?? []));
    const hasPrevalence = slices.some(({ prevalence }) => prevalence !== undefined);
    const head = `<tr><td></td><th scope="col" class="number">${text(words.heads.opened)}</th><th scope="col" colspan="2">${text(words.precision.name)}</th>${hasPrevalence ? `<th scope="col" colspan="2">${text(words.prevalence.name)}</th>` : ""}</tr>`;
    const row = ({ name, counts, precision, prevalence }: Slice) =>
      `<tr><th scope="row">${text(name)}</th><td class="number">${text(say.count(counts.opened))}</td>${figureCells(precision, 1)}${prevalence === undefined ? "" : figureCells(prevalence, scale)}</tr>`;
    const rest = more > 0 ? `<p class="soft">${text(words.more(say.count(more)))}</p>` : "";
    return card(
      title,
      `<div class="scroll"><table aria-label="${text(title)}"><thead>${head}</thead><tbody>${slices.map(row).join("")}</tbody></table></div>${rest}`,
    );
  }

  function figureCells(figure: Figure<ShareFigure>, most: number): string {
    if (figure.value === null) return `<td colspan="2" class="soft">${text(words.unknown[figure.why])}</td>`;
    return `<td class="chart">${intervalStrip(figure, most)}</td><td class="said">${text(say.share(figure))}</td>`;
  }

  function shadow(): string {
    const { cases, steps } = report.shadow;
    if (cases === 0) return `<p>${text(words.shadow.none)}</p>`;
    const rows = steps.map(
      ({ step, cases: count }) =>
        `<tr><th scope="row">${text(words.steps[step])}</th><td class="chart">${bar(count / cases, "range")}</td><td class="number">${text(say.count(count))}</td></tr>`,
    );
    return `<p>${text(words.shadow.cases(say.count(cases)))}</p><table><tbody>${rows.join("")}</tbody></table>`;
  }

  function actions(): string {
    if (report.actions.length === 0) return `<p>${text(words.nothingDone)}</p>`;
    const { step, done, failed, undone } = words.heads;
    const rows = report.actions.map((action) => [
      words.steps[action.step],
      ...[action.done, action.failed, action.undone].map(say.count),
    ]);
    return plainTable(words.actions, [step, done, failed, undone], rows);
  }

  function reasons(): string {
    const rows = report.guard.unavailable.map(({ why, cases }) => [why, say.count(cases)]);
    return plainTable(words.unavailable, [words.heads.reason, words.heads.cases], rows);
  }
}

const card = (title: string, inner: string) =>
  `<section class="card"><h2>${text(title)}</h2>${inner}</section>`;

/** The first column names the rows, the others are numbers. */
function plainTable(label: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) =>
    row.map((cell, at) =>
      at === 0 ? `<th scope="row">${text(cell)}</th>` : `<td class="number">${text(cell)}</td>`,
    );
  const heads = head.map(
    (name, at) => `<th scope="col"${at === 0 ? "" : ' class="number"'}>${text(name)}</th>`,
  );
  const body = rows.map((row) => `<tr>${cells(row).join("")}</tr>`);
  return `<table aria-label="${text(label)}"><thead><tr>${heads.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}
