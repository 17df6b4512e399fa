import type { Example } from "../../src/moderation/training/index.ts";
import { readSuites } from "../../test/moderation/suites/read-suites.ts";
import type { Labelled } from "./labelled.ts";
import { readAllData } from "./read-data.ts";

/** What the trainer did not see of the sets that it learned from, and of the project's own templates: with all that they answer. */
export async function readKeptExamples(folder: string): Promise<readonly Example[]> {
  const examples = await readAllData(folder, { missing: true });
  return examples.filter(({ part }) => part === "test");
}

/** Those of them that say whether they are worth a look. */
export function labelledOf(kept: readonly Example[]): readonly Labelled[] {
  const texts: Labelled[] = [];
  for (const { answers, text, set, language, shows } of kept) {
    if (answers.look === undefined) continue;
    texts.push({ text, harmful: answers.look, set, language, ...(shows === undefined ? {} : { shows }) });
  }
  return texts;
}

/** The functional suites in test/moderation/suites. */
export function readOwnSuites(): readonly Labelled[] {
  return readSuites().map((one) => ({
    text: one.text,
    harmful: one.hateful ? 1 : 0,
    set: `suite-${one.language}`,
    language: one.language,
    shows: one.function,
    ...(one.plain === undefined ? {} : { plain: one.plain }),
  }));
}
