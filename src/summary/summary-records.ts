import type { Keyv } from "keyv";
import type { Store } from "../core/ports/index.ts";
import type { MessageId, PersonId } from "../core/types.ts";
import type { KnownChunk } from "./model/chunks.ts";
import { type Entry, keyOf } from "./model/entry.ts";
import type { PartialSummary } from "./model/partial.ts";
import type { Summary } from "./summary.ts";
import { withoutMessages, withoutPerson } from "./without.ts";

/** A summary that was given, as it is kept. */
export interface KeptSummary {
  readonly key: string;
  readonly summary: Summary;
}

/** What is kept of summaries: those that were given, and the parts they were made of. Both go after 30 days. */
export interface SummaryRecords {
  /**
   * `key`: whatever finds it again, e.g. the id of the reply that shows it. @returns the summary as it may be shown: without
   * messages that were deleted while it was made.
   */
  keep(key: string, summary: Summary): Promise<Summary>;
  kept(key: string): Promise<Summary | undefined>;
  /**
   * These messages were deleted, or are not to be told of any more. @returns the kept summaries that named one, as they are without
   * it: whoever shows them shows these instead.
   */
  forgetMessages(messages: readonly MessageId[]): Promise<readonly KeptSummary[]>;
  /** How many records hold something of a person. */
  count(person: PersonId): Promise<number>;
  /** Takes out what a person said, and what was said of them by name. @returns the kept summaries that changed. */
  erase(person: PersonId): Promise<readonly KeptSummary[]>;
  /** The parts of what is called `scope`: a thread, a channel. */
  partials(scope: string): PartialRecords;
}

/** Partial summaries of a thread or channel. */
export interface PartialRecords {
  known(): Promise<readonly KnownChunk[]>;
  get(id: string): Promise<PartialSummary | undefined>;
  /** A chunk takes the place of those that begin within it. */
  putChunk(partial: PartialSummary, chunk: KnownChunk, entries: readonly Entry[]): Promise<void>;
  putMerge(partial: PartialSummary, of: readonly string[]): Promise<void>;
}

interface KeptPartial {
  readonly partial: PartialSummary;
  /** Of a chunk: all messages that were read. */
  readonly messages?: readonly MessageId[];
  /** Of a merge: the ids of what it joined. */
  readonly of?: readonly string[];
}

const RETENTION_MS = 30 * 24 * 60 * 60 * 1000;
/** Of one scope; the oldest are forgotten, and read again when asked for. */
const MOST_CHUNKS = 1000;
/** Deletions remembered, for summaries that are being made meanwhile. */
const MOST_GONE = 10_000;

/** @param now Unix ms */
export function createSummaryRecords(store: Store, now: () => number): SummaryRecords {
  const summaries = store.records<{ summary: Summary; at: number }>("summary/kept");
  const partials = store.records<KeptPartial>("summary/partials");
  const chunks = store.records<readonly KnownChunk[]>("summary/chunks");
  const gone = new Set<MessageId>();
  /** A list of chunks is read and written in one go. */
  let writing = Promise.resolve();

  async function change(how: (summary: Summary) => Summary): Promise<readonly KeptSummary[]> {
    const changed: KeptSummary[] = [];
    for (const [key, { summary, at }] of await all(summaries)) {
      const next = how(summary);
      if (next === summary) continue;
      await summaries.set(key, { summary: next, at }, Math.max(1, at + RETENTION_MS - now()));
      changed.push({ key, summary: next });
    }
    return changed;
  }

  async function dropPartials(concerns: (kept: KeptPartial) => boolean): Promise<void> {
    const left = new Map(await all(partials));
    const dropped = new Set<string>();
    const drops = (kept: KeptPartial) => concerns(kept) || kept.of?.some((id) => dropped.has(id));
    for (let before = -1; before < dropped.size; ) {
      before = dropped.size;
      for (const [key, kept] of left) if (!dropped.has(key) && drops(kept)) dropped.add(key);
    }
    for (const key of dropped) await partials.delete(key);
  }

  const holds = (messages: readonly MessageId[] | undefined, wanted: ReadonlySet<MessageId>) =>
    messages?.some((id) => wanted.has(id)) === true;

  return {
    async keep(key, summary) {
      const allowed = withoutMessages(summary, gone);
      await summaries.set(key, { summary: allowed, at: now() }, RETENTION_MS);
      return allowed;
    },
    kept: async (key) => (await summaries.get(key))?.summary,
    async forgetMessages(messages) {
      const wanted = new Set(messages);
      for (const message of messages) gone.add(message);
      for (const oldest of gone) {
        if (gone.size <= MOST_GONE) break;
        gone.delete(oldest);
      }
      await dropPartials((kept) => holds(kept.messages, wanted));
      return change((summary) => withoutMessages(summary, wanted));
    },
    async count(person) {
      let count = 0;
      for (const [, { partial }] of await all(partials)) if (partial.authors.includes(person)) count++;
      for (const [, { summary }] of await all(summaries))
        if (withoutPerson(summary, person) !== summary) count++;
      return count;
    },
    async erase(person) {
      await dropPartials(({ partial }) => partial.authors.includes(person));
      return change((summary) => withoutPerson(summary, person));
    },
    partials: (scope) => ({
      known: async () => (await chunks.get(scope)) ?? [],
      get: async (id) => (await partials.get(id))?.partial,
      async putChunk(partial, chunk, entries) {
        const messages = [...new Set(entries.map(({ message }) => message.id))];
        const within = new Set(entries.map(keyOf));
        // Deleted while it was read: what the next summary finds is read without it.
        if (holds(messages, gone)) return;
        await partials.set(partial.id, { partial, messages }, RETENTION_MS);
        writing = writing.then(async () => {
          const others = ((await chunks.get(scope)) ?? []).filter(({ first }) => !within.has(first));
          await chunks.set(scope, [...others, chunk].slice(-MOST_CHUNKS), RETENTION_MS);
        });
        await writing;
      },
      async putMerge(partial, of) {
        if (!partial.cited.some(({ id }) => gone.has(id)))
          await partials.set(partial.id, { partial, of }, RETENTION_MS);
      },
    }),
  };
}

async function all<Value>(records: Keyv<Value>): Promise<readonly (readonly [string, Value])[]> {
  // "Nothing is kept" may never mean "it cannot be looked up".
  if (!records.iterator) throw new Error("The store cannot list its records.");
  const found: [string, Value][] = [];
  for await (const [key, value] of records.iterator(undefined)) found.push([key, value]);
  return found;
}
