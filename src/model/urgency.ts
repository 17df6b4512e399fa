/** What nobody waits for has waited long enough after so many milliseconds, and counts as if somebody did. */
export const AGED_MS = 60_000;

/** Whether people wait for something, and since when. */
export interface Urgency {
  /** Nobody waits for it. */
  readonly background: boolean;
  /** In milliseconds, of the clock by which it is judged. */
  readonly askedAt: number;
}

/** Whether people go first. */
export function canWait({ background, askedAt }: Urgency, now: number): boolean {
  return background && now - askedAt < AGED_MS;
}
