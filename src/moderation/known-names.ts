import type { Author } from "../core/types.ts";

/** So many people's names are remembered. */
const MAX_NAMES = 5_000;

/** Names that were looked at already: people have few, and send many messages under each. */
interface KnownNames {
  has(author: Author): boolean;
  add(author: Author): void;
}

export function createKnownNames(): KnownNames {
  /** By person. Who was added last is the last one. */
  const names = new Map<string, string>();
  return {
    has: ({ id, name }) => names.get(id) === name,
    add({ id, name }) {
      names.delete(id);
      names.set(id, name);
      if (names.size > MAX_NAMES) names.delete(names.keys().next().value as string);
    },
  };
}
