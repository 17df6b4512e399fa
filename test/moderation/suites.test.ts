import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LANGUAGES, type SuiteCase } from "./suites/case.ts";
import { SUITE_FUNCTIONS } from "./suites/functions.ts";
import { readSuites } from "./suites/read-suites.ts";

const cases = readSuites();
const written = SUITE_FUNCTIONS.flatMap((each) =>
  each.languages.map((language) => ({
    ...each,
    language,
    cases: cases.filter((one) => one.function === each.name && one.language === language),
  })),
);

/** Two texts with the same letters and digits count as the same. */
const lettersOf = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

const without = (pattern: RegExp) => (text: string) => text.replace(pattern, "");

/** How a hidden form must differ from the plain one, by function. */
const HIDES: Readonly<Record<string, (hidden: string, plain: string) => boolean>> = {
  "zero-width": (hidden, plain) => without(/\p{Default_Ignorable_Code_Point}/gu)(hidden) === plain,
  homoglyphs: (hidden, plain) =>
    [...hidden].length === [...plain].length && /[\p{Script=Cyrillic}\p{Script=Greek}ɑɡıҽոսօ]/u.test(hidden),
  "styled-letters": (hidden, plain) =>
    hidden.normalize("NFKC").toLowerCase() === plain.toLowerCase() || /[ᴀ-ᴢꜰꜱʏɴʟɪʜɢʙʀ]/u.test(hidden),
  "combining-marks": (hidden, plain) => without(/\p{M}/gu)(hidden) === plain,
  leet: (hidden) => /\p{L}[\d@$!#&-]|[\d@$!]\p{L}/u.test(hidden),
  "spaced-letters": (hidden, plain) => without(/\s/g)(hidden) === without(/\s/g)(plain),
  "punctuated-letters": (hidden, plain) =>
    hidden.length > plain.length && lettersOf(hidden) === lettersOf(plain),
  "repeated-letters": (hidden, plain) =>
    /(\p{L})\1\1/u.test(hidden) && without(/(\p{L})(?=\1)/gu)(hidden) === without(/(\p{L})(?=\1)/gu)(plain),
  "joined-words": (hidden, plain) =>
    hidden.split(" ").length < plain.split(" ").length && lettersOf(hidden) === lettersOf(plain),
  "masked-letters": (hidden) => /[*#@_.○×xXOㄱ-ㅎ-]/u.test(hidden),
  misspelt: (hidden, plain) => lettersOf(hidden) !== lettersOf(plain),
  "emoji-for-word": (hidden, plain) =>
    /\p{Emoji_Presentation}|\ufe0f/u.test(hidden) && !/\p{Emoji_Presentation}/u.test(plain),
  "encoded-hangul": (hidden, plain) =>
    without(/[\u115f\u1160\u3164\uffa0]/g)(hidden) === plain ||
    hidden.normalize("NFKC") === plain.normalize("NFKC") ||
    /[\uffa1-\uffdc]/.test(hidden),
  "punctuated-syllables": (hidden, plain) =>
    hidden.length > plain.length && /[가-힣][^\p{L}\s][가-힣]|ㆍ/u.test(hidden),
  "spaced-syllables": (hidden, plain) => without(/\s/g)(hidden) === without(/\s/g)(plain),
  lengthened: (hidden, plain) => hidden.length > plain.length && !hidden.includes(plain),
  initials: (hidden) => /[ㄱ-ㅎ]{1,}/.test(hidden),
  "jamo-split": (hidden) => /[ㄱ-ㅎ][ㅏ-ㅣ]/.test(hidden),
  yaminjeongeum: (hidden, plain) => hidden.length === plain.length,
  "mixed-characters": (hidden) => /[A-Za-z0-9南]/.test(hidden),
  "keyboard-layout": (hidden) => /[A-Za-z]{3,}/.test(hidden),
};

const share = (text: string, letter: RegExp) => {
  const letters = text.normalize("NFKC").match(/\p{L}/gu) ?? [];
  return letters.filter((each) => letter.test(each)).length / letters.length;
};

/** Words of a text, for finding cases that are one template filled twice. */
const wordsOf = (text: string) => text.toLowerCase().split(/\s+/);

const differInOneWord = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.length > 3 && a.filter((word, index) => word !== b[index]).length <= 1;

describe("the functional suites", () => {
  it("have at least 25 functions in each language", () => {
    for (const language of LANGUAGES) {
      const functions = written.filter((each) => each.language === language);
      expect(functions.length).toBeGreaterThanOrEqual(25);
      expect(functions.some((each) => each.hateful) && functions.some((each) => !each.hateful)).toBe(true);
    }
  });

  it("hold no file of cases that the functions table does not describe", () => {
    for (const language of LANGUAGES) {
      const files = readdirSync(new URL(`suites/${language}`, import.meta.url)).sort();
      const described = written
        .filter((each) => each.language === language)
        .map(({ name }) => `${name}.jsonl`);
      expect(files).toEqual(described.sort());
    }
    expect(SUITE_FUNCTIONS.filter(({ description }) => description.length < 20)).toEqual([]);
    expect(new Set(SUITE_FUNCTIONS.map(({ name }) => name)).size).toBe(SUITE_FUNCTIONS.length);
  });

  it("have at least 40 cases for each function", () => {
    expect(written.filter((each) => each.cases.length < 40).map(({ name }) => name)).toEqual([]);
  });

  it("give every case an id of its own that says where it lies", () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    const elsewhere = cases.filter(
      ({ id, language, function: name }) => id.replace(/-\d{3}$/, "") !== `${language}-${name}`,
    );
    expect(elsewhere).toEqual([]);
  });

  it("label every case as its function says", () => {
    const other = written.flatMap((each) => each.cases.filter((one) => one.hateful !== each.hateful));
    expect(other).toEqual([]);
  });

  it("hold no text twice, whatever its punctuation and case", () => {
    expect(twice(cases, ({ text }) => text)).toEqual([]);
    expect(
      twice(
        cases.filter(({ plain }) => plain === undefined),
        ({ text }) => lettersOf(text),
      ),
    ).toEqual([]);
    // Obfuscation is a matter of punctuation and spaces, so its cases are compared by what they hide.
    for (const each of written.filter(({ obfuscated }) => obfuscated)) {
      expect(twice(each.cases, ({ plain }) => lettersOf(plain!))).toEqual([]);
    }
  });

  it("hold no two cases of a function that are one sentence with one word changed", () => {
    const filledTwice = written.flatMap(({ cases: own }) =>
      own.flatMap((a, index) =>
        own
          .slice(index + 1)
          .filter((b) => differInOneWord(wordsOf(a.plain ?? a.text), wordsOf(b.plain ?? b.text)))
          .map((b) => `${a.id} ${b.id}: ${b.text}`),
      ),
    );
    expect(filledTwice).toEqual([]);
  });

  it("are written in the language that they name", () => {
    const foreign = cases.filter(({ language, plain, text }) =>
      language === "ko"
        ? share(plain ?? text, /\p{Script=Hangul}/u) < 0.5
        : share(plain ?? text, /\p{Script=Latin}/u) < 0.9,
    );
    expect(foreign).toEqual([]);
  });

  it("give every obfuscated case, and no other, the plain form that it hides", () => {
    const wrong = written.flatMap((each) =>
      each.cases.filter(({ plain }) => (plain !== undefined) !== (each.obfuscated ?? false)),
    );
    expect(wrong).toEqual([]);
    expect(cases.filter(({ text, plain }) => text === plain)).toEqual([]);
  });

  it("hide the plain form in the way that the function names", () => {
    const kinds = SUITE_FUNCTIONS.filter(({ obfuscated }) => obfuscated).map(({ name }) => name);
    expect(Object.keys(HIDES).sort()).toEqual(kinds.sort());
    const otherwise = cases.filter(
      ({ function: name, text, plain }) => plain !== undefined && !HIDES[name]?.(text, plain),
    );
    expect(otherwise.map(({ id, text, plain }) => `${id}: ${text} (${plain})`)).toEqual([]);
  });

  it("spread over many groups wherever the function is not about few", () => {
    const narrow = written.filter(({ groups, cases: own }) => {
      const targets = Object.values(Object.groupBy(own, ({ target }) => target)).map(
        (some) => some?.length ?? 0,
      );
      return groups === "varied" && (targets.length < 12 || Math.max(...targets) > own.length * 0.3);
    });
    expect(narrow.map(({ language, name }) => `${language}/${name}`)).toEqual([]);
  });

  it("name a protected group in every hateful case", () => {
    const targetless = cases.filter(
      ({ hateful, target }) => hateful && ["none", "individual", "unprotected group"].includes(target),
    );
    expect(targetless).toEqual([]);
  });

  it("come with a content note, the definition behind the labels, sources and a licence", () => {
    const readme = readFileSync(new URL("suites/README.md", import.meta.url), "utf8");
    for (const heading of ["Content note", "Definition", "Sources", "Licence"]) {
      expect(readme).toContain(`## ${heading}`);
    }
  });
});

function twice(some: readonly SuiteCase[], key: (one: SuiteCase) => string): readonly string[] {
  const first = new Map<string, string>();
  return some.flatMap((one) => {
    const before = first.get(key(one));
    first.set(key(one), one.id);
    return before === undefined ? [] : [`${before} ${one.id}: ${one.text}`];
  });
}
