/** Names or ids of what is chosen. An empty `allow` means all; `deny` wins. */
export interface Choice {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

/**
 * Whether something is chosen, given all that it may be called: its name, its ids. People write `#Random` as well
 * as `random`, so a mark in front and capitals do not count.
 */
export function allows({ allow, deny }: Choice): (names: readonly string[]) => boolean {
  const allowed = new Set(allow.map(plain));
  const denied = new Set(deny.map(plain));
  return (names) => {
    const known = names.map(plain);
    return (
      !known.some((name) => denied.has(name)) &&
      (allowed.size === 0 || known.some((name) => allowed.has(name)))
    );
  };
}

const plain = (name: string) => name.replace(/^[#@]/, "").normalize("NFC").toLowerCase();
