import type { MoveOutcome, SampledMessage, Store } from "../../core/ports/index.ts";
import type { ChatEvent, Locale, Message, MessageId, PersonId } from "../../core/types.ts";
import { createOneByOne } from "../../waiting/one-by-one.ts";
import { messageDigest, type NewEntry } from "../audit/index.ts";
import { drawsMessage } from "./drawing.ts";
import { createOpenSamples } from "./open-samples.ts";
import { isOpen, type StoredSample } from "./stored-sample.ts";

const SALT_KEY = "salt";

interface SampleParts {
  readonly store: Store;
  /** Appends to the audit log; appending the same key again adds nothing. */
  readonly append: (entry: NewEntry, key: string) => Promise<unknown>;
  /** Unix ms. */
  readonly now: () => number;
  /** At least 128 random bits as text. */
  readonly newSalt: () => string;
  /** The chance of each message, 0 to 1. */
  readonly share: number;
}

type LabelEvent = Extract<ChatEvent, { readonly type: "label" }>;

/** A message of the sample, with what was found in it. */
export interface Sampling {
  readonly message: Message;
  /** The router's score, 0 to 1. */
  readonly router: number;
  /** The guard's probability, 0 to 1; absent when it could not be asked. */
  readonly guard?: number;
  readonly language: Locale;
  /** How long its words are kept. */
  readonly retentionMs: number;
}

/**
 * The random sample: a small share of all messages, whatever was found in them, that people are asked about. Only it tells
 * what nothing was found in. Words are kept for the retention time; what counts stands in the audit log.
 */
export interface Sample {
  /** Whether the message is of the sample; always the same for the same message. */
  isSampled(message: Pick<Message, "id">): boolean;
  /** Takes a message into the sample. What was added first stays when it is added again, as after a crash or an edit. */
  add(sampling: Sampling): Promise<void>;
  /**
   * The oldest `last` messages that still want a word: on which nobody has said anything, or people disagree.
   */
  open(last: number): Promise<readonly SampledMessage[]>;
  /**
   * Takes a moderator's label; safe to repeat. The first label of each person counts. Refused: of a message that is not in the sample
   * any more, and by its author.
   */
  label(event: LabelEvent): Promise<MoveOutcome>;
  /** The message was deleted: its words go, and nobody is asked about it any more. */
  withdraw(message: MessageId): Promise<void>;
  /** How many messages of this person's are kept. */
  count(person: PersonId): Promise<number>;
  /** Withdraws them. @returns how many */
  erase(person: PersonId): Promise<number>;
}

/** Resolves once the salt is read or, at the very first start, made. */
export async function createSample(parts: SampleParts): Promise<Sample> {
  const { store, append, now, newSalt, share } = parts;
  const records = store.records<StoredSample & { readonly salt: string }>("moderation/sample");
  const settings = store.records<string>("moderation/sample-settings");
  const salt = (await settings.get(SALT_KEY)) ?? newSalt();
  await settings.set(SALT_KEY, salt);
  const waiting = createOpenSamples(records);

  /** One change after the other: two moderators may label the same message at the same moment. */
  const oneByOne = createOneByOne();

  async function keep({ message, guard, retentionMs }: Sampling) {
    const before = await records.get(message.id);
    if (before !== undefined) return before;
    const at = now();
    const kept = {
      message,
      ...(guard === undefined ? {} : { guard }),
      at: new Date(at).toISOString(),
      expiresAt: at + retentionMs,
      labels: [],
      salt: newSalt(),
    };
    await records.set(message.id, kept, retentionMs);
    await waiting.add(message.id, kept);
    return kept;
  }

  async function add(sampling: Sampling): Promise<void> {
    // Kept first: what the log says of the words is to be true of those that are kept, also after a crash in between.
    const { message, guard, salt: ownSalt } = await keep(sampling);
    const { id, kind } = message.place;
    await append(
      {
        type: "sampled",
        message: message.id,
        place: { id, kind },
        language: sampling.language,
        share,
        router: sampling.router,
        ...(guard === undefined ? {} : { guard }),
        words: messageDigest(ownSalt, message),
      },
      `sampled ${message.id}`,
    );
  }

  async function label({ id: event, message: id, label, by }: LabelEvent): Promise<MoveOutcome> {
    const kept = await records.get(id);
    if (kept === undefined) return { type: "refused", why: "no-such-case" };
    if (kept.message.author.id === by.id) return { type: "refused", why: "own-message" };
    await append({ type: "labelled", message: id, label, by: by.id, event }, `labelled ${id} ${by.id}`);
    const leftMs = kept.expiresAt - now();
    if (kept.labels.some((one) => one.by === by.id) || leftMs <= 0) return { type: "labelled" };
    const labelled = { ...kept, labels: [...kept.labels, { by: by.id, label }] };
    await records.set(id, labelled, leftMs);
    if (isOpen(labelled)) await waiting.add(id, labelled);
    else await waiting.drop(id);
    return { type: "labelled" };
  }

  async function withdraw(id: MessageId): Promise<boolean> {
    const removed = await records.delete(id);
    await waiting.drop(id);
    return removed;
  }

  return {
    isSampled: ({ id }) => drawsMessage(salt, id, share),
    add: (sampling) => oneByOne(() => add(sampling)),
    open: (last) => waiting.oldest(last),
    label: (event) => oneByOne(() => label(event)),
    withdraw: (id) => oneByOne(async () => void (await withdraw(id))),
    count: async (person) => (await idsOf(person)).length,
    erase: (person) =>
      oneByOne(async () => {
        let erased = 0;
        for (const id of await idsOf(person)) if (await withdraw(id)) erased++;
        return erased;
      }),
  };

  async function idsOf(person: PersonId): Promise<readonly MessageId[]> {
    // "Nothing is kept about you" may never mean "it cannot be looked up".
    if (!records.iterator) throw new Error("The store cannot list its records.");
    const ids: MessageId[] = [];
    for await (const [, { message }] of records.iterator(undefined) as AsyncIterable<[string, StoredSample]>)
      if (message.author.id === person) ids.push(message.id);
    return ids;
  }
}
