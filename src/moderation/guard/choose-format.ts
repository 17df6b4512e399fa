import { OperatorError } from "../../core/ports/index.ts";
import type { GuardFormat } from "./guard-format.ts";

/** What a guard model's file says of itself. */
export interface GuardFile {
  /** As for people: the name in the file, or the file's. */
  readonly name: string;
  readonly path: string;
  /** Tells two files apart, e.g. the first 12 hex digits of a hash. */
  readonly fingerprint: string;
  readonly chatTemplate?: string;
}

/**
 * The format that is named, or with `auto` the first whose models the file's name says it is one of.
 * @throws OperatorError when there is none: a wrong format would give verdicts that mean nothing.
 */
export function chooseFormat(formats: readonly GuardFormat[], file: GuardFile, wanted: string): GuardFormat {
  const names = formats.map(({ name }) => name).join(", ");
  if (wanted !== "auto") {
    const named = formats.find(({ name }) => name === wanted);
    if (named !== undefined) return named;
    throw new OperatorError(`There is no guard format "${wanted}" in prompts/guard. There are: ${names}.`);
  }
  const fileName = file.path.split(/[/\\]/).at(-1) ?? "";
  const found = formats.find(({ models }) => models?.test(file.name) || models?.test(fileName));
  if (found !== undefined) return found;
  throw new OperatorError(
    `It cannot be told how the guard model ${file.name} (${fileName}) is asked. Name its format: ${names}. ` +
      '"custom" asks any instruction model about the place\'s own rules.',
  );
}

/** Whether the model is asked by the chat template of its own file. */
export function usesOwnTemplate({ templateMark }: GuardFormat, { chatTemplate }: GuardFile): boolean {
  return templateMark !== undefined && chatTemplate?.includes(templateMark) === true;
}
