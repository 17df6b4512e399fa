/** How a thread has been used so far. */
export interface Use {
  /** Unix ms of the last answer. */
  readonly usedAt: number;
  /** How often it came back after its first answer. */
  readonly returns: number;
}

/** Who has been silent for so long is half as likely to return as one who spoke just now. */
const HALF_LIFE_MS = 30 * 60_000;

/**
 * How likely a thread is to come back, 0 to 1: a thread that came back `n` times will by Laplace's rule of succession do so
 * with (n + 1) ÷ (n + 2), and the less likely the longer it is silent.
 */
export function likelihoodOfReturn({ usedAt, returns }: Use, now: number): number {
  const silentMs = Math.max(0, now - usedAt);
  return ((returns + 1) / (returns + 2)) * 0.5 ** (silentMs / HALF_LIFE_MS);
}

/** What it is worth to keep a thread's evaluated tokens: what losing them would cost × how likely it is that it will. */
export function worth(tokens: number, use: Use, now: number): number {
  return tokens * likelihoodOfReturn(use, now);
}
