import type { CaseCounts, Figure, ShareFigure } from "../../../../src/core/ports/index.ts";
import type { Words } from "../i18n/words.ts";
import { percent } from "../review-views/percent.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** How long something took, roughly: `40 min`, `3 h`, `2 days`. */
export function duration(words: Words, ms: number): string {
  if (ms < 2 * HOUR_MS)
    return words.say("figures.duration.minutes", { count: Math.max(1, Math.round(ms / 60_000)) });
  if (ms < 2 * DAY_MS) return words.say("figures.duration.hours", { count: Math.round(ms / HOUR_MS) });
  return words.say("figures.duration.days", { count: Math.round(ms / DAY_MS) });
}

/** Between what the truth lies, in words. */
export function interval(words: Words, { hits, low, high }: ShareFigure): string {
  const slots = { low: percent(low, words.formats), high: percent(high, words.formats) };
  return hits === 0
    ? words.say("figures.interval.up-to", { high: slots.high })
    : words.say("figures.interval", slots);
}

/** The share as a number, or why there is none. */
export const shareOrWhy = (words: Words, figure: Figure<ShareFigure>): string =>
  figure.value === null ? words.say(`figures.why.${figure.why}`) : percent(figure.value.share, words.formats);

/** Neither upheld nor dismissed: waiting, or deleted by their authors. What was overturned counts as dismissed. */
export const undecided = ({ waiting, gone }: CaseCounts) => waiting + gone;
export const dismissed = (counts: CaseCounts) => counts.dismissed + counts.overturned;
