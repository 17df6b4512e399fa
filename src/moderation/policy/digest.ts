import { createHash } from "node:crypto";
import { canonicalJson } from "../../text/canonical-json.ts";

/** SHA-256, in hex, of data in a form in which equal data is equal. */
export function digestOf(data: unknown): string {
  return createHash("sha256").update(canonicalJson(data)).digest("hex");
}
