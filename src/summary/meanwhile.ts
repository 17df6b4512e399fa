import { hash } from "node:crypto";
import type { MessageId, PersonId } from "../core/types.ts";
import type { SourceMessage } from "./source-message.ts";
import type { Person } from "./summary.ts";

/** What was deleted, edited and erased of late: what is being made meanwhile is kept without it. */
export interface Meanwhile {
  deleted(message: MessageId): void;
  edited(message: MessageId, text: string): void;
  erased(person: Person): void;
  /** How many were erased so far; see `erasedSince`. */
  readonly erasures: number;
  /** Whoever was erased after the first `erasures`: what was read of them before is not to be kept. */
  erasedSince(erasures: number): readonly Person[];
  /** Whether it was deleted, or edited since `sinceMs` (Unix ms) so that it reads differently now. */
  isOutdated(message: Pick<SourceMessage, "id" | "text">, sinceMs: number): boolean;
}

/** So many of the last deletions are remembered, and so many of the last edits: about 1 MB each. */
const MOST = 10_000;

/** @param now Unix ms */
export function createMeanwhile(now: () => number): Meanwhile {
  const gone = new Map<MessageId, true>();
  const texts = new Map<MessageId, { readonly digest: string; readonly at: number }>();
  const people = new Map<PersonId, { readonly person: Person; readonly nth: number }>();
  let erasures = 0;

  return {
    deleted: (message) => remember(gone, message, true),
    edited: (message, text) => remember(texts, message, { digest: digestOf(text), at: now() }),
    erased(person) {
      erasures += 1;
      people.set(person.id, { person, nth: erasures });
    },
    get erasures() {
      return erasures;
    },
    erasedSince: (since) => [...people.values()].filter(({ nth }) => nth > since).map(({ person }) => person),
    isOutdated({ id, text }, sinceMs) {
      const edited = texts.get(id);
      if (gone.has(id)) return true;
      return edited !== undefined && edited.at >= sinceMs && edited.digest !== digestOf(text);
    },
  };
}

function remember<Value>(all: Map<MessageId, Value>, message: MessageId, value: Value): void {
  all.delete(message);
  all.set(message, value);
  const [oldest] = all.keys();
  if (all.size > MOST && oldest !== undefined) all.delete(oldest);
}

/** Tells whether a text is still the same. */
export const digestOf = (text: string): string => hash("sha256", text, "base64url").slice(0, 22);
