import type { Figure, ShareFigure, WhyUnknown } from "../../../core/ports/index.ts";
import { clopperPearson } from "./clopper-pearson.ts";

const MISSED = 0.05;

/** A share of things that all count the same, or why there is none. */
export function shareFigure(hits: number, of: number, whyNot: WhyUnknown): Figure<ShareFigure> {
  return weightedShareFigure({ hits, of, weight: of, squares: of, hitWeight: hits }, whyNot);
}

/** Things of which each stands for `weight` of them. */
interface Weighed {
  readonly hits: number;
  readonly of: number;
  /** Sums over all of them: of weights, of their squares, and of the hits' weights. */
  readonly weight: number;
  readonly squares: number;
  readonly hitWeight: number;
}

/**
 * A share of things that stand for different numbers of others, e.g. since the sample's share was changed. The interval is that of
 * Clopper and Pearson for the size that an equal sample of the same precision would have, weight²/squares (Korn and Graubard, Survey
 * Methodology 24, 1998); with equal weights it is the exact one.
 */
export function weightedShareFigure(weighed: Weighed, whyNot: WhyUnknown): Figure<ShareFigure> {
  const { hits, of, weight, squares, hitWeight } = weighed;
  if (of === 0) return { value: null, why: whyNot };
  const share = hitWeight / weight;
  const size = weight ** 2 / squares;
  return { value: { hits, of, share, ...intervalOf(share, size) } };
}

/** Of none and of all, one side is known: the rule of three (Hanley and Lippman-Hand, JAMA 249, 1983), before its rounding to 3/n. */
function intervalOf(share: number, size: number): { readonly low: number; readonly high: number } {
  const bound = MISSED ** (1 / size);
  if (share === 0) return { low: 0, high: 1 - bound };
  if (share === 1) return { low: bound, high: 1 };
  return clopperPearson(share * size, size, 1 - MISSED);
}
