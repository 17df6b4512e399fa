/** How much of one thing goes with another, e.g. milliseconds with tokens, learned from what was measured. */
export interface MeanRate {
  /** What goes with so much. */
  of(amount: number): number;
  learn(amount: number, measured: number): void;
}

/** How much the newest measurement counts. */
const WEIGHT = 0.2;

/** @param guess what goes with each, before anything was measured */
export function createMeanRate(guess: number): MeanRate {
  let each = guess;
  let learned = false;
  return {
    of: (amount) => each * amount,
    learn(amount, measured) {
      if (amount <= 0) return;
      const now = measured / amount;
      each = learned ? each + WEIGHT * (now - each) : now;
      learned = true;
    },
  };
}
