import { notices } from "../notices/index.ts";
import type { Store } from "../ports/index.ts";
import type { ChatEvent, Locale, Message, Place } from "../types.ts";

export type DigestEvent = Extract<ChatEvent, { readonly type: "digest" }>;

/** Which digests were posted where. */
export interface DigestRecords {
  note(digest: DigestEvent): Promise<void>;
  /** The digest of this key, if there was one. `asMessage`: what stands for the question that it answers. */
  find(key: string): Promise<{ readonly asMessage: Message } | undefined>;
}

/** As long as summaries are kept. */
const KEEP_MS = 30 * 24 * 60 * 60 * 1000;

export function createDigestRecords(store: Store): DigestRecords {
  const records = store.records<{ readonly place: Place; readonly at: string }>("core/digests");
  return {
    async note({ id, place, at }) {
      await records.set(id, { place, at }, KEEP_MS);
    },
    async find(key) {
      const found = await records.get(key);
      return found && { asMessage: digestAsMessage(key, found.place, found.at) };
    },
  };
}

/** A digest as it is posted. */
export const withTitle = (markdown: string, { name }: Place, locale: Locale): string =>
  `${notices[locale].summary.digest(name)}\n\n${markdown}`;

/** A digest answers nobody; where a question is needed, this stands for it. */
export function digestAsMessage(id: string, place: Place, at: string): Message {
  const platform = place.id.slice(0, place.id.indexOf(":"));
  return {
    id: id as Message["id"],
    thread: place.id,
    startsThread: false,
    place,
    author: { id: `${platform}:digest`, name: "", kind: "self" },
    text: "",
    mentions: [],
    sentAt: at,
    link: "",
  };
}
