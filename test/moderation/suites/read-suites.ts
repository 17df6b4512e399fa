import { readFileSync } from "node:fs";
import { LANGUAGES, type SuiteCase, suiteCase } from "./case.ts";
import { SUITE_FUNCTIONS } from "./functions.ts";

/**
 * All cases of all suites, by language, then in the order of the functions table, then as they lie in their file.
 * @throws When a file that the table names is missing, or a line is not a case: names the file and the line.
 */
export function readSuites(): readonly SuiteCase[] {
  return LANGUAGES.flatMap((language) =>
    SUITE_FUNCTIONS.filter(({ languages }) => languages.includes(language)).flatMap(({ name }) =>
      readSuite(new URL(`${language}/${name}.jsonl`, import.meta.url)),
    ),
  );
}

function readSuite(file: URL): readonly SuiteCase[] {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.map((line, index) => {
    try {
      return suiteCase.parse(JSON.parse(line));
    } catch (cause) {
      throw new Error(`${file.pathname}, line ${index + 1} is not a case; see case.ts for its fields`, {
        cause,
      });
    }
  });
}
