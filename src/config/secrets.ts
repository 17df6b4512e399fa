/** Words that name something to be kept from others. In the singular: `contextTokens` is a number of tokens. */
const SECRET_NAME =
  /(^|[^a-z])(token|secret|password|passwd|passphrase|api[^a-z]?key|private[^a-z]?key|signing[^a-z]?key|credentials?)$/;

/** Values that give themselves away: Slack, Hugging Face, and what follows the "Bearer" of an HTTP header. */
const SECRET_VALUE = /^(xox[a-z]-|xapp-|hf_[A-Za-z0-9]{8}|Bearer\s)/;

/** Paths within `data` of what looks like a secret. */
export function secretPaths(
  data: unknown,
  path: readonly PropertyKey[] = [],
): readonly (readonly PropertyKey[])[] {
  if (typeof data === "string") return SECRET_VALUE.test(data) ? [path] : [];
  if (typeof data !== "object" || data === null) return [];
  const members: readonly [PropertyKey, unknown][] = Array.isArray(data)
    ? [...data.entries()]
    : Object.entries(data);
  return members.flatMap(([name, value]) =>
    looksSecret(String(name)) ? [[...path, name]] : secretPaths(value, [...path, name]),
  );
}

function looksSecret(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  return SECRET_NAME.test(words);
}
