import type { Message } from "../core/types.ts";

/** Names of so many people are remembered. */
const MAX_NAMES = 5_000;

/**
 * Tells whether the author's name is to be looked at: with the first message that is written under it, and with that message again, as after
 * an edit or when its judging failed. People have few names, and send many messages under each.
 *
 * @param keyOf whose names are told apart
 */
export function createNewNames(keyOf: (message: Message) => string): (message: Message) => boolean {
  /** Who wrote first under a new name last is the last one. */
  const known = new Map<string, { readonly name: string; readonly message: string }>();
  return (message) => {
    const { id, author } = message;
    const key = keyOf(message);
    const seen = known.get(key);
    if (seen?.name === author.name) return seen.message === id;
    known.delete(key);
    known.set(key, { name: author.name, message: id });
    if (known.size > MAX_NAMES) known.delete(known.keys().next().value as string);
    return true;
  };
}
