import type { VNode } from "preact";
import type { DayFigures } from "../../../../src/core/ports/index.ts";
import { html, type View } from "../views/html.ts";
import { usePage } from "../views/page-context.ts";
import { dismissed, undecided } from "./figure-words.ts";

const WIDTH = 720;
const HEIGHT = 180;
const TOP = 12;
const LEFT = 34;
const FLOOR = HEIGHT - 24;

/** Cases by day as stacked columns, told apart by pattern as well as by colour; the same as a table, folded. */
export function DayColumns({ days }: { days: readonly DayFigures[] }): View {
  const { words } = usePage();
  const date = new Intl.DateTimeFormat(words.formats, { day: "numeric", month: "short", timeZone: "UTC" });
  const most = Math.max(1, ...days.map(({ counts }) => counts.opened));
  const total = days.reduce((sum, { counts }) => sum + counts.opened, 0);
  const step = (WIDTH - LEFT - 4) / Math.max(1, days.length);
  const width = Math.max(1.5, Math.min(28, step * 0.72));
  const labelled = Math.ceil(days.length / 8);
  const y = (count: number) => FLOOR - (count / most) * (FLOOR - TOP);

  return html`<section class="card chart-card">
    <h3>${words.say("figures.by-day")}</h3>
    ${legend(words.say("figures.upheld"), words.say("figures.dismissed"), words.say("figures.undecided"))}
    <div class="columns-box" tabindex="0" role="group" aria-label=${words.say("figures.by-day")}><svg class="columns" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${words.say("figures.by-day.label", { count: total })}>
      <defs><pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="fill-dismissed" width="6" height="6" /><line class="stripe" x1="0" x2="0" y1="0" y2="6" /></pattern></defs>
      ${[0, most / 2, most].filter(Number.isInteger).map((count) => html`<line class="grid" x1=${LEFT} x2=${WIDTH} y1=${y(count)} y2=${y(count)} /><text class="tick" x=${LEFT - 8} y=${y(count) + 4} text-anchor="end">${count}</text>`)}
      ${days.map((day, index) => column(day, LEFT + index * step + (step - width) / 2, index % labelled === 0))}
    </svg></div>
    <details class="chart-table"><summary>${words.say("figures.table")}</summary>
      <table><thead><tr>${(["figures.day", "figures.cases", "figures.upheld", "figures.dismissed", "figures.undecided", "figures.shadow"] as const).map((key) => html`<th scope="col">${words.say(key)}</th>`)}</tr></thead>
      <tbody>${days.map(({ day, counts, shadow }) => html`<tr><th scope="row">${date.format(new Date(day))}</th><td>${counts.opened}</td><td>${counts.upheld}</td><td>${dismissed(counts)}</td><td>${undecided(counts)}</td><td>${shadow}</td></tr>`)}</tbody></table>
    </details>
  </section>`;

  function column({ day, counts }: DayFigures, x: number, named: boolean): VNode {
    const parts = [
      ["fill-upheld", counts.upheld],
      ["fill-striped", dismissed(counts)],
      ["fill-undecided", undecided(counts)],
    ] as const;
    let below = 0;
    return html`<g>
      ${parts.map(([kind, count]) => {
        const top = y(below + count);
        const height = y(below) - top;
        below += count;
        return (
          count > 0 && html`<rect class=${kind} x=${x} y=${top} width=${width} height=${height} rx="1.5" />`
        );
      })}
      ${named && html`<text class="tick" x=${x + width / 2} y=${HEIGHT - 6} text-anchor="middle">${date.format(new Date(day))}</text>`}
      <title>${`${date.format(new Date(day))}: ${counts.opened}`}</title>
    </g>`;
  }
}

/** What the colours and patterns mean. */
function legend(upheld: string, turned: string, open: string): VNode {
  const key = (kind: string, label: string) =>
    html`<li><svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><rect class=${kind} x="1" y="1" width="12" height="12" rx="2" /></svg>${label}</li>`;
  return html`<ul class="chart-legend">${key("fill-upheld", upheld)}${key("fill-striped", turned)}${key("fill-undecided", open)}</ul>`;
}
