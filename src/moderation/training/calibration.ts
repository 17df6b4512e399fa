import type { Calibration } from "../router/calibrate.ts";

const rounds = 60;

/**
 * Fits Platt's sigmoid to logits and answers by Newton's method, with his smoothed targets (Platt 1999; Lin, Lin and
 * Weng 2007). Fewer than ten answers of either kind tell nothing: the logit is taken as it is.
 */
export function fitCalibration(
  logits: readonly number[],
  answers: readonly number[],
  weights: readonly number[],
): Calibration {
  let positives = 0;
  for (const answer of answers) positives += answer;
  const negatives = answers.length - positives;
  if (positives < 10 || negatives < 10) return { slope: 1, shift: 0 };
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (negatives + 2);
  let slope = 1;
  let shift = 0;
  for (let round = 0; round < rounds; round++) {
    let [gs, gb, hss, hsb, hbb] = [0, 0, 1e-6, 0, 1e-6];
    for (let i = 0; i < logits.length; i++) {
      const z = logits[i] as number;
      const w = weights[i] as number;
      const p = 1 / (1 + Math.exp(-(slope * z + shift)));
      const error = (p - (answers[i] === 1 ? high : low)) * w;
      const curve = p * (1 - p) * w;
      gs += error * z;
      gb += error;
      hss += curve * z * z;
      hsb += curve * z;
      hbb += curve;
    }
    const determinant = hss * hbb - hsb * hsb;
    const stepSlope = (hbb * gs - hsb * gb) / determinant;
    const stepShift = (hss * gb - hsb * gs) / determinant;
    slope -= stepSlope;
    shift -= stepShift;
    if (Math.abs(stepSlope) + Math.abs(stepShift) < 1e-9) break;
  }
  return { slope, shift };
}
