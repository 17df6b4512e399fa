import { hashOf } from "../router/hash.ts";
import { createHeard, hearNothing, hearSyllable } from "../router/sounds.ts";

/** With fewer sounds too many words sound alike. */
const MIN_SOUNDS = 4;
const MAX_SYLLABLES = 6;
/** Shorter words are not known without their final consonants. */
const MIN_OPEN = 3;
/** A sound that harmless texts have so often in another spelling is that of another word. */
const maxHarmless = 1;

interface HeardWords {
  readonly keys: Int32Array;
  /** The hash of each word. */
  readonly values: Int32Array;
}

/** Which of `words` may be known by their sound alone: those that sound as nothing else in `harmless` text does. */
export function heardWords(
  words: readonly string[],
  isListed: (word: string) => boolean,
  harmless: string,
): HeardWords {
  const heard = createHeard();
  const bySound = new Map<number, string>();
  for (const word of words) {
    hearNothing(heard);
    for (const syllable of word) hearSyllable(heard, syllable.charCodeAt(0));
    if (heard.count >= MIN_SOUNDS && !bySound.has(heard.hash)) bySound.set(heard.hash, word);
    if (word.length >= MIN_OPEN && !bySound.has(heard.openHash)) bySound.set(heard.openHash, word);
  }
  const others = new Map<number, number>();
  for (const [run] of harmless.matchAll(/[가-힣]{2,}/g)) {
    for (let from = 0; from + 1 < run.length; from++) {
      hearNothing(heard);
      for (let at = from; at < run.length && at < from + MAX_SYLLABLES; at++) {
        hearSyllable(heard, run.charCodeAt(at));
        if (at === from) continue;
        for (const key of [heard.hash, heard.openHash]) {
          if (!bySound.has(key) || isListed(run.slice(from, at + 1))) continue;
          others.set(key, (others.get(key) ?? 0) + 1);
        }
      }
    }
  }
  const keys = Int32Array.from(
    [...bySound.keys()].filter((key) => (others.get(key) ?? 0) <= maxHarmless),
  ).sort();
  return { keys, values: Int32Array.from(keys, (key) => hashOf(bySound.get(key) as string)) };
}
