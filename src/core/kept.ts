import type { Keyv } from "keyv";
import type { Kept } from "./notices/index.ts";
import type { Audience, Model, Moderation, Store, Summaries } from "./ports/index.ts";
import type { SummaryFrame } from "./summarise/frame.ts";
import type { ShowAnew } from "./summarise/show-anew.ts";
import type { Author, ChatEvent, Message, MessageId, PersonId, PlaceId, ThreadId } from "./types.ts";

const REPLY_NOTES_KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const HINTS_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

type Person = Pick<Author, "id" | "name">;
type Feedback = Extract<ChatEvent, { type: "feedback" }>;

/** All that Maru itself keeps about people. Each of them can have it counted and erased. */
export interface KeptAboutPeople {
  /** Notes that the message is being or has been replied to, and for whose eyes. */
  noteReply(to: Message, audience: Audience): Promise<void>;
  /** The message that was replied to, without its text. */
  repliedTo(message: MessageId): Promise<Message | undefined>;
  /** Who was to see that reply. */
  audienceOf(message: MessageId): Promise<Audience | undefined>;
  /** The threads of a place in which somebody was replied to. */
  threadsIn(place: PlaceId): Promise<ReadonlySet<ThreadId>>;
  /** Notes what stands around the summary that the message is replied to with. */
  noteFrame(message: MessageId, frame: SummaryFrame): Promise<void>;
  frameOf(message: MessageId): Promise<SummaryFrame | undefined>;
  rate(feedback: Feedback): Promise<void>;
  /** Whether the person has yet to be told of `hint`; from now on, no. */
  firstTime(hint: string, person: PersonId): Promise<boolean>;
  /** Until when the person has caught up with a conversation: Unix ms. */
  caughtUp(person: PersonId, conversation: string): Promise<number | undefined>;
  noteCaughtUp(person: PersonId, conversation: string, untilMs: number): Promise<void>;
  count(person: Person): Promise<Kept>;
  /**
   * @param show shows the summaries anew of which something was taken out, before it is forgotten where they stand
   * @returns what was erased
   */
  erase(person: Person, show: ShowAnew): Promise<Kept>;
}

export function createKept(
  store: Store,
  others: {
    readonly moderation: Pick<Moderation, "count" | "erase">;
    readonly summaries: Pick<Summaries, "count" | "erase" | "isOptedOut">;
    readonly model: Pick<Model, "forgetAll">;
  },
): KeptAboutPeople {
  const { moderation, summaries, model } = others;
  const replies = store.records<Message & { readonly audience?: Audience; readonly frame?: SummaryFrame }>(
    "core/replies",
  );
  const caughtUp = store.records<number>("core/caught-up");
  const ratings = store.records<{ by: PersonId; rating: "up" | "down" }>("core/ratings");
  const hints = store.records<true>("core/hints");
  const ratingKey = ({ reply, by }: Feedback) => `${reply} ${by.id}`;

  async function keysAbout(person: PersonId) {
    return {
      ratings: await keysWhere(ratings, (rating) => rating.by === person),
      replies: await keysWhere(replies, (message) => message.author.id === person),
      hints: await keysWhere(hints, (_, key) => key.endsWith(` ${person}`)),
      caughtUp: await keysWhere(caughtUp, (_, key) => key.endsWith(` ${person}`)),
    };
  }

  const counted = async (
    person: PersonId,
    keys: Awaited<ReturnType<typeof keysAbout>>,
    other: Pick<Kept, "moderated" | "summaries">,
  ): Promise<Kept> => ({
    ratings: keys.ratings.length,
    notes: keys.replies.length + keys.hints.length + keys.caughtUp.length,
    optedOut: await summaries.isOptedOut(person),
    ...other,
  });

  return {
    async noteReply(to, audience) {
      const { images: _, ...note } = to;
      // Noted again when a former run was cut off.
      const frame = (await replies.get(to.id))?.frame;
      await replies.set(to.id, { ...note, text: "", audience, ...(frame && { frame }) }, REPLY_NOTES_KEPT_MS);
    },
    repliedTo: (message) => replies.get(message),
    audienceOf: async (message) => (await replies.get(message))?.audience,
    async threadsIn(place) {
      const threads = new Set<ThreadId>();
      for await (const [, note] of allOf(replies)) if (note.place.id === place) threads.add(note.thread);
      return threads;
    },
    async noteFrame(message, frame) {
      const note = await replies.get(message);
      if (note) await replies.set(message, { ...note, frame }, REPLY_NOTES_KEPT_MS);
    },
    frameOf: async (message) => (await replies.get(message))?.frame,
    caughtUp: (person, conversation) => caughtUp.get(`${conversation} ${person}`),
    async noteCaughtUp(person, conversation, untilMs) {
      await caughtUp.set(`${conversation} ${person}`, untilMs, REPLY_NOTES_KEPT_MS);
    },
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
    count: async (person) =>
      counted(person.id, await keysAbout(person.id), {
        moderated: await moderation.count(person.id),
        summaries: await summaries.count(person),
      }),
    async erase(person, show) {
      const keys = await keysAbout(person.id);
      const inSummaries = await summaries.count(person);
      const changed = await summaries.erase(person);
      // Nobody knows where all somebody only took part.
      await model.forgetAll();
      for (const key of keys.ratings) await ratings.delete(key);
      for (const key of keys.hints) await hints.delete(key);
      for (const key of keys.caughtUp) await caughtUp.delete(key);
      const moderated = await moderation.erase(person.id);
      await show(changed);
      for (const key of keys.replies) await replies.delete(key);
      return counted(person.id, keys, { moderated, summaries: inSummaries });
    },
  };
}

async function keysWhere<Value>(
  records: Keyv<Value>,
  wanted: (value: Value, key: string) => boolean,
): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const [key, value] of allOf(records)) if (wanted(value, key)) keys.push(key);
  return keys;
}

async function* allOf<Value>(records: Keyv<Value>): AsyncGenerator<[string, Value]> {
  // "Nothing is kept about you" may never mean "it cannot be looked up".
  if (!records.iterator) throw new Error("The store cannot list its records.");
  yield* records.iterator(undefined);
}
