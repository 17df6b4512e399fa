import { createTextBuffer, kindOf, LETTER, makePlain } from "../normalise/index.ts";
import { hashOf } from "../router/hash.ts";
import type { VocabularyTables } from "../router/vocabulary.ts";
import type { Example } from "./example.ts";
import { heardWords } from "./heard-words.ts";
import { packLexicon } from "./pack-lexicon.ts";

/** A word seen less often may be a misspelling. */
const minCount = 4;
const maxCommon = 24_000;
const maxLetters = 16;
/** A word that is so many times rarer than the one that has a letter more is taken for that one, misspelt. */
const slipRatio = 60;
const minSlip = 3;
/** Rare, and yet no slips. */
const ownWords = new Set(
  "niger tan bee eve tie fee pat puss bun county rally tanks fond rad sever pace par thin trough char compute stat stared coo".split(
    " ",
  ),
);

/** Makes the vocabulary from the lexicons and from the words of the examples that people wrote. */
export function buildVocabulary(examples: readonly Example[]): VocabularyTables {
  const harmlessKorean = harmlessText(examples);
  const lexicon = packLexicon((word) => harmlessKorean.includes(word), harmlessKorean);
  const listed = new Set(lexicon.keys);
  const heard = heardWords(lexicon.tellingKorean, (word) => listed.has(hashOf(word)), harmlessKorean);
  const counts = countWords(examples);
  const slips = slipsOf(counts);
  const common = [...counts]
    .filter(([word, count]) => count >= minCount && word.length <= maxLetters && !slips.has(word))
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
    heardKeys: heard.keys,
    heardValues: heard.values,
  };
}

/** Words that are others with a letter left out, not the first. */
function slipsOf(counts: ReadonlyMap<string, number>): ReadonlySet<string> {
  const slips = new Set<string>();
  for (const [word, count] of counts) {
    if (word.length <= minSlip || count < slipRatio * minCount) continue;
    for (let at = 1; at < word.length; at++) {
      const slip = word.slice(0, at) + word.slice(at + 1);
      const seen = counts.get(slip);
      if (seen !== undefined && seen * slipRatio <= count && !ownWords.has(slip)) slips.add(slip);
    }
  }
  return slips;
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
