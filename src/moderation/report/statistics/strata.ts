import { gammaQuantile } from "./gamma-quantile.ts";

/** Messages that are alike in how people came to look at them. */
export interface Stratum {
  /** How many there are; of those known only by a sample, an estimate. */
  readonly size: number;
  /** At how many of them people looked, at random as far as can be told. */
  readonly looked: number;
  readonly harmful: number;
}

/** An estimate with its 95 % interval, 0 to 1. */
export interface Estimate {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

export interface Found {
  /** Harmful, of what is found. `undefined`: nothing is, or nobody looked. */
  readonly precision: Estimate | undefined;
  /** Found, of what is harmful. `undefined`: nothing is, or nobody looked at a part of it. */
  readonly recall: Estimate | undefined;
}

const DRAWS = 2048;
const STEPS = 256;
/** Jeffreys' prior: half a message. */
const PRIOR = 0.5;

/**
 * Precision and recall of what is found, when people looked at different shares of different strata. Each message that they looked at
 * stands for size/looked of its stratum (Horvitz and Thompson, JASA 47, 1952).
 *
 * The intervals are of what is to be expected of messages like these. Harmful and harmless ones of a stratum come at unknown rates; what
 * was seen gives each rate a gamma distribution with Jeffreys' prior. Of one stratum alone that is Jeffreys' interval (Brown, Cai and DasGupta,
 * Statistical Science 16, 2001). Strata are combined by a sequence of evenly spread points instead of random ones, so that the same log
 * gives the same answer.
 */
export function estimateFound(found: readonly Stratum[], missed: readonly Stratum[]): Found {
  const isKnown = (strata: readonly Stratum[]) =>
    strata.every(({ size, looked }) => size === 0 || looked > 0);
  const harmOf = (strata: readonly Stratum[]) => sum(strata.map((one) => weightOf(one) * one.harmful));
  const fineOf = (strata: readonly Stratum[]) =>
    sum(strata.map((one) => weightOf(one) * (one.looked - one.harmful)));
  const [foundHarm, foundFine, missedHarm] = [harmOf(found), fineOf(found), harmOf(missed)];
  return {
    precision:
      isKnown(found) && foundHarm + foundFine > 0
        ? ratio(foundHarm, foundFine, found.map(harmRate), found.map(fineRate))
        : undefined,
    recall:
      isKnown([...found, ...missed]) && foundHarm + missedHarm > 0
        ? ratio(foundHarm, missedHarm, found.map(harmRate), missed.map(harmRate))
        : undefined,
  };
}

/** `part` of `part` and `rest`, with the interval that follows from what may be the rates of either. */
function ratio(
  part: number,
  rest: number,
  ofPart: readonly (readonly number[])[],
  ofRest: readonly (readonly number[])[],
): Estimate {
  const tables = [...ofPart, ...ofRest];
  const steps = spreads(tables.length);
  const ratios = Array.from({ length: DRAWS }, (_, draw) => {
    const rates = tables.map((table, at) => {
      const place = (0.5 + (draw + 1) * (steps[at] as number)) % 1;
      return table[Math.floor(place * table.length)] as number;
    });
    return sum(rates.slice(0, ofPart.length)) / sum(rates);
  }).sort((a, b) => a - b);
  const share = part / (part + rest);
  const at = (level: number) => ratios[Math.floor(level * DRAWS)] as number;
  // Where none or all were hits the point lies at the end, beyond the distribution's own middle part.
  return { share, low: Math.min(share, at(0.025)), high: Math.max(share, at(0.975)) };
}

const harmRate = (stratum: Stratum) => rates(stratum.harmful, weightOf(stratum));
const fineRate = (stratum: Stratum) => rates(stratum.looked - stratum.harmful, weightOf(stratum));

/** What the rate may be of things of which `count` were seen, at evenly spaced quantiles. */
function rates(count: number, weight: number): readonly number[] {
  return Array.from(
    { length: STEPS },
    (_, step) => weight * gammaQuantile((step + 0.5) / STEPS, count + PRIOR),
  );
}

function weightOf({ size, looked }: Stratum): number {
  return looked === 0 ? 1 : Math.max(size, looked) / looked;
}

/** A step for each dimension with which multiples spread evenly: powers of the root of x^(d+1) = x + 1, inverted (Roberts 2018). */
function spreads(dimensions: number): readonly number[] {
  let root = 1.5;
  for (let round = 0; round < 60; round++) root = (1 + root) ** (1 / (dimensions + 1));
  return Array.from({ length: dimensions }, (_, dimension) => (1 / root) ** (dimension + 1));
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
