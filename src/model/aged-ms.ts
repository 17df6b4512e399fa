/** What nobody waits for has waited long enough after so many milliseconds, and counts as if somebody did. */
export const AGED_MS = 60_000;
