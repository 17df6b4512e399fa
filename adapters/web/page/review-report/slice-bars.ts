import type { CaseCounts, Figure, ShareFigure } from "../../../../src/core/ports/index.ts";
import type { Key } from "../i18n/dictionary.ts";
import { html, type View } from "../views/html.ts";
import { usePage } from "../views/page-context.ts";
import { dismissed, shareOrWhy, undecided } from "./figure-words.ts";

export interface Slice {
  readonly name: string;
  readonly counts: CaseCounts;
  readonly precision: Figure<ShareFigure>;
}

const SHOWN = 8;

/** Cases of each language, place or category as bars on one scale; the same as a table, folded. */
export function SliceBars({ title, slices }: { title: Key; slices: readonly Slice[] }): View {
  const { words } = usePage();
  const most = Math.max(1, ...slices.map(({ counts }) => counts.opened));
  if (slices.length === 0) {
    return html`<section class="card chart-card"><h3>${words.say(title)}</h3><p class="figure-none">${words.say("figures.none")}</p></section>`;
  }
  return html`<section class="card chart-card">
    <h3>${words.say(title)}</h3>
    <ul class="bars">${slices.slice(0, SHOWN).map(bar)}</ul>
    <details class="chart-table"><summary>${words.say("figures.table")}</summary>
      <table><thead><tr>${(["figures.name", "figures.cases", "figures.upheld", "figures.dismissed", "figures.undecided", "figures.right"] as const).map((key) => html`<th scope="col">${words.say(key)}</th>`)}</tr></thead>
      <tbody>${slices.map(({ name, counts, precision }) => html`<tr><th scope="row"><bdi>${name}</bdi></th><td>${counts.opened}</td><td>${counts.upheld}</td><td>${dismissed(counts)}</td><td>${undecided(counts)}</td><td>${shareOrWhy(words, precision)}</td></tr>`)}</tbody></table>
    </details>
  </section>`;

  function bar({ name, counts, precision }: Slice): View {
    const parts = [
      ["fill-upheld", counts.upheld],
      ["fill-striped", dismissed(counts)],
      ["fill-undecided", undecided(counts)],
    ] as const;
    const label = words.say("figures.bars.label", {
      name,
      upheld: counts.upheld,
      dismissed: dismissed(counts),
      undecided: undecided(counts),
    });
    let at = 0;
    return html`<li key=${name}>
      <span class="bar-name"><bdi>${name}</bdi></span>
      <svg class="bar" viewBox="0 0 300 14" preserveAspectRatio="none" role="img" aria-label=${label}>
        ${parts.map(([kind, count]) => {
          const x = at;
          const width = (count / most) * 300;
          at += width;
          return (
            count > 0 &&
            html`<rect class=${kind} x=${x} y="1" width=${Math.max(1, width - 1.5)} height="12" />`
          );
        })}
      </svg>
      <span class="bar-count">${counts.opened}</span>
      <span class="bar-share">${precision.value === null ? "" : shareOrWhy(words, precision)}</span>
    </li>`;
  }
}
