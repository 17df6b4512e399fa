import type { Example } from "../example.ts";
import { pick, seededRandom } from "../random.ts";
import { allEnglishSlots, englishFamilies } from "./english.ts";
import type { Family } from "./family.ts";
import { expand, type Slots } from "./grammar.ts";
import { allKoreanSlots, koreanFamilies } from "./korean.ts";
import { withParticles } from "./particles.ts";

/** Every so many templates of a family are kept for measuring what carries over to sentences of another shape. */
const keptOf = 6;

/** They are many and alike: each counts less than what people wrote. */
const WEIGHT = 0.7;

const endings = ["", "", "", ".", ".", "!", "!!"];

/** Writes sentences from the project's own templates: `perFamily` for each function of each language, the same for the same seed. */
export function writeExamples(seed: number, perFamily: number): readonly Example[] {
  const random = seededRandom(seed);
  const examples: Example[] = [];
  const languages = [
    { language: "en", families: englishFamilies, slots: allEnglishSlots },
    { language: "ko", families: koreanFamilies, slots: allKoreanSlots },
  ] as const;
  for (const { language, families, slots } of languages) {
    for (const family of families) examples.push(...writeFamily(family, slots, language, perFamily, random));
  }
  return examples;
}

function writeFamily(
  family: Family,
  slots: Slots,
  language: "en" | "ko",
  count: number,
  random: () => number,
): readonly Example[] {
  const seen = new Set<string>();
  const examples: Example[] = [];
  for (let i = 0; i < count; i++) {
    const at = Math.floor(random() * family.templates.length);
    const sentence = expand(family.templates[at] as string, slots, random);
    const text = dress(language === "ko" ? withParticles(sentence) : sentence, language, random);
    if (seen.has(text)) continue;
    seen.add(text);
    examples.push({
      text,
      language,
      set: `templates-${language}`,
      part: at % keptOf === keptOf - 1 ? "test" : "train",
      answers: family.answers,
      weight: WEIGHT * (family.weight ?? 1),
      shows: family.shows,
    });
  }
  return examples;
}

/** Chat is written in several ways: with and without capitals and full stops. */
function dress(sentence: string, language: "en" | "ko", random: () => number): string {
  let text = sentence.replace(/\s+/g, " ").trim();
  if (!/[.?!]$/.test(text)) text += pick(random, endings);
  if (language === "en" && random() < 0.5) text = text.charAt(0).toUpperCase() + text.slice(1);
  if (language === "en" && random() < 0.06) text = text.toUpperCase();
  if (language === "ko" && random() < 0.08) text += pick(random, [" ㅋㅋ", " ㅋㅋㅋ", " ㅠㅠ", " ㄹㅇ", "~"]);
  return text;
}
