import { logGamma } from "./incomplete-beta.ts";

const MAX_TERMS = 10_000;
const PRECISION = 1e-14;

/**
 * The regularised incomplete gamma function P(a, x): the chance that a gamma variable of shape a and scale 1 lies below x. By its series, or for
 * larger x by the continued fraction of its complement (NIST Digital Library of Mathematical Functions, 8.7.1 and 8.9.2).
 */
function incompleteGamma(a: number, x: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < MAX_TERMS && term > sum * PRECISION; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return front * sum;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < MAX_TERMS; n++) {
    const step = -n * (n - a);
    b += 2;
    d = 1 / (step * d + b);
    c = b + step / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < PRECISION) break;
  }
  return 1 - front * fraction;
}

/** The x below which a gamma variable of shape `a` and scale 1 lies with the chance `probability`. */
export function gammaQuantile(probability: number, a: number): number {
  let low = 0;
  let high = a + 10 * Math.sqrt(a) + 10;
  for (let round = 0; round < 200 && high - low > 1e-12 * high; round++) {
    const middle = (low + high) / 2;
    if (incompleteGamma(a, middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
