import { checkKey } from "../names.ts";

const ESCAPED = "\u0000";

/**
 * Writes any key as text that UTF-8 can hold, so that different keys stay different: a lone surrogate
 * would become U+FFFD. Such keys, those that look escaped and the empty one (every key sorts after "") are
 * stored as NUL and their JSON.
 */
export function encodeKey(key: string): string {
  checkKey(key);
  const plain = key !== "" && key.isWellFormed() && !key.startsWith(ESCAPED);
  return plain ? key : ESCAPED + JSON.stringify(key);
}

/** The inverse of `encodeKey`. */
export function decodeKey(text: string): string {
  return text.startsWith(ESCAPED) ? (JSON.parse(text.slice(ESCAPED.length)) as string) : text;
}
