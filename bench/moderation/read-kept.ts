import { readSuites } from "../../test/moderation/suites/read-suites.ts";
import type { Labelled } from "./labelled.ts";
import { readAllData } from "./read-data.ts";

/** Sets of everyday talk and news: nothing in them is to be routed. */
export const everyday = /^(ubuntu-irc|qmsum|chatbot-ko|news-ko)$/;

/** What the trainer did not see of the sets that it learned from, and of the project's own templates. */
export async function readKept(folder: string): Promise<readonly Labelled[]> {
  const texts: Labelled[] = [];
  const examples = await readAllData(folder, { missing: true });
  for (const { part, answers, text, set, language, shows } of examples) {
    if (part !== "test" || answers.look === undefined) continue;
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
