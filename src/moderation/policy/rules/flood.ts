import type { Message } from "../../../core/types.ts";
import type { CompiledRule } from "./compiled-rule.ts";

/** So many people are watched at once in all places; of those beyond, whoever has been silent longest is forgotten. */
const MAX_WATCHED = 5_000;

/** What somebody wrote in one place lately. */
interface Watched {
  /** The newest messages, oldest first: at most as many as make a flood. */
  readonly messages: { readonly id: string; readonly at: number }[];
  /** The message at which the flood that goes on was noticed. */
  noticedAt?: string;
}

/**
 * A rule against floods: `messages` or more by one person in one place within `seconds`, by the times at which they were sent.
 * Of one flood, people are shown one message; what else is to be done is done to each. The same message counts once.
 */
export function createFloodRule({
  messages,
  seconds,
}: {
  readonly messages: number;
  readonly seconds: number;
}): CompiledRule {
  /** Whoever wrote last is the last one. */
  const watched = new Map<string, Watched>();

  function watch({ place, author }: Message): Watched {
    const key = `${place.id} ${author.id}`;
    const known = watched.get(key) ?? { messages: [] };
    watched.delete(key);
    watched.set(key, known);
    if (watched.size > MAX_WATCHED) watched.delete(watched.keys().next().value as string);
    return known;
  }

  return {
    of: "message",
    matches(message) {
      const known = watch(message);
      const at = Date.parse(message.sentAt);
      remember(known, message.id, at);
      if (known.noticedAt === message.id) return "written";
      const since = at - seconds * 1000;
      const lately = known.messages.filter((each) => each.at > since && each.at <= at).length;
      if (lately < messages) {
        // Older messages are looked at again when they are edited; that ends no flood.
        if (known.messages.at(-1)?.id === message.id) delete known.noticedAt;
        return undefined;
      }
      if (known.noticedAt !== undefined) return "again";
      known.noticedAt = message.id;
      return "written";
    },
  };

  function remember({ messages: newest }: Watched, id: string, at: number): void {
    if (newest.some((each) => each.id === id)) return;
    if (newest.length === messages && at < newest[0]!.at) return;
    newest.push({ id, at });
    if (newest.length > messages) newest.shift();
  }
}
