import { OperatorError } from "../../core/ports/index.ts";
import type { Locale, Turn } from "../../core/types.ts";
import { fillSlots } from "../../text/fill-slots.ts";

/** The raw text of `prompts/summary.md` and `prompts/summary-merge.md`. */
export interface SummaryPromptFiles {
  readonly summary: string;
  readonly merge: string;
}

/** What the model is asked, in the language in which it is to answer. */
export interface SummaryPrompts {
  /** Asks for a summary of numbered messages. */
  read(messages: string, locale: Locale): readonly Turn[];
  /** Asks to join numbered notes. */
  merge(notes: string, locale: Locale): readonly Turn[];
  /** The same as long as the files are: what was read under other prompts is read again. */
  readonly edition: string;
}

const LANGUAGES: Readonly<Record<Locale, string>> = { en: "English", ko: "Korean" };
const DIVIDER = /^---$/m;

/**
 * Checks that the files have exactly the slots they should have, and one line `---` that divides the rules from what is asked.
 * @throws OperatorError
 */
export function prepareSummaryPrompts({ summary, merge }: SummaryPromptFiles): SummaryPrompts {
  const read = turnsOf("summary", summary, "messages");
  const join = turnsOf("summary-merge", merge, "notes");
  return { read, merge: join, edition: `${summary}\n${merge}` };
}

function turnsOf(file: string, text: string, slot: string) {
  const fail = (problem: string): never => {
    throw new OperatorError(`prompts/${file}.md ${problem}`);
  };
  const [rules, question, ...more] = text.split(DIVIDER);
  if (rules === undefined || question === undefined || more.length > 0)
    return fail("needs exactly one line ---, between the rules and the question. Put it back.");
  const turns = (data: string, language: string): readonly Turn[] => [
    { role: "system", text: fillSlots(rules, { language }, fail).trim() },
    { role: "user", text: fillSlots(question, { language, [slot]: data }, fail).trim() },
  ];
  turns("", "");
  return (data: string, locale: Locale) => turns(data, LANGUAGES[locale]);
}
