import type { VNode } from "preact";
import { html } from "./html.ts";

/**
 * The view out of a hall, for the door of the page: eaves above, a pillar on either side, hills and the sun (by
 * night the moon) outside, and the boards of the floor. Colours come from the style sheet. Decoration.
 */
export function hall(): VNode {
  return html`<svg class="hall" viewBox="0 0 860 1000" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
    <rect class="hall-sky" width="860" height="1000" />
    <circle class="hall-sun" cx="585" cy="330" r="74" />
    <path class="hall-hill-far" d="M0 520c90-50 150-92 240-96 84-4 120 44 190 40 84-6 120-98 226-104 90-4 140 60 204 74v220H0z" />
    <path class="hall-hill-middle" d="M0 590c70-20 130-66 226-62 92 4 134 64 240 58 110-6 176-84 394-52v210H0z" />
    <path class="hall-hill-near" d="M0 664c120-46 236-40 330-16 120 30 250 36 530-28v150H0z" />
    <g class="hall-pine">
      <path d="M206 700c14-64-26-92-14-150 4-20 14-34 30-50l10 8c-14 16-22 30-24 46-6 48 30 84 22 146z" />
      <path d="M205 590c-22-20-44-26-66-30l2-8c28 0 52 8 70 24z" />
      <path d="M70 556c4-20 34-30 68-28 34 2 56 14 56 28-30 8-94 8-124 0zM158 506c2-24 38-38 80-36 44 2 74 18 74 36-38 10-116 10-154 0zM206 462c4-18 28-26 54-24 26 0 44 10 46 24-26 6-74 6-100 0z" />
    </g>
    <path class="hall-wall" d="M0 690h860v46H0z" />
    <path class="hall-wall-top" d="M0 682h860v12H0z" />
    <path class="hall-floor" d="M0 736h860v264H0z" />
    <g class="hall-seams"><path d=${boards()} /></g>
    <path class="hall-edge" d="M0 728h860v14H0z" />
    <path class="hall-pillar" d="M66 120h58v660H66zM736 120h58v660h-58z" />
    <path class="hall-pillar-light" d="M66 120h14v660H66zM736 120h14v660h-14z" />
    <path class="hall-stone" d="M52 776h86l8 26H44zM722 776h86l8 26H714z" />
    <path class="hall-soffit" d="M0 0h860v130H0z" />
    <path class="hall-beam" d="M0 128h860v44H0z" />
    <path class="hall-beam-light" d="M0 128h860v8H0z" />
    <g class="hall-rafters">
      ${Array.from({ length: 19 }, (_, index) => html`<circle cx=${16 + index * 46} cy="108" r="15" />`)}
    </g>
    <path class="hall-eaves" d="M0 0h860v62c-120 26-270 36-430 36S120 88 0 62z" />
  </svg>`;
}

/** Boards that run away from the onlooker, laid in rows between cross beams, the seams of each row offset. */
function boards(): string {
  const rows = [742, 792, 872, 1000];
  const across = (x: number, y: number) => Math.round(430 + (x - 430) * (0.62 + (0.38 * (y - 742)) / 258));
  return rows
    .slice(1)
    .flatMap((bottom, row) => {
      const top = rows[row] ?? bottom;
      const seams = Array.from({ length: 12 }, (_, index) => -450 + index * 160 + (row % 2) * 80);
      return [
        `M0 ${bottom}h860`,
        ...seams.map((x) => `M${across(x, top)} ${top}L${across(x, bottom)} ${bottom}`),
      ];
    })
    .join("");
}
