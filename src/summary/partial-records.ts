import type { Store } from "../core/ports/index.ts";
import type { MessageId } from "../core/types.ts";
import type { OneByOne } from "../waiting/one-by-one.ts";
import { allOf } from "./all-of.ts";
import { digestOf } from "./meanwhile.ts";
import type { KnownChunk } from "./model/chunks.ts";
import { type Entry, keyOf } from "./model/entry.ts";
import type { PartialSummary } from "./model/partial.ts";
import type { Person } from "./summary.ts";
import { isAbout } from "./without.ts";

/** Partial summaries of a thread or channel. */
export interface PartialRecords {
  known(): Promise<readonly KnownChunk[]>;
  get(id: string): Promise<PartialSummary | undefined>;
  /**
   * A chunk takes the place of those that begin within it. One in which no point was found is not kept, so that the next summary looks
   * again: a message may have talked the model out of it.
   */
  putChunk(partial: PartialSummary, chunk: KnownChunk, entries: readonly Entry[]): Promise<void>;
  putMerge(partial: PartialSummary, of: readonly string[]): Promise<void>;
}

/** What is kept of the parts of summaries, of all threads and channels. */
export interface AllPartials {
  /**
   * The parts of what is called `scope`, for one summary that is being made.
   *
   * @param isBarred whether something that was read for a chunk was deleted, edited or erased meanwhile, so that it is not kept
   */
  of(
    scope: string,
    isBarred: (partial: PartialSummary, entries: readonly Entry[]) => boolean,
  ): PartialRecords;
  /** Every message that was read for them. */
  messages(): Promise<readonly MessageId[]>;
  dropMessages(messages: ReadonlySet<MessageId>): Promise<void>;
  /** Those that read the message as it does not stand there any more go. */
  dropEdited(message: MessageId, text: string): Promise<void>;
  dropPerson(person: Person): Promise<void>;
  count(person: Person): Promise<number>;
}

interface KeptPartial {
  readonly partial: PartialSummary;
  /** Of a chunk: all messages that were read. */
  readonly messages?: readonly MessageId[];
  /** Of a chunk: the digests of their texts, in the same order. */
  readonly digests?: readonly string[];
  /** Of a merge: the ids of what it joined. */
  readonly of?: readonly string[];
}

/** Of one scope; the oldest are forgotten, and read again when asked for. */
const MOST_CHUNKS = 1000;

export function createPartialRecords(
  store: Store,
  parts: {
    readonly retentionMs: number;
    readonly oneByOne: OneByOne;
    /** Told of each message that is read, before something of it is kept. */
    readonly onRead: (message: MessageId) => Promise<void>;
  },
): AllPartials {
  const { retentionMs, oneByOne } = parts;
  const partials = store.records<KeptPartial>("summary/partials");
  const chunks = store.records<readonly KnownChunk[]>("summary/chunks");

  async function drop(concerns: (kept: KeptPartial) => boolean): Promise<void> {
    const left = new Map(await allOf(partials));
    const dropped = new Set<string>();
    const drops = (kept: KeptPartial) => concerns(kept) || kept.of?.some((id) => dropped.has(id));
    for (let before = -1; before < dropped.size; ) {
      before = dropped.size;
      for (const [key, kept] of left) if (!dropped.has(key) && drops(kept)) dropped.add(key);
    }
    for (const key of dropped) await partials.delete(key);
  }

  return {
    of(scope, isBarred) {
      const pointless = new Set<string>();
      return {
        known: async () => (await chunks.get(scope)) ?? [],
        get: async (id) => (await partials.get(id))?.partial,
        putChunk: (partial, chunk, entries) =>
          oneByOne(async () => {
            if (partial.items.length === 0) pointless.add(partial.id);
            if (partial.items.length === 0 || isBarred(partial, entries)) return;
            const texts = new Map(entries.map(({ message: { id, text } }) => [id, text]));
            for (const id of texts.keys()) await parts.onRead(id);
            const digests = [...texts.values()].map(digestOf);
            await partials.set(partial.id, { partial, messages: [...texts.keys()], digests }, retentionMs);
            const within = new Set(entries.map(keyOf));
            const others = ((await chunks.get(scope)) ?? []).filter(({ first }) => !within.has(first));
            await chunks.set(scope, [...others, chunk].slice(-MOST_CHUNKS), retentionMs);
          }),
        putMerge: (partial, of) =>
          oneByOne(async () => {
            // One that was not kept, or was dropped since, takes what was made of it along.
            for (const id of of) if (!pointless.has(id) && (await partials.get(id)) === undefined) return;
            await partials.set(partial.id, { partial, of }, retentionMs);
          }),
      };
    },
    async messages() {
      const all = (await allOf(partials)).map(([, kept]) => kept);
      return all.flatMap(({ messages = [], partial }) => [...messages, ...partial.cited.map(({ id }) => id)]);
    },
    dropMessages: (wanted) => drop(({ messages }) => messages?.some((id) => wanted.has(id)) === true),
    dropEdited: (message, text) =>
      drop(({ messages = [], digests = [] }) => {
        const at = messages.indexOf(message);
        return at >= 0 && digests[at] !== digestOf(text);
      }),
    dropPerson: (person) => drop(({ partial }) => isPartOf(person, partial)),
    count: async (person) =>
      (await allOf(partials)).filter(([, { partial }]) => isPartOf(person, partial)).length,
  };
}

/** Whether something of what a person said, or of what was said of them by name, went into it. */
export function isPartOf(person: Person, { authors, items, cited }: PartialSummary): boolean {
  if (authors.includes(person.id)) return true;
  const names = [person.name, ...cited.flatMap(({ author }) => (author.id === person.id ? author.name : []))];
  return items.some((item) => isAbout(item, person, names));
}
