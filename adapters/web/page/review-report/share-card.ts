import type { VNode } from "preact";
import type { Figure, ShareFigure } from "../../../../src/core/ports/index.ts";
import type { Key } from "../i18n/dictionary.ts";
import { percent } from "../review-views/percent.ts";
import { html, type View } from "../views/html.ts";
import { usePage } from "../views/page-context.ts";
import { interval } from "./figure-words.ts";

export interface ShareCardProps {
  readonly title: Key;
  readonly figure: Figure<ShareFigure>;
  readonly note?: string;
  /** It is a share of very many: the scale ends where the interval does. */
  readonly rare?: boolean;
}

/** A share with its interval, or why there is none. */
export function ShareCard({ title, figure, note, rare = false }: ShareCardProps): View {
  const { words } = usePage();
  const { value } = figure;
  const number = new Intl.NumberFormat(words.formats);
  return html`<section class="figure-card">
    <h3>${words.say(title)}</h3>
    ${
      value === null
        ? html`<p class="figure-none">${words.say(`figures.why.${figure.why}`)}</p>`
        : html`<p class="figure-value">${percent(value.share, words.formats)} <small>${words.say("figures.of", { hits: number.format(value.hits), of: number.format(value.of) })}</small></p>
          ${range(value, rare)}
          <p class="figure-note">${interval(words, value)}</p>`
    }
    ${note !== undefined && html`<p class="figure-note">${note}</p>`}
  </section>`;
}

/** The interval as a band, the share as a dot in it. The numbers stand beside it. */
function range({ share, low, high }: ShareFigure, rare: boolean): VNode {
  const most = rare ? Math.max(high * 1.15, 1e-9) : 1;
  const x = (value: number) => 4 + (Math.min(value, most) / most) * 192;
  return html`<svg class="range" viewBox="0 0 200 16" aria-hidden="true">
    <line class="range-ground" x1="4" x2="196" y1="8" y2="8" />
    <line class="range-band" x1=${x(low)} x2=${x(high)} y1="8" y2="8" />
    <path class="range-ends" d=${`M${x(low)} 3v10M${x(high)} 3v10`} />
    <circle class="range-dot" cx=${x(share)} cy="8" r="5" />
  </svg>`;
}
