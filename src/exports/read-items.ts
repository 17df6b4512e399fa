import type { z } from "zod";
import { OperatorError } from "../core/ports/operator-error.ts";
import type { ExportFile } from "./export-files.ts";
import type { TellProblem } from "./exported-message.ts";
import { readJsonParts } from "./json-parts.ts";

export interface ItemsOptions {
  /** The member of the file's object that is the list; absent: the file is a list. */
  readonly listName?: string;
  readonly onMember?: (name: string, value: unknown) => void;
  readonly tell: TellProblem;
}

/**
 * The items of a file's list that are as they should be. How many are not is told once, at the end; where the file is
 * no JSON any more, that is told and the reading of it ends.
 */
export async function* readItems<Item>(
  file: ExportFile,
  schema: z.ZodType<Item>,
  { listName, onMember, tell }: ItemsOptions,
): AsyncGenerator<Item> {
  let left = 0;
  try {
    for await (const part of readJsonParts(file.read(), listName)) {
      if (part.type === "member") onMember?.(part.name, part.value);
      else {
        const item = schema.safeParse(part.value);
        if (item.success) yield item.data;
        else left++;
      }
    }
  } catch (error) {
    tell(`${file.path} cannot be read to its end: ${reasonOf(error)}.`);
  }
  if (left > 0)
    tell(`${file.path} has ${left === 1 ? "an entry" : `${left} entries`} of an unknown form: left out.`);
}

/** Why a file could not be read, as the end of a sentence. Rethrows what is no fault of that one file. */
export function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return error.message;
  if (error instanceof OperatorError) throw error;
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === "string") return code;
  throw error;
}
