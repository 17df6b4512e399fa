/** Turns a logit into a probability that came true so often where it was tried: Platt's sigmoid of `slope * logit + shift`. */
export interface Calibration {
  readonly slope: number;
  readonly shift: number;
}

export function calibrated({ slope, shift }: Calibration, logit: number): number {
  return 1 / (1 + Math.exp(-(slope * logit + shift)));
}
