/** Words that name something to be kept from others. In the singular: `contextTokens` is a number of tokens. */
const SECRET_NAME =
  /(^|[^a-z])(token|secret|password|passwd|passphrase|api[^a-z]?key|private[^a-z]?key|signing[^a-z]?key|credentials?)$/;

/** Values that give themselves away: Slack, Hugging Face, and what follows the "Bearer" of an HTTP header. */
const SECRET_VALUE = /^(xox[a-z]-|xapp-|hf_[A-Za-z0-9]{8}|Bearer\s)/;

/** Names of numbers of tokens, but for a missing `s`. */
const TOKEN_NAME = /(^|[^a-z])token$/;

/**
 * Paths within `data` of what looks like a secret.
 *
 * @param isMisspelt whether what stands at a path is nearly named like a setting that there is: then that was meant
 */
export function secretPaths(
  data: unknown,
  isMisspelt: (path: readonly PropertyKey[]) => boolean,
  path: readonly PropertyKey[] = [],
): readonly (readonly PropertyKey[])[] {
  if (typeof data === "string") return SECRET_VALUE.test(data) ? [path] : [];
  if (typeof data !== "object" || data === null) return [];
  const members: readonly [PropertyKey, unknown][] = Array.isArray(data)
    ? [...data.entries()]
    : Object.entries(data);
  return members.flatMap(([name, value]) => {
    const inner = [...path, name];
    return namesSecret(String(name), value) && !isMisspelt(inner)
      ? [inner]
      : secretPaths(value, isMisspelt, inner);
  });
}

/** No token is a number; passwords and keys may be. */
function namesSecret(name: string, value: unknown): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  return SECRET_NAME.test(words) && !(typeof value === "number" && TOKEN_NAME.test(words));
}
