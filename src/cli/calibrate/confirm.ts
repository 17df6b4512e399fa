import { OperatorError } from "../../core/ports/operator-error.ts";
import type { CommandIo } from "../models.ts";
import { textLines } from "../moderate/text-lines.ts";

/** Asks whoever sits at the terminal whether the file may be changed. Rejects with an `OperatorError` when nobody does. */
export async function isConfirmed(
  path: string,
  parts: {
    readonly io: CommandIo;
    readonly stdin: () => AsyncIterable<Uint8Array>;
    readonly isTyped: boolean;
  },
): Promise<boolean> {
  if (!parts.isTyped) {
    throw new OperatorError(
      "Nobody is there to confirm it; nothing was written. Add --yes to write without asking.",
    );
  }
  parts.io.stderr.write(`Write this to ${path}? [y/N] `);
  for await (const [first] of textLines(parts.stdin()))
    if (first !== undefined) return /^\s*y(es)?\s*$/i.test(first.text ?? "");
  return false;
}
