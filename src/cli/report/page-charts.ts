import type { Figure, ShareFigure } from "../../core/ports/index.ts";
import { escapeHtml } from "./escape-html.ts";

/** A part of each column, from the bottom up; `css` is a class of page-style.ts. */
export interface Layer {
  readonly css: string;
  readonly name: string;
  readonly values: readonly number[];
}

const WIDTH = 880;
const HEIGHT = 200;
const LEFT = 34;
const BOTTOM = 22;
const TOP = 8;
/** Marks of the upright axis, at most. */
const MARKS = 4;
/** Names below the columns, at most. */
const NAMED = 8;

/** Columns of stacked layers, one for each name; numbers in words stand in a table beside it. */
export function stackedColumns(names: readonly string[], layers: readonly Layer[], title: string): string {
  const tallest = Math.max(1, ...names.map((_, at) => sum(layers.map(({ values }) => values[at] ?? 0))));
  const step = niceStep(tallest / MARKS);
  const top = Math.ceil(tallest / step) * step;
  const heightOf = (value: number) => (value / top) * (HEIGHT - TOP - BOTTOM);
  const yOf = (value: number) => HEIGHT - BOTTOM - heightOf(value);
  const slot = (WIDTH - LEFT) / names.length;
  const width = Math.max(1, Math.min(slot * 0.78, 40));
  const parts: string[] = [];
  for (let mark = 0; mark <= top; mark += step) {
    const y = px(yOf(mark));
    parts.push(
      `<line class="rule" x1="${LEFT}" x2="${WIDTH}" y1="${y}" y2="${y}"/><text x="${LEFT - 6}" y="${y + 4}" text-anchor="end">${mark}</text>`,
    );
  }
  const named = Math.ceil(names.length / NAMED);
  names.forEach((name, at) => {
    const x = px(LEFT + at * slot + (slot - width) / 2);
    let below = 0;
    for (const { css, values, name: layer } of layers) {
      const value = values[at] ?? 0;
      if (value === 0) continue;
      below += value;
      parts.push(
        `<rect class="${css}" x="${x}" y="${px(yOf(below))}" width="${px(width)}" height="${px(heightOf(value))}"><title>${escapeHtml(`${name}: ${layer} ${value}`)}</title></rect>`,
      );
    }
    if ((names.length - 1 - at) % named === 0)
      parts.push(
        `<text x="${px(x + width / 2)}" y="${HEIGHT - 6}" text-anchor="middle">${escapeHtml(name)}</text>`,
      );
  });
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(title)}">${parts.join("")}</svg>`;
}

const STRIP_WIDTH = 260;
const STRIP_HEIGHT = 14;

/** Where a share lies from 0 to `most`, with its interval. Nothing where there is no figure. Words beside it say the same. */
export function intervalStrip({ value }: Figure<ShareFigure>, most: number): string {
  if (value === null) return "";
  const xOf = (share: number) => px(Math.min(1, share / most) * STRIP_WIDTH);
  const middle = STRIP_HEIGHT / 2;
  const range = `<rect class="range" x="${xOf(value.low)}" y="${middle - 4}" width="${px(Math.max(2, xOf(value.high) - xOf(value.low)))}" height="8" rx="4"/>`;
  return strip(`${range}<circle class="dot" cx="${xOf(value.share)}" cy="${middle}" r="6"/>`);
}

/** A bar from 0 to 1. */
export function bar(share: number, css: string): string {
  return strip(
    `<rect class="${css}" y="${STRIP_HEIGHT / 2 - 4}" width="${px(share * STRIP_WIDTH)}" height="8" rx="2"/>`,
  );
}

const strip = (inner: string) =>
  `<svg class="strip" viewBox="0 0 ${STRIP_WIDTH} ${STRIP_HEIGHT}" aria-hidden="true"><rect class="track" y="${STRIP_HEIGHT / 2 - 1}" width="${STRIP_WIDTH}" height="2" rx="1"/>${inner}</svg>`;

/** 1, 2 or 5 times a power of ten, and at least `least`; whole, since it counts. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return ([1, 2, 5, 10].find((times) => times * power >= least) as number) * power;
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const px = (value: number) => Math.round(value * 100) / 100;

/** The right end of a strip of small shares: just beyond the largest bound. */
export function scaleOf(figures: readonly Figure<ShareFigure>[]): number {
  const most = Math.max(0, ...figures.map(({ value }) => value?.high ?? 0));
  return most === 0 ? 1 : Math.min(1, most * 1.1);
}
