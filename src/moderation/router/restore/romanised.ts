import { syllableFrom } from "../../normalise/index.ts";

/** How the letters of a syllable are written in Latin ones, in Unicode's order; ways of writing one are parted by `/`. */
const initials = "g/k kk n d/t tt r/l m b/p pp s/sh ss - j jj ch k t p h".split(" ");
const vowels = "a ae ya yae eo/u e yeo/yu ye o wa wae oe yo u/oo wo we wi yu eu ui i/ee".split(" ");
const finals = "- k/g kk - n - - t/d l/r - - - - - - - m p/b - s ss ng t/j - - - - -".split(" ");

const ways = (letters: string) => letters.split("/").map((way) => (way === "-" ? "" : way));
const MAX_LETTERS = 7;

const syllables = new Map<string, string>();
for (const [final, finalWays] of finals.entries()) {
  if (final > 0 && finalWays === "-") continue;
  for (const [initial, initialWays] of initials.entries()) {
    for (const [vowel, vowelWays] of vowels.entries()) {
      for (const a of ways(initialWays)) {
        for (const b of ways(vowelWays)) {
          for (const c of ways(finalWays)) {
            const way = a + b + c;
            if (!syllables.has(way))
              syllables.set(way, String.fromCharCode(syllableFrom(initial, vowel, final)));
          }
        }
      }
    }
  }
}

/** Latin letters read as Korean syllables, each as long as can be; undefined where some are left over. */
export function romanised(letters: string): string | undefined {
  let made = "";
  for (let at = 0; at < letters.length; ) {
    let size = Math.min(MAX_LETTERS, letters.length - at);
    while (size > 0 && !syllables.has(letters.slice(at, at + size))) size--;
    if (size === 0) return undefined;
    made += syllables.get(letters.slice(at, at + size));
    at += size;
  }
  return made;
}
