import { GGUF_MAGIC } from "../gguf/glance.ts";
import { PullError } from "./pull-error.ts";

/**
 * Refuses a file that does not begin as GGUF does, with its first piece rather than after gigabytes.
 * Give each piece in order; `offset` is where the first of them stands. Throws a `PullError`.
 */
export function checkMagic(offset: number): (piece: Uint8Array) => void {
  let begin = "";
  return (piece) => {
    if (offset > 0 || begin.length >= GGUF_MAGIC.length) return;
    begin += Buffer.from(piece.subarray(0, GGUF_MAGIC.length - begin.length)).toString("latin1");
    if (GGUF_MAGIC.startsWith(begin)) return;
    throw new PullError(
      "not-a-model",
      "What came is not a GGUF file (its first bytes are others). Check the name, and whether a proxy or sign-in page answers for the hub.",
    );
  };
}
