/**
 * The one JSON text of a value: no white space, the keys of objects in the order of their UTF-16 code units, what is `undefined` left out;
 * numbers and strings as `JSON.stringify` writes them. For plain data this is the form of RFC 8785.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    const keys = Object.keys(part).sort();
    return Object.fromEntries(keys.map((key) => [key, (part as Record<string, unknown>)[key]]));
  });
}
