import { LANGUAGES } from "./case.ts";
import { SUITE_FUNCTIONS } from "./functions.ts";
import { readSuites } from "./read-suites.ts";

// Prints how many cases each function has in each language, as a Markdown table.
const cases = readSuites();

const row = (name: string, label: string, of: (typeof cases)[number][]): string =>
  `| ${[name, label, ...LANGUAGES.map((language) => of.filter((each) => each.language === language).length || "–")].join(" | ")} |`;

process.stdout.write(
  [
    "| function | label | en | ko |",
    "| --- | --- | ---: | ---: |",
    ...SUITE_FUNCTIONS.map(({ name, hateful }) =>
      row(
        name,
        hateful ? "hateful" : "not",
        cases.filter((each) => each.function === name),
      ),
    ),
    ...[true, false].map((hateful) =>
      row(
        "**all**",
        hateful ? "hateful" : "not",
        cases.filter((each) => each.hateful === hateful),
      ),
    ),
    "",
  ].join("\n"),
);
