import type { Keyv } from "keyv";
import type { Kept } from "./notices/index.ts";
import type { Moderation, Store } from "./ports/index.ts";
import type { ChatEvent, Message, MessageId, PersonId } from "./types.ts";

const REPLY_NOTES_KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const HINTS_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

type Feedback = Extract<ChatEvent, { type: "feedback" }>;

/** All that Maru itself keeps about people. Each of them can have it counted and erased. */
export interface KeptAboutPeople {
  /** Notes that the message is being or has been replied to. */
  noteReply(to: Message): Promise<void>;
  /** The message that was replied to, without its text. */
  repliedTo(message: MessageId): Promise<Message | undefined>;
  rate(feedback: Feedback): Promise<void>;
  /** Whether the person has yet to be told of `hint`; from now on, no. */
  firstTime(hint: string, person: PersonId): Promise<boolean>;
  count(person: PersonId): Promise<Kept>;
  /** @returns what was erased */
  erase(person: PersonId): Promise<Kept>;
}

export function createKept(store: Store, moderation: Pick<Moderation, "count" | "erase">): KeptAboutPeople {
  const replies = store.records<Message>("core/replies");
  const ratings = store.records<{ by: PersonId; rating: "up" | "down" }>("core/ratings");
  const hints = store.records<true>("core/hints");
  const ratingKey = ({ reply, by }: Feedback) => `${reply} ${by.id}`;

  async function keysAbout(person: PersonId) {
    return {
      ratings: await keysWhere(ratings, (rating) => rating.by === person),
      replies: await keysWhere(replies, (message) => message.author.id === person),
      hints: await keysWhere(hints, (_, key) => key.endsWith(` ${person}`)),
    };
  }

  const counted = (keys: Awaited<ReturnType<typeof keysAbout>>, moderated: number): Kept => ({
    ratings: keys.ratings.length,
    notes: keys.replies.length + keys.hints.length,
    moderated,
  });

  return {
    async noteReply(to) {
      await replies.set(to.id, { ...to, text: "" }, REPLY_NOTES_KEPT_MS);
    },
    repliedTo: (message) => replies.get(message),
    async rate(feedback) {
      if (feedback.rating === null) await ratings.delete(ratingKey(feedback));
      else await ratings.set(ratingKey(feedback), { by: feedback.by.id, rating: feedback.rating });
    },
    async firstTime(hint, person) {
      const key = `${hint} ${person}`;
      if (await hints.get(key)) return false;
      await hints.set(key, true, HINTS_KEPT_MS);
      return true;
    },
    count: async (person) => counted(await keysAbout(person), await moderation.count(person)),
    async erase(person) {
      const keys = await keysAbout(person);
      for (const key of keys.ratings) await ratings.delete(key);
      for (const key of keys.replies) await replies.delete(key);
      for (const key of keys.hints) await hints.delete(key);
      return counted(keys, await moderation.erase(person));
    },
  };
}

async function keysWhere<Value>(
  records: Keyv<Value>,
  wanted: (value: Value, key: string) => boolean,
): Promise<string[]> {
  // "Nothing is kept about you" may never mean "it cannot be looked up".
  if (!records.iterator) throw new Error("The store cannot list its records.");
  const found: string[] = [];
  for await (const [key, value] of records.iterator(undefined)) if (wanted(value, key)) found.push(key);
  return found;
}
