/** Turns a logit into a probability that came true so often where it was tried: Platt's sigmoid of `slope * logit + shift`. */
export interface Calibration {
  readonly slope: number;
  readonly shift: number;
}

/** The probability for a logit, less `handicap` in log odds. */
export function calibrated({ slope, shift }: Calibration, logit: number, handicap = 0): number {
  return 1 / (1 + Math.exp(handicap - (slope * logit + shift)));
}
