import type { Locale } from "../../../../src/core/types.ts";
import { type Dictionary, type Key, SLOT } from "./dictionary.ts";
import { en } from "./en.ts";
import { ko } from "./ko.ts";
import { particle } from "./particle.ts";

export const dictionaries: Readonly<Record<Locale, Dictionary>> = { en, ko };

/** The page's voice in one language. */
export interface Words {
  /** What the page speaks. */
  readonly locale: Locale;
  /** BCP 47 tag for dates and numbers: the browser's own variant of the language, e.g. `en-GB`. */
  readonly formats: string;
  /** The sentence with its slots filled; `count` also chooses the plural form. */
  say(key: Key, slots?: Readonly<Record<string, string | number>>): string;
}

/** The first language of the browser that the page speaks; English otherwise. */
export function chooseLanguage(languages: readonly string[]): { locale: Locale; formats: string } {
  for (const tag of languages) {
    const language = tag.toLowerCase().split("-")[0];
    if (language === "en" || language === "ko") return { locale: language, formats: tag };
  }
  return { locale: "en", formats: "en" };
}

export function createWords(languages: readonly string[]): Words {
  const { locale, formats } = chooseLanguage(languages);
  const plural = new Intl.PluralRules(locale);
  const dictionary = dictionaries[locale];
  return {
    locale,
    formats,
    say(key, slots = {}) {
      const entry = dictionary[key];
      const template =
        typeof entry === "string"
          ? entry
          : plural.select(Number(slots["count"])) === "one"
            ? (entry.one ?? entry.other)
            : entry.other;
      return template.replace(SLOT, (whole, name: string, closed?: string, open?: string) => {
        const value = slots[name];
        if (value === undefined) return whole;
        return closed === undefined || open === undefined
          ? String(value)
          : `${value}${particle(String(value), closed, open)}`;
      });
    },
  };
}
