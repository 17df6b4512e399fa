import { MAX_LOG_ODDS } from "./log-odds.ts";

/** How many scores were seen, by their log odds in bins of equal width: fine near 0 and near 1 as well. */
export interface ScoreCounts {
  readonly bins: Float64Array;
  readonly binsPerUnit: number;
  total: number;
}

export function createScoreCounts(binsPerUnit: number): ScoreCounts {
  return { bins: new Float64Array(2 * MAX_LOG_ODDS * binsPerUnit + 1), binsPerUnit, total: 0 };
}

export function countScore(counts: ScoreCounts, logOdds: number): void {
  const bin = binOf(counts, logOdds);
  counts.bins[bin] = (counts.bins[bin] as number) + 1;
  counts.total++;
}

/**
 * The bin within which the highest `share` of all scores ends: at most `share` lies above it, and more than that above
 * and in it. -1 when all of them are within the share.
 */
export function binAtShare({ bins, total }: ScoreCounts, share: number): number {
  const wanted = share * total;
  let above = 0;
  let bin = bins.length - 1;
  for (; bin >= 0; bin--) {
    above += bins[bin] as number;
    if (above > wanted) break;
  }
  return bin;
}

/** The lowest log odds that fall in a bin. */
export const edgeOf = ({ binsPerUnit }: ScoreCounts, bin: number): number => bin / binsPerUnit - MAX_LOG_ODDS;

/** Halves all counts, so that older scores weigh less. From the top on no sum is off by more than one. */
export function halveCounts(counts: ScoreCounts): void {
  const { bins } = counts;
  let above = 0;
  let kept = 0;
  for (let bin = bins.length - 1; bin >= 0; bin--) {
    above += bins[bin] as number;
    const half = Math.floor(above / 2);
    bins[bin] = half - kept;
    kept = half;
  }
  counts.total = kept;
}

const binOf = ({ binsPerUnit }: ScoreCounts, logOdds: number): number =>
  Math.floor((logOdds + MAX_LOG_ODDS) * binsPerUnit);
