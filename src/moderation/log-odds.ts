/** Scores beyond these log odds count as these: one in 160,000, and its opposite. */
export const MAX_LOG_ODDS = 12;

/** The log odds of a probability, within ±12. */
export function logOddsOf(probability: number): number {
  const logOdds = Math.log(probability / (1 - probability));
  return Math.min(MAX_LOG_ODDS, Math.max(-MAX_LOG_ODDS, logOdds));
}

export const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
