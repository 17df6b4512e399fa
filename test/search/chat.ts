import type { Author, Message, Place } from "../../src/core/types.ts";
import { createRetrieval } from "../../src/search/index.ts";

const place: Place = { id: "web:general", name: "general", kind: "channel" };

export const personNamed = (name: string): Author => ({ id: `web:${name}`, name, kind: "person" });

/** Messages of one channel, oldest first, a minute apart: their text, or what is special about them. */
export function chatOf(
  ...written: readonly (string | (Partial<Message> & { text: string }))[]
): readonly Message[] {
  return written.map((what, i) => ({
    id: `web:${i}`,
    thread: `web:general/${i}`,
    startsThread: true,
    place,
    author: personNamed(`person ${i}`),
    mentions: [],
    sentAt: new Date(Date.UTC(2025, 0, 1, 0, i)).toISOString(),
    link: `http://127.0.0.1/m/${i}`,
    ...(typeof what === "string" ? { text: what } : what),
  }));
}

export async function* streamOf<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

/** The quotes that a search finds, best first. */
export async function quotesFor(
  question: string,
  messages: Iterable<Message>,
  limit = 3,
): Promise<readonly string[]> {
  const passages = await createRetrieval().search(question, streamOf(messages), limit);
  return passages.map(({ quote }) => quote);
}
