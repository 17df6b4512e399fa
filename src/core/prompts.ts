import { fillSlots } from "../text/fill-slots.ts";
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
  const fail = (problem: string): never => {
    throw new PromptError(file, problem);
  };
  return fillSlots(text, slots, fail).trim();
}
