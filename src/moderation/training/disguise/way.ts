/** A way in which people hide a word from filters. `random` gives numbers in [0, 1). */
export type Way = (word: string, random: () => number) => string;

/** A place in a word, from `first` on; -1 where there is none. */
export function placeIn(word: string, first: number, random: () => number): number {
  return word.length <= first ? -1 : first + Math.floor(random() * (word.length - first));
}

export const put = (word: string, at: number, until: number, letters: string): string =>
  word.slice(0, at) + letters + word.slice(until);
