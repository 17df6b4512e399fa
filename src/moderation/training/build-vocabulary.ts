import { createTextBuffer, kindOf, LETTER, makePlain } from "../normalise/index.ts";
import { hashOf } from "../router/hash.ts";
import type { VocabularyTables } from "../router/vocabulary.ts";
import type { Example } from "./example.ts";
import { packLexicon } from "./pack-lexicon.ts";

/** A word seen less often may be a misspelling. */
const minCount = 4;
const maxCommon = 24_000;
const maxLetters = 16;

/** Makes the vocabulary from the lexicons and from the words of the examples that people wrote. */
export function buildVocabulary(examples: readonly Example[]): VocabularyTables {
  const harmlessKorean = harmlessText(examples);
  const lexicon = packLexicon((word) => harmlessKorean.includes(word));
  const common = [...countWords(examples)]
    .filter(([word, count]) => count >= minCount && word.length <= maxLetters)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, maxCommon);
  const most = Math.log(common[0]?.[1] ?? 1) || 1;
  const rarity = new Map(
    common.map(([word, count]) => [hashOf(word), Math.round((255 * (most - Math.log(count))) / most)]),
  );
  const commonKeys = Int32Array.from(rarity.keys()).sort();
  return {
    lexiconKeys: lexicon.keys,
    lexiconValues: lexicon.values,
    commonKeys,
    commonValues: Uint8Array.from(commonKeys, (key) => rarity.get(key) as number),
    watched: new TextEncoder().encode(lexicon.watched.join(" ")),
  };
}

/** All harmless Korean text in one: a few megabytes. */
function harmlessText(examples: readonly Example[]): string {
  return examples
    .filter(
      ({ language, answers, set }) => language === "ko" && answers.look === 0 && !set.startsWith("templates"),
    )
    .map(({ text }) => text)
    .join("\n");
}

function countWords(examples: readonly Example[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const buffer = createTextBuffer();
  for (const example of examples) {
    if (example.language !== "en" || example.set.startsWith("templates")) continue;
    makePlain(example.text, 0, example.text.length, buffer);
    let word = "";
    for (let i = 0; i <= buffer.length; i++) {
      const char = i < buffer.length ? (buffer.chars[i] as number) : 32;
      if (kindOf(char) === LETTER) {
        word += String.fromCharCode(char);
        continue;
      }
      if (word !== "") counts.set(word, (counts.get(word) ?? 0) + 1);
      word = "";
    }
  }
  return counts;
}
