import { OperatorError } from "./ports/index.ts";

/** The prompts that the core fills, each from a text file of `prompts/` named after it. */
export interface Prompts {
  /** The system turn. The same for all threads and times, so that a model's cached prefix stays good. */
  readonly system: string;
  /** Asks for the title of a thread; the message follows as the user's turn. */
  readonly title: string;
}

/** The raw text of the files that `preparePrompts` needs. */
export interface PromptFiles {
  readonly system: string;
  readonly persona: string;
  readonly title: string;
}

/** A prompt file names a slot that nothing fills, or lacks one that it needs. */
export class PromptError extends OperatorError {
  constructor(file: string, problem: string) {
    super(`prompts/${file}.md ${problem}`);
    this.name = "PromptError";
  }
}

const SLOT = /\{\{\s*([^{}]*?)\s*\}\}/g;

/**
 * Fills the slots of the prompts and checks that each file has exactly the slots it should have.
 * @throws PromptError
 */
export function preparePrompts(files: PromptFiles, name: string): Prompts {
  const persona = fill("persona", files.persona, { name });
  return {
    system: fill("system", files.system, { name, persona }),
    title: fill("title", files.title, {}),
  };
}

function fill(file: string, text: string, slots: Readonly<Record<string, string>>): string {
  const unused = new Set(Object.keys(slots));
  const filled = text.replace(SLOT, (_, slot: string) => {
    const value = Object.hasOwn(slots, slot) ? slots[slot] : undefined;
    if (value === undefined)
      throw new PromptError(
        file,
        `has the slot {{${slot}}}, which nothing fills. Known slots: ${Object.keys(slots).join(", ") || "none"}.`,
      );
    unused.delete(slot);
    return value;
  });
  const [missing] = unused;
  if (missing !== undefined) throw new PromptError(file, `lacks the slot {{${missing}}}. Put it back.`);
  return filled.trim();
}
